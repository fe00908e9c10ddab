"""The tables of the world pack hold together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date

from pipelines.analyse.mentions.gazetteer import known_countries
from pipelines.languages.world import read_rows, read_tenures, read_world

KEY = re.compile(r"wikidata:Q\d+")


def test_bodies_have_one_row_and_a_country_that_exists() -> None:
    rows = [*read_rows("bodies.tsv"), *read_rows("firms.tsv"), *read_rows("parties.tsv")]

    assert [name for name, n in Counter(row["name"] for row in rows).items() if n > 1] == []
    assert {row["country"] for row in rows} - {""} <= set(known_countries())
    assert all(re.fullmatch("[A-Z]{3}", row["sector"]) for row in rows)
    assert all(not row["known_as"] or KEY.fullmatch(row["known_as"]) for row in rows)


def test_a_spelling_and_a_key_belong_to_one_body() -> None:
    rows = [*read_rows("bodies.tsv"), *read_rows("firms.tsv"), *read_rows("parties.tsv")]
    spellings = Counter(spelling for row in rows for spelling in row["names"].split("|") if spelling)
    keys = Counter(row["known_as"] for row in rows if row["known_as"])

    assert [name for counted in (spellings, keys) for name, n in counted.items() if n > 1] == []


def test_tenures_end_after_they_begin_in_countries_and_roles_that_exist() -> None:
    tenures = read_tenures()

    assert len(tenures) > 10_000
    assert {t.country for t in tenures} - {None} <= set(known_countries())
    assert {t.role for t in tenures} <= set(read_world()["person_roles"])
    late = [t for t in tenures if t.end < t.start]
    assert late == []


def test_a_state_that_changed_its_head_knows_both() -> None:
    def heads(country: str, day: date) -> set[str]:
        return {
            t.name for t in read_tenures() if t.country == country and t.role == "president" and t.start <= day <= t.end
        }

    assert heads("FRA", date(2011, 6, 1)) == {"Nicolas Sarkozy"}
    assert heads("USA", date(2022, 6, 1)) == {"Joe Biden"}
    assert heads("POL", date(2026, 1, 1)) == {"Karol Nawrocki"}


def test_an_office_taken_twice_lately_ended_the_tenure_before_at_the_first() -> None:
    chiefs = {t.name: t.end for t in read_tenures() if t.country == "ROU" and t.role == "president"}

    assert chiefs["Klaus Iohannis"] == date(2025, 2, 12)
    assert chiefs["Ilie Bolojan"] == date(2025, 5, 26)


def test_the_head_of_one_international_body_ends_no_tenure_of_another() -> None:
    still = {t.name for t in read_tenures() if t.country is None and t.role == "secretary_general" if t.end == date.max}

    assert {"António Guterres", "Ngozi Okonjo-Iweala", "Mahmoud Ali Youssouf"} <= still


def test_a_person_of_both_tables_of_offices_has_one_key() -> None:
    keys: defaultdict[tuple[str, str | None], set[str | None]] = defaultdict(set)
    recent = {(row["name"], row["country"] or None) for row in read_rows("offices_recent.tsv")}
    for tenure in read_tenures():
        keys[tenure.name, tenure.country].add(tenure.known_as)

    assert [who for who in recent if len(keys[who]) > 1] == []
