"""The tables of the world pack hold together."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from pipelines.analyse.mentions.gazetteer import known_countries
from pipelines.languages.world import read_rows, read_tenures, read_world

KEY = re.compile(r"wikidata:Q\d+")


def test_bodies_have_one_row_and_a_country_that_exists() -> None:
    rows = list(read_rows("bodies.tsv"))

    assert [name for name, n in Counter(row["name"] for row in rows).items() if n > 1] == []
    assert {row["country"] for row in rows} - {""} <= set(known_countries())
    assert all(re.fullmatch("[A-Z]{3}", row["sector"]) for row in rows)
    assert all(not row["known_as"] or KEY.fullmatch(row["known_as"]) for row in rows)


def test_a_spelling_and_a_key_belong_to_one_body() -> None:
    rows = list(read_rows("bodies.tsv"))
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
