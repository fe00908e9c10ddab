"""What a report tells: no date is counted more precisely than it is known, what is left out is summed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.warehouse.candidates import warehouse_of
from warehouse.reporting import report_sections
from warehouse.shards.records import Row
from warehouse.workspace import reading

YEAR = (date(2021, 1, 1), date(2021, 12, 31))
DAY = (date(2021, 3, 4), date(2021, 3, 4))
NO_DATE = (None, None)


def sections_of(folder: Path, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    with reading(warehouse_of(folder, rows)) as connection:
        return report_sections(connection)


def article(number: int, days: tuple[date | None, date | None] = DAY, **changes: object) -> Row:
    return {"article_id": f"a{number:02}", "published_earliest": days[0], "published_latest": days[1], **changes}


def event(number: int, days: tuple[date | None, date | None] = DAY, **changes: object) -> Row:
    return {"event_id": f"e{number:02}", "event_date": days[0], "event_date_end": days[1], **changes}


def test_an_article_counts_in_a_month_only_when_its_month_is_known(tmp_path: Path) -> None:
    articles = [article(1, DAY), article(2, YEAR), article(3, NO_DATE)]
    found = sections_of(tmp_path, {"articles": articles})["coverage"]
    months = [(row["value"], row["n_articles"]) for row in found if row["facet"] == "month"]
    assert months == [("2021-03", 1), (None, 2)]


def test_sites_beyond_the_first_are_summed_and_those_unknown_stand_apart(tmp_path: Path) -> None:
    articles = [article(n, site=f"s{n:02}", duplicate_of="a00") for n in range(30)]
    found = sections_of(tmp_path, {"articles": [*articles, article(30, site=None, duplicate_of=None)]})["coverage"]
    sites = [row for row in found if row["facet"] == "site"]
    assert [row["value"] for row in sites] == [f"s{n:02}" for n in range(24)] + [None, None]
    rest, unknown = sites[-2:]
    assert (rest["is_rest"], rest["n_values"], rest["n_articles"], rest["n_copies"]) == (True, 6, 6, 6)
    assert (unknown["is_unknown"], unknown["n_articles"], unknown["n_copies"]) == (True, 1, 0)
    assert max(row["share"] for row in sites) == rest["share"] == 1


def test_the_months_shown_are_the_latest(tmp_path: Path) -> None:
    days = [date(2019 + n // 12, 1 + n % 12, 5) for n in range(30)]
    found = sections_of(tmp_path, {"articles": [article(n, (day, day)) for n, day in enumerate(days)]})["coverage"]
    months = [row["value"] for row in found if row["facet"] == "month"]
    assert months[0] == "2021-06"
    assert months[-2:] == ["2019-07", None]


def test_events_of_each_type_stand_in_the_same_columns(tmp_path: Path) -> None:
    days = [date(2020 + n // 12, 1 + n % 12, 5) for n in range(14)]
    agreed = [event(n, (day, day), event_type="AGREE") for n, day in enumerate(days)]
    undated = [event(20, YEAR, event_type="AID"), event(21, NO_DATE, event_type="AID")]
    agree, aid = sections_of(tmp_path, {"events": [*agreed, *undated]})["event_months"]
    assert agree["months"] == aid["months"]
    assert agree["months"][:2] == ["earlier", "2020-03"]
    assert agree["months"][-2:] == ["2021-02", "no month"]
    assert agree["counts"] == [2, *[1] * 12, 0]
    assert aid["counts"] == [*[0] * 13, 2]
    assert (agree["n_events"], aid["n_events"]) == (14, 2)


def test_the_latest_events_come_first_each_with_the_article_that_its_sentence_stands_in(tmp_path: Path) -> None:
    days = [DAY[0] + timedelta(n) for n in range(40)]
    rows = {
        "articles": [article(1, title="The other"), article(2, title="The one")],
        "events": [event(n, (day, day), summary="Told best.") for n, day in enumerate(days)] + [event(50, NO_DATE)],
        "event_mentions": [
            {"event_mention_id": "m1", "event_id": "e39", "article_id": "a01", "evidence": "Told."},
            {"event_mention_id": "m2", "event_id": "e39", "article_id": "a02", "evidence": "Told best."},
        ],
    }
    found = sections_of(tmp_path, rows)["latest_events"]
    assert [row["event_id"] for row in found] == [f"e{n}" for n in range(39, 9, -1)]
    assert (found[0]["title"], found[0]["evidence"]) == ("The one", "Told best.")
    assert found[1]["title"] is None


def test_each_rule_that_refused_has_its_first_examples(tmp_path: Path) -> None:
    things = [{"build_id": "b1", "path": f"p{n}", "rule": "empty", "reason": "nothing in it"} for n in range(5)]
    earlier = {"build_id": "b0", "path": "p9", "rule": "binary"}
    (found,) = sections_of(tmp_path, {"quarantine": [*things, earlier]})["quarantined"]
    assert (found["rule"], found["n_refused"]) == ("empty", 5)
    assert [example["path"] for example in found["examples"]] == ["p0", "p1", "p2"]


def test_rows_in_any_order_give_the_same_report(tmp_path: Path) -> None:
    rows: dict[str, list[Row]] = {
        "articles": [article(n, site=f"s{n % 5}") for n in range(30)],
        "entities": [{"entity_id": f"x{n}", "name": f"N{n}", "type": "PER"} for n in range(20)],
        "events": [event(n) for n in range(40)],
    }
    reversed_rows = {name: found[::-1] for name, found in rows.items()}
    assert sections_of(tmp_path / "one", rows) == sections_of(tmp_path / "other", reversed_rows)
