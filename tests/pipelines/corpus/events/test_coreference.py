"""Reports of one event become one row; others stay apart."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from unittest import mock

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.events import coreference
from pipelines.corpus.events.coreference import merge_clauses
from pipelines.corpus.events.dated_clauses import DatedClause, Party
from pipelines.corpus.events.rows import EventTables
from pipelines.records.analysis import EventClause, Modality

NOVAK = Party("novak", "PER", "CZE", "GOV")
KOWALSKI = Party("kowalski", "PER", "POL", "GOV")
BERG = Party("berg", "PER", "SWE", "GOV")
CZECHIA = Party("czechia", "LOC", "CZE")
PRAGUE = Party("prague", "LOC", "CZE")
POLAND = Party("poland", "LOC", "POL")


def report(
    article: str,
    day: date | None,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...] = (),
    *,
    kind: str = "CONSULT",
    mode: str | None = "meet",
    modality: Modality = "reported",
    at: int = 0,
    published: date | None = None,
    site: str | None = None,
) -> DatedClause:
    clause = EventClause(kind, mode, "04", at, at + 5, "words", at, at + 20, modality, 0.8)
    return DatedClause(
        article,
        clause,
        f"sentence of {article}",
        actors,
        recipients,
        event_earliest=day,
        event_latest=day,
        event_precision="day" if day else None,
        event_basis="text" if day else None,
        published_earliest=published,
        published_latest=published,
        published_on=published,
        site=site,
    )


STRIKERS = Party(None, "GRP", is_named=False, surface="strikers", article_id="a")
GREVISTES = Party(None, "GRP", is_named=False, surface="grévistes", article_id="b")


def n_told_in_one_story(left: DatedClause, right: DatedClause, likely: float) -> int:
    """Events of two articles of one story whose tellings the judge finds so likely to be one."""
    named = [replace(told, evidence="The port of Varnholm and Lake Osmund.") for told in (left, right)]
    with mock.patch.object(coreference, "likely", lambda pairs: np.full(len(pairs), likely, np.float32)):
        return n_events(*named)


def n_events(*reports: DatedClause) -> int:
    return merge_clauses(reports).events.height


MAY_3, MAY_4 = date(2021, 5, 3), date(2021, 5, 4)


def test_same_people_same_day_is_one_event() -> None:
    assert n_events(report("a", MAY_3, (NOVAK, KOWALSKI)), report("b", MAY_3, (KOWALSKI, NOVAK))) == 1


def test_another_day_is_another_event() -> None:
    assert n_events(report("a", MAY_3, (NOVAK, KOWALSKI)), report("b", MAY_4, (NOVAK, KOWALSKI))) == 2


def test_another_type_is_another_event() -> None:
    both = (NOVAK, KOWALSKI)
    assert n_events(report("a", MAY_3, both), report("b", MAY_3, both, kind="AGREE")) == 2


def test_a_state_stands_for_its_president() -> None:
    assert n_events(report("a", MAY_3, (NOVAK, KOWALSKI)), report("b", MAY_3, (PRAGUE, POLAND))) == 1


def test_two_persons_of_a_state_are_two() -> None:
    other = Party("dvorak", "PER", "CZE")
    assert n_events(report("a", MAY_3, (NOVAK, KOWALSKI)), report("b", MAY_3, (other, KOWALSKI))) == 2


def test_a_meeting_of_three_is_not_that_of_two() -> None:
    assert n_events(report("a", MAY_3, (NOVAK, KOWALSKI)), report("b", MAY_3, (NOVAK, KOWALSKI, BERG))) == 2


def test_a_deed_and_its_reverse_are_two() -> None:
    forth = report("a", MAY_3, (NOVAK,), (KOWALSKI,), kind="ACCUSE", mode=None)
    back = report("b", MAY_3, (KOWALSKI,), (NOVAK,), kind="ACCUSE", mode=None)
    assert n_events(forth, back) == 2


def test_an_undated_report_inherits_within_its_article() -> None:
    tables = merge_clauses([report("a", MAY_3, (NOVAK, KOWALSKI), at=50), report("a", None, (NOVAK, KOWALSKI))])
    assert tables.events.height == 1
    assert tables.mentions["event_date"].to_list() == [MAY_3, MAY_3]


def told_as_one(clause: DatedClause) -> DatedClause:
    return replace(clause, clause=replace(clause.clause, chain=1))


def test_the_date_of_another_sentence_gives_way_to_that_of_a_report_of_the_same_event() -> None:
    both = (NOVAK, KOWALSKI)
    guessed = replace(report("a", MAY_4, both), event_basis="inherited")
    tables = merge_clauses([told_as_one(report("a", MAY_3, both, at=50)), told_as_one(guessed)])
    assert tables.mentions["event_date"].to_list() == [MAY_3, MAY_3]


def test_the_date_of_another_sentence_stands_where_no_report_of_the_event_has_its_own() -> None:
    guessed = told_as_one(replace(report("a", MAY_4, (NOVAK, KOWALSKI)), event_basis="inherited"))
    assert merge_clauses([guessed]).mentions["event_date"].to_list() == [MAY_4]


def test_what_is_agreed_at_a_meeting_has_its_day() -> None:
    meeting = report("a", MAY_3, (NOVAK, KOWALSKI), at=50)
    agreed = report("a", None, (NOVAK, POLAND), kind="AGREE", mode=None)
    dates = merge_clauses([meeting, agreed]).events.select("event_type", "event_date", "date_basis").sort("event_type")
    assert dates.row(0) == ("AGREE", MAY_3, "inherited")


def test_two_meetings_leave_an_agreement_undated() -> None:
    meetings = [report("a", day, (NOVAK, KOWALSKI), at=at) for day, at in ((MAY_3, 50), (MAY_4, 90))]
    agreed = report("a", None, (NOVAK, KOWALSKI), kind="AGREE", mode=None)
    events = merge_clauses([*meetings, agreed]).events
    assert events.filter(pl.col("event_type") == "AGREE")["event_date"].to_list() == [None]


def test_undated_reports_far_apart_stay_apart() -> None:
    early = report("a", None, (NOVAK, KOWALSKI), published=date(2021, 1, 1))
    late = report("b", None, (NOVAK, KOWALSKI), published=date(2021, 6, 1))
    assert n_events(early, late) == 2


def test_a_denied_event_is_not_the_reported_one() -> None:
    both = (NOVAK, KOWALSKI)
    assert n_events(report("a", MAY_3, both, modality="denied"), report("b", MAY_3, both)) == 2


def test_a_report_without_actor_joins_only_on_its_day() -> None:
    known = report("a", MAY_3, (NOVAK,), (POLAND,), kind="SANCTION", mode=None)
    assert n_events(known, report("b", MAY_3, (), (POLAND,), kind="SANCTION", mode=None)) == 1
    undated = report("a", None, (NOVAK,), (POLAND,), kind="SANCTION", mode=None, published=MAY_3)
    other = report("b", None, (), (POLAND,), kind="SANCTION", mode=None, published=MAY_3)
    assert n_events(undated, other) == 2


def test_without_any_date_one_story_is_one_event() -> None:
    both = (NOVAK, KOWALSKI)
    assert n_events(report("a", None, both), report("b", None, both, published=MAY_3)) == 1


def test_reported_beats_planned() -> None:
    tables = merge_clauses(
        [report("a", MAY_3, (NOVAK, KOWALSKI), modality="planned"), report("b", MAY_3, (NOVAK, KOWALSKI))]
    )
    assert tables.events["modality"].to_list() == ["reported"]


def test_what_lies_ahead_of_all_its_reports_is_planned() -> None:
    ahead = [report(article, MAY_4, (NOVAK, KOWALSKI), published=MAY_3) for article in "ab"]
    assert merge_clauses(ahead).events["modality"].to_list() == ["planned"]
    told_after = report("c", MAY_4, (NOVAK, KOWALSKI), published=MAY_4)
    assert merge_clauses([*ahead, told_after]).events["modality"].to_list() == ["reported"]


def test_sources_are_counted_by_site() -> None:
    both = (NOVAK, KOWALSKI)
    tables = merge_clauses([report(a, MAY_3, both, site=site) for a, site in (("a", "x"), ("b", "x"), ("c", "y"))])
    assert tables.events.select("n_mentions", "n_articles", "n_sources").row(0) == (3, 3, 2)


def test_every_mention_has_its_event_and_every_participant_too() -> None:
    tables = merge_clauses([report("a", MAY_3, (NOVAK, CZECHIA)), report("b", None, (BERG,))])
    ids = set(tables.events["event_id"])
    assert set(tables.mentions["event_id"]) == ids
    assert set(tables.participants["event_id"]) <= ids


def test_no_clauses_give_empty_tables() -> None:
    assert [frame.height for frame in merge_clauses([])] == [0, 0, 0]


PEOPLE = (NOVAK, KOWALSKI, BERG, CZECHIA, PRAGUE, POLAND)
DAYS = (None, MAY_3, MAY_4)
reports = st.lists(
    st.builds(
        lambda article, at, day, who, kind: report(article, day, tuple(who), kind=kind, at=at),
        st.sampled_from("abcd"),
        st.integers(0, 400),
        st.sampled_from(DAYS),
        st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True),
        st.sampled_from(("CONSULT", "ACCUSE")),
    ),
    max_size=8,
    unique_by=lambda clause: clause.key[:2],
)


def contents(tables: EventTables) -> list[pl.DataFrame]:
    return list(tables)


@given(reports, st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(clauses: list[DatedClause], generator: random.Random) -> None:
    expected = contents(merge_clauses(clauses))
    generator.shuffle(clauses)
    for left, right in zip(expected, contents(merge_clauses(clauses)), strict=True):
        assert left.equals(right)


@given(reports)
def test_ids_are_unique_and_no_report_is_lost(clauses: list[DatedClause]) -> None:
    tables = merge_clauses(clauses)
    assert tables.events["event_id"].n_unique() == tables.events.height
    assert tables.mentions.height == len(clauses)
    assert tables.mentions["event_mention_id"].n_unique() == len(clauses)


def test_who_asks_in_one_report_and_is_asked_in_another_makes_two_events() -> None:
    asked = report("a", None, (BERG,), (POLAND,), kind="REQUEST", mode=None)
    asking = report("a", None, (POLAND,), kind="REQUEST", mode=None, at=50)
    assert merge_clauses([asked, asking]).events.height == 2


def test_a_report_that_leaves_out_who_suffered_takes_the_date_of_one_near_by_only() -> None:
    struck = report("a", date(2021, 3, 5), (CZECHIA,), (POLAND,), kind="ASSAULT", mode=None)
    for at, n_dated in ((50, 2), (5000, 1)):
        bare = report("a", None, (CZECHIA,), kind="ASSAULT", mode=None, at=at)
        assert merge_clauses([struck, bare]).mentions["event_date"].is_not_null().sum() == n_dated


POLICE = Party("police", "ORG", is_named=False)


def arrest(article: str, day: date | None = MAY_3, *, place: Party | None = None, at: int = 0) -> DatedClause:
    clause = report(article, day, (POLICE,), kind="COERCE", mode=None, at=at, published=MAY_3)
    return replace(clause, place=place)


def test_a_group_without_a_name_is_another_in_each_article() -> None:
    assert n_events(arrest("a"), arrest("b")) == 2
    assert n_events(arrest("a"), arrest("a", at=50)) == 1


def test_a_group_in_one_place_on_one_day_is_one() -> None:
    assert n_events(arrest("a", place=PRAGUE), arrest("b", place=PRAGUE)) == 1
    assert n_events(arrest("a", place=PRAGUE), arrest("b", place=POLAND)) == 2


def test_what_is_done_daily_needs_a_day_or_a_place() -> None:
    assaults = [report(article, None, (POLAND,), kind="ASSAULT", mode=None, published=MAY_3) for article in "ab"]
    assert n_events(*assaults) == 2
    assert n_events(*(replace(assault, place=PRAGUE) for assault in assaults)) == 1


def test_a_copied_sentence_reports_one_event() -> None:
    assert n_events(*(replace(arrest(article, None), evidence="The police caught him.") for article in "ab")) == 1


def test_a_state_and_its_officer_alone_make_no_event_of_two_articles() -> None:
    accused = [report(name, MAY_3, (), (who,), kind="ACCUSE") for name, who in (("a", CZECHIA), ("b", NOVAK))]
    assert n_events(*accused) == 2


def test_a_newspaper_does_not_stand_for_its_state() -> None:
    gazette = Party("gazette", "ORG", "CZE", "MED")
    assert n_events(report("a", MAY_3, (NOVAK,), kind="ACCUSE"), report("b", MAY_3, (gazette,), kind="ACCUSE")) == 2


def test_what_is_still_planned_is_not_what_was_done_on_a_day() -> None:
    done = report("a", date(2021, 3, 5), (NOVAK, KOWALSKI))
    again = report("a", None, (NOVAK, KOWALSKI), modality="planned", at=50)
    assert merge_clauses([done, again]).events.height == 2


def test_a_meeting_of_two_and_one_of_three_stay_apart_whoever_else_met_that_day() -> None:
    day = date(2021, 3, 5)
    two, one = report("a", day, (NOVAK, KOWALSKI)), report("b", day, (NOVAK,))
    three = report("c", day, (NOVAK, KOWALSKI, BERG))
    assert merge_clauses([two, one, three]).events.height == 2


def test_one_report_that_names_another_victim_parts_no_reports_of_a_deed() -> None:
    day = date(2021, 3, 5)
    guild, league = Party("guild", "ORG"), Party("league", "ORG")
    victims = [(POLAND,), (POLAND, guild), (POLAND, league)]
    reports = [
        report(name, day, (CZECHIA,), who, kind="ASSAULT", mode=None) for name, who in zip("abc", victims, strict=True)
    ]
    assert merge_clauses(reports).events.height == 1


def test_who_met_for_a_state_stands_without_it() -> None:
    met = report("a", date(2021, 3, 5), (NOVAK, CZECHIA, POLAND))
    people = merge_clauses([met]).participants["entity_id"].to_list()
    assert sorted(people) == ["novak", "poland"]


def test_a_body_of_state_stands_for_its_state() -> None:
    police = Party("police of Czechia", "ORG", "CZE", "COP", is_named=False)
    arrests = [
        report(article, MAY_3, (who,), (BERG,), kind="COERCE") for article, who in (("a", CZECHIA), ("b", police))
    ]
    assert n_events(*arrests) == 1


def test_articles_of_one_story_that_tell_alike_tell_one_event() -> None:
    left = report("a", MAY_3, (STRIKERS,), kind="PROTEST", mode=None, published=MAY_4)
    right = report("b", MAY_3, (GREVISTES,), kind="PROTEST", mode=None, published=MAY_4)
    assert n_told_in_one_story(left, right, 0.9) == 1
    assert n_told_in_one_story(left, right, 0.3) == 2


def test_however_alike_they_are_told_two_days_are_two_events() -> None:
    left = report("a", MAY_3, (STRIKERS,), kind="PROTEST", mode=None, published=MAY_4)
    right = report("b", MAY_4, (GREVISTES,), kind="PROTEST", mode=None, published=MAY_4)
    assert n_told_in_one_story(left, right, 0.99) == 2


def test_somebody_else_by_name_does_something_else() -> None:
    left, right = (
        report(name, MAY_3, (who,), kind="THREATEN", mode=None, published=MAY_4)
        for name, who in (("a", NOVAK), ("b", BERG))
    )
    assert n_told_in_one_story(left, right, 0.99) == 2
