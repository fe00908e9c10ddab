"""Tables: an article a row."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.pipelines.ingest.opened import LONG, SMALL, opened, records, rules

ROWS = [("url", "Titre", "date", "text"), ("https://a.example/1", "Le pont, la gare", "2021-03-04", LONG)]


def table(delimiter: str, rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(delimiter.join(f'"{value}"' for value in row) for row in rows) + "\n"


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_a_row_is_an_article_with_the_fields_that_the_first_row_names(
    tmp_path: Path, name: str, delimiter: str
) -> None:
    (item,) = records(opened(tmp_path, name, table(delimiter, ROWS)))
    assert (item.path, item.content.decode(), item.url) == (f"{name}#1", LONG, "https://a.example/1")
    assert dict(item.declared) == {"title": "Le pont, la gare", "date": "2021-03-04"}


def test_paragraphs_within_a_cell_stay(tmp_path: Path) -> None:
    (item,) = records(opened(tmp_path, "a.csv", 'text,title\n"Un.\n\nDeux ""mots"".",Le pont\n'))
    assert item.content.decode() == 'Un.\n\nDeux "mots".'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_a_table_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    content = "titre;texte\nLa cité;Été à la cité. Les élus ont voté hier la rénovation du pont.\n".encode(encoding)
    (item,) = records(opened(tmp_path, "a.csv.gz", gzip.compress(content)))
    assert item.content.decode().startswith("Été à la cité.")
    assert dict(item.declared)["title"] == "La cité"


def test_a_table_without_a_column_of_text_is_refused_once_and_says_its_columns(tmp_path: Path) -> None:
    items = opened(tmp_path, "a.csv", "jour,ville\n" + "1,Valmont\n" * 100)
    assert rules(items) == ["no_text_field"]
    assert "jour, ville" in items[0].reason  # type: ignore[union-attr]


def test_a_cell_beyond_the_bounds_costs_what_follows_and_is_told(tmp_path: Path) -> None:
    items = opened(tmp_path, "a.csv", f"text\nLe pont.\n{'a' * 5000}\n", SMALL)
    assert [item.content for item in records(items)] == [b"Le pont."]
    assert rules(items) == ["damaged"]
