"""Who takes part in an event, by all its reports."""

from __future__ import annotations

from dataclasses import replace

from pipelines.corpus.events.dated_clauses import DatedClause, Party
from pipelines.corpus.events.sides import sides_of
from pipelines.records.analysis import EventClause


def group(surface: str, confidence: float = 0.7) -> Party:
    return Party(None, "GRP", is_named=False, surface=surface, article_id="a", confidence=confidence)


def report(actors: tuple[Party, ...], recipients: tuple[Party, ...] = (), at: int = 0) -> DatedClause:
    clause = EventClause("ASSAULT", None, "19", at, at + 5, "words", at, at + 20, "reported", 0.8)
    return DatedClause("a", clause, "sentence", actors, recipients)


def names(parties: list[Party]) -> list[str]:
    return [party.surface for party in parties]


def test_what_one_report_leaves_out_another_adds() -> None:
    actors, recipients = sides_of([report((group("rebels"),)), report((), (group("two villages"),), at=30)])
    assert (names(actors), names(recipients)) == (["rebels"], ["two villages"])


def test_a_report_less_sure_adds_nobody_to_a_side() -> None:
    actors, _ = sides_of([report((group("rebels", 0.9),)), report((group("residents", 0.6),), at=30)])
    assert names(actors) == ["rebels"]


def test_nobody_stands_on_both_sides() -> None:
    reports = [report((group("rebels", 0.9),)), report((), (group("rebels", 0.6), group("soldiers", 0.5)), at=30)]
    actors, recipients = sides_of(reports)
    assert (names(actors), names(recipients)) == (["rebels"], ["soldiers"])


def test_a_group_and_the_same_words_with_more_beside_them_are_one() -> None:
    actors, _ = sides_of([report((group("Syrian rebels", 0.9),)), report((group("rebels", 0.9),), at=30)])
    assert names(actors) == ["Syrian rebels"]


def test_a_group_of_the_same_words_in_two_articles_stands_once() -> None:
    elsewhere = Party(None, "GRP", is_named=False, surface="Rebels", article_id="b", confidence=0.97)
    other = replace(report((elsewhere,)), article_id="b")
    actors, _ = sides_of([report((group("rebels", 0.98),)), other])
    assert names(actors) == ["rebels"]


def test_those_whom_one_description_names_are_several() -> None:
    presidents = tuple(Party(name, surface="deux présidents", article_id="a") for name in ("macron", "putin"))
    actors, _ = sides_of([report(presidents)])
    assert [party.entity_id for party in actors] == ["macron", "putin"]


def test_what_another_article_calls_the_same_group_is_not_added() -> None:
    elsewhere = Party(None, "GRP", is_named=False, surface="grévistes", article_id="b", confidence=0.97)
    other = replace(report((elsewhere,)), article_id="b")
    actors, _ = sides_of([report((group("strikers", 0.98),)), other])
    assert names(actors) == ["strikers"]
