"""What tables and articles tell of a person: country, sector, office, and who of a surname's bearers is meant."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pipelines.corpus.entities.resolution import resolve_entities
from tests.pipelines.corpus.entities.articles import body, entities, place
from tests.pipelines.corpus.entities.test_resolution import SCHEMA, names_of, row


def test_the_head_of_a_state_has_its_country_without_a_word_on_the_office() -> None:
    biden = entities([row("a", 0, "Joe Biden")], {"a": date(2022, 3, 1)})["Joe Biden"]

    assert (biden["country"], biden["country_reason"], biden["sector"]) == ("USA", "office table", "GOV")
    assert biden["known_as"] == "wikidata:Q6279"


def test_who_leads_a_body_of_several_states_is_of_it_where_one_is_named() -> None:
    rows = [row("a", 0, "Christine Lagarde"), body("a", 40, "BCE", sector="IGO"), place("a", 60, "Francfort")]
    found = entities(rows, {"a": date(2023, 5, 4)})["Christine Lagarde"]

    assert (found["country"], found["sector"], found["known_as"]) == (None, "IGO", "wikidata:Q484605")


@pytest.mark.parametrize(("day", "sector"), [(date(2009, 5, 4), "IGO"), (date(2023, 5, 4), "BUS")])
def test_who_leads_no_such_body_then_or_where_none_is_named_may_be_a_namesake(day: date, sector: str) -> None:
    rows = [row("a", 0, "Christine Lagarde"), body("a", 40, "Varga", sector=sector), place("a", 60, "Ottawa")]

    assert entities(rows, {"a": day})["Christine Lagarde"]["known_as"] is None


def test_who_has_left_office_keeps_the_country_and_not_the_sector() -> None:
    obama = entities([row("a", 0, "Barack Obama")], {"a": date(2023, 3, 1)})["Barack Obama"]

    assert (obama["country"], obama["sector"]) == ("USA", None)


def test_a_holder_spelled_otherwise_is_known_where_the_state_is_named() -> None:
    rows = [row("a", 0, "Volodymyr Zelenski"), place("a", 30, "Ukraine"), row("b", 0, "Volodymyr Zelensky")]
    found = entities(rows, {"a": date(2022, 3, 1), "b": date(2022, 3, 1)})

    assert found["Volodymyr Zelenskyy"]["country"] == "UKR"


def test_a_minister_s_namesake_in_news_of_another_country_is_nobody_of_the_table() -> None:
    found = entities([row("a", 0, "James Cleverly"), place("a", 30, "Canada")], {"a": date(2023, 3, 1)})

    assert found["James Cleverly"]["known_as"] is None


def test_a_country_beside_the_name_outweighs_the_table() -> None:
    found = entities([row("a", 0, "Joe Biden", country="CAN", role="minister")], {"a": date(2022, 3, 1)})

    assert found["Joe Biden"]["country"] == "CAN"


def test_a_surname_is_the_head_of_the_state_its_article_names() -> None:
    rows = [row("a", 0, "Macron"), place("a", 30, "France"), row("b", 0, "Macron"), place("b", 30, "Brazil")]

    assert entities(rows[:2], {"a": date(2022, 3, 1)})["Emmanuel Macron"]["country"] == "FRA"
    assert entities(rows[2:], {"b": date(2022, 3, 1)})["Macron"]["country"] is None


def test_a_description_means_who_held_the_office_on_the_article_s_day() -> None:
    described = {"kind": "nominal", "country": "USA", "role": "president", "sector": "GOV"}
    rows = [
        *(row("a", start, "Donald Trump", country="USA", role="president") for start in (0, 20, 40)),
        row("b", 0, "Joe Biden", country="USA"),
        row("c", 0, "président américain", **described),
    ]
    published = {"a": date(2019, 3, 1), "b": date(2022, 3, 1), "c": date(2022, 3, 2)}
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA), published)

    assert names_of(tables, "c", 0) == ["Joe Biden"]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2022, 3, 1), ["Joe Biden"]), (date(2010, 3, 1), [])], ids=["in office", "not yet"]
)
def test_an_office_without_a_country_is_the_one_person_s_who_is_named_and_holds_it(
    day: date, expected: list[str]
) -> None:
    described = row("a", 40, "head of state", kind="nominal", role="president", sector="GOV")
    tables = resolve_entities(pl.DataFrame([row("a", 0, "Joe Biden"), described], schema=SCHEMA), {"a": day})

    assert names_of(tables, "a", 40) == expected


def test_the_governor_of_a_state_is_not_the_country_of_its_name() -> None:
    governor = row("a", 80, "governor of Georgia", kind="nominal", country="GEO", role="governor", sector="GOV")

    assert {
        e["country"] for e in entities([place("a", 0, "Georgia"), place("a", 50, "Atlanta"), governor]).values()
    } == {"USA"}


def test_who_governs_a_town_is_of_the_country_of_the_town_meant() -> None:
    mayor = row("a", 40, "maire de Valence", kind="nominal", country="ESP", sector="GOV", role="governor")
    rows = [place("a", 0, "Valence"), place("a", 9, "Drôme"), place("a", 49, "Valence"), mayor]

    assert "Spain" not in entities(rows)


def test_one_lawmaker_unnamed_is_neither_the_state_nor_its_parliament() -> None:
    lawmaker = row("a", 40, "British MP", kind="nominal", country="GBR", sector="LEG", role="lawmaker")

    assert entities([lawmaker]) == {}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Philip Corvath", "Phil Corvath"),
        ("Christophe Colomb", "Christopher Columbus"),
        ("Paul VI", "Pope Paul VI"),
        ("De Vauclair", "Vauclair"),
    ],
)
def test_a_person_goes_by_a_short_name_and_by_that_of_each_language(left: str, right: str) -> None:
    rows = [row("a", 0, left), row("a", 40, right)]

    assert len(resolve_entities(pl.DataFrame(rows, schema=SCHEMA)).entities) == 1


def test_the_president_of_a_surname_is_not_his_son() -> None:
    rows = [
        row("a", 0, "Joe Biden"),
        row("a", 50, "Hunter Biden"),
        row("a", 90, "Biden", role="president", sector="GOV"),
        place("a", 120, "United States"),
    ]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA), {"a": date(2023, 3, 1)})

    assert names_of(tables, "a", 90) == ["Joe Biden"]


def test_a_surname_of_two_is_the_one_s_who_was_named_last_before_it() -> None:
    rows = [row("a", 0, "Anna Holm"), row("a", 50, "Holm"), row("a", 90, "Erik Holm"), row("a", 130, "Holm")]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))

    assert (names_of(tables, "a", 50), names_of(tables, "a", 130)) == (["Anna Holm"], ["Erik Holm"])


def test_a_double_surname_is_no_full_name_and_its_first_half_another_person_s() -> None:
    rows = [
        row("a", 0, "Duduzile Roth-Novak"),
        row("a", 30, "Roth-Novak"),
        row("a", 60, "Roth-Novak"),
        row("a", 90, "Jacob Roth"),
        row("a", 120, "Roth"),
    ]
    tables = resolve_entities(pl.DataFrame(rows, schema=SCHEMA))

    assert names_of(tables, "a", 30) == ["Duduzile Roth-Novak"]
    assert names_of(tables, "a", 120) == ["Jacob Roth"]


def test_lawmakers_are_of_the_state_that_an_article_s_persons_act_for() -> None:
    rows = [row("a", at, "Joe Biden") for at in (0, 20, 40, 60, 80, 100)]
    rows += [row("a", 120, "Anna Berg", sector="LEG", role="lawmaker"), place("a", 150, "Ukraine")]
    rows += [place("a", 180, "Israel")]

    assert entities(rows, {"a": date(2024, 3, 1)})["Anna Berg"]["country"] == "USA"
    assert entities(rows[4:], {"a": date(2024, 3, 1)})["Anna Berg"]["country"] is None


def test_an_office_told_beside_the_name_is_later_than_the_table_s() -> None:
    rows = [row("a", 0, "Michel Barnier", sector="GOV", role="prime_minister")]

    assert entities(rows)["Michel Barnier"]["sector"] == "GOV"


def test_who_led_a_state_is_known_for_thirty_years() -> None:
    rows = [row("a", 0, "Bill Clinton"), place("a", 30, "United States", "USA", role="country")]

    assert entities(rows, {"a": date(2024, 5, 1)})["Bill Clinton"]["country"] == "USA"
