"""Ids of entities stay when documents come and go."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipelines.corpus.entities.ids import entity_id_of, entity_ids
from pipelines.corpus.entities.keys import country_key, group_key, name_key, person_key
from pipelines.corpus.entities.resolution import EntityTables, resolve_entities
from tests.pipelines.corpus.entities.test_resolution import SCHEMA, resolve, row


def id_of(tables: EntityTables, article: str, start: int = 0) -> str:
    links = tables.links.filter((pl.col("article_id") == article) & (pl.col("start") == start))
    return str(links["entity_id"].item())


def test_more_articles_in_another_spelling_change_no_id() -> None:
    french = row("a", 0, "Vladimir Poutine")
    english = [row(article, 0, "Vladimir Putin", language="en") for article in "bcd"]
    alone, all_four = resolve([french]), resolve([french, *english])
    assert all_four.entities["name"].to_list() == ["Vladimir Putin"]
    assert id_of(alone, "a") == id_of(all_four, "a") == id_of(resolve(english), "b")


def test_a_country_has_one_id_in_every_language() -> None:
    names = [row("a", 0, "Allemagne", "LOC"), row("b", 0, "Germany", "LOC"), row("c", 0, "Германия", "LOC")]
    assert {id_of(resolve([name]), name["article_id"]) for name in names} == {entity_id_of(country_key("DEU"))}


def test_two_persons_of_one_sound_have_two_ids_and_the_first_published_keeps_hers() -> None:
    mary, mario = row("b", 0, "Marie Martin"), row("a", 0, "Mario Martin")
    published = {"b": date(2020, 1, 1), "a": date(2021, 1, 1)}
    both = resolve_entities(pl.DataFrame([mary, mario], schema=SCHEMA), published)
    assert id_of(both, "b") == id_of(resolve([mary]), "b")
    assert id_of(both, "a") != id_of(both, "b")


def test_a_name_voted_another_type_keeps_its_id() -> None:
    body, place = name_key("ORG", "carrefour"), name_key("LOC", "carrefour")
    assert entity_ids([body])[body] == entity_ids([place])[place]


def test_the_text_that_ids_are_made_of_stays() -> None:
    keys = [country_key("FRA"), group_key("army", "TUR"), name_key("ORG", "senat", "FRA"), person_key("Anna Berg")]
    assert [str(key) for key in keys] == ["LOC|country:FRA", "ORG|group:army:TUR", "ORG|senat@FRA", "PER|anna berg"]
    assert str(group_key("police", "CAN", "Calgary")) == "ORG|group:police of Calgary:CAN"


def test_a_name_that_looks_like_a_key_is_a_name() -> None:
    odd = name_key("MISC", "country:FRA")
    assert entity_ids([country_key("FRA"), odd])[odd] != entity_id_of(country_key("FRA"))
