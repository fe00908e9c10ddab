"""Lists of records, and dated lines."""

from __future__ import annotations

from pipelines.read.features.feature_table import Head, feature_table
from pipelines.read.segmentation.html import read_html

HEAD = Head(frozenset(), frozenset(), frozenset())
WORDS = "je ne crois pas que ce pont sera fini un jour, et je le regrette bien"


def columns(page: str, name: str) -> list[float]:
    table = feature_table(read_html(page), HEAD, is_html=True)
    return [round(float(value), 2) for value in table.values[:, table.names.index(name)]]


def comment(author: str) -> str:
    return f"<div class=post><p>{author}, 12:30</p><p>{WORDS}</p></div>"


def test_comments_are_dated_records() -> None:
    page = f"<main><p>{WORDS}</p>{comment('Anne')}{comment('Bruno')}{comment('Chloé')}</main>"
    assert columns(page, "records") == [0, *[3] * 6]
    assert columns(page, "records_dated") == [-1, *[1] * 6]
    assert columns(page, "record_order") == [-1, 0, 0, 1, 1, 2, 2]


def test_paragraphs_are_no_records() -> None:
    assert columns(f"<article>{f'<p>{WORDS}</p>' * 5}</article>", "records") == [0] * 5


def test_a_date_in_a_short_line_is_seen_from_around() -> None:
    page = f"<p>{WORDS}</p><p>Publié le 12/03/2021</p><p>{WORDS}</p>"
    assert columns(page, "dated") == [0, 1, 0]
    assert columns(page, "until_dated")[0] == 1
    assert columns(page, "dated_near") == [1, 1, 1]
