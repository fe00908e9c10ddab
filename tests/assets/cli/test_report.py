"""The report: what its page says, that nothing in it is anybody's markup, and which file it may replace."""

from __future__ import annotations

from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from tests.assets.cli.running import annals, wrong
from tests.warehouse.candidates import warehouse_of
from warehouse.description import tables

HOSTILE = "'\"></title></style><script>alert(1)</script><img src=//x.example onerror=alert(1)>{{ 7 * 7 }}"


class Page(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A small warehouse: one event, told by one article."""
    return warehouse_of(
        tmp_path,
        {
            "raw_files": [{"status": "quarantined"}],
            "articles": [{"article_id": "a", "title": "A meeting in Paris", "site": "paper.example"}],
            "entities": [{"entity_id": "m", "name": "Anna Meier", "type": "PER", "n_mentions": 1234}],
            "events": [{"event_id": "e", "event_type": "CONSULT", "summary": "They met.", "confidence": 0.876}],
            "event_participants": [
                {"participant_id": "1", "event_id": "e", "role": "actor", "entity_id": "m"},
                {"participant_id": "2", "event_id": "e", "role": "recipient", "entity_id": None, "surface": "miners"},
            ],
            "event_mentions": [{"event_id": "e", "article_id": "a", "evidence": "They met."}],
            "quarantine": [{"build_id": "b1", "path": "bad.txt", "rule": "empty", "reason": "no characters in it"}],
        },
    )


def page_of(warehouse: Path) -> Page:
    file = warehouse.with_name("page.html")
    ended = annals("report", file, "--warehouse", warehouse)
    assert (ended.status, ended.output) == (0, f"{file}\n"), ended
    return Page(file.read_text("utf-8"))


def test_a_report_tells_the_build_its_checks_and_its_events(warehouse: Path) -> None:
    words = " ".join(page_of(warehouse).words.split())
    assert "Published" in words
    assert "2 of 2 passed" in words
    assert "1 document quarantined" in words
    assert "bad.txt: no characters in it" in words
    assert "who Anna Meier whom miners" in words
    assert "2021-01-10 CONSULT (x) reported 0.88" in words
    assert "They met. A meeting in Paris, paper.example; 1 article;" in words
    assert "1,234" in words


def test_a_report_of_no_document_says_so(tmp_path: Path) -> None:
    words = page_of(warehouse_of(tmp_path, {})).words
    assert "Nothing is quarantined." in words
    assert "No event has a date." in words


def test_a_check_that_failed_is_told_and_a_build_with_an_error_is_not_called_published(tmp_path: Path) -> None:
    check = {"build_id": "b1", "check_name": "key_is_unique", "table_name": "events", "severity": "error"}
    told = {"passed": False, "n_rows": 7, "n_failed": 2, "expected": "one of each", "observed": "two of 'x'"}
    words = page_of(warehouse_of(tmp_path, {"check_results": [check | told]})).words
    assert "Refused" in words
    assert "Published" not in words
    assert "2 of 3 passed" in words
    for said in ("events.key_is_unique", "2 of 7", "one of each", "two of 'x'"):
        assert said in words


def test_whatever_a_warehouse_says_is_words_on_the_page_and_no_markup(warehouse: Path, tmp_path: Path) -> None:
    hostile: dict[str, list[dict[str, object]]] = {
        table.name: [{column.name: HOSTILE for column in table.columns if column.type == "VARCHAR"}]
        for table in tables().values()
    }
    hostile["builds"][0]["started_at"] = datetime(2030, 1, 1)
    file = warehouse_of(tmp_path / "hostile", hostile).rename(tmp_path / "hostile" / "<script>.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE entities SET type = 'PER'")
        connection.execute("UPDATE event_participants SET role = 'actor'")
    page = page_of(file)
    clean = page_of(warehouse)
    assert page.tags == clean.tags
    assert page.attributes == clean.attributes
    assert page.words.count(HOSTILE) > 20


def test_a_report_asks_for_nothing_outside_itself(warehouse: Path) -> None:
    page = page_of(warehouse)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "form"}
    assert not page.attributes & {"src", "href"}
    text = warehouse.with_name("page.html").read_text("utf-8")
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert "@import" not in text


def test_an_earlier_report_is_replaced(warehouse: Path) -> None:
    page_of(warehouse)
    first = warehouse.with_name("page.html").read_bytes()
    page_of(warehouse)
    assert warehouse.with_name("page.html").read_bytes() == first
    assert not [path for path in warehouse.parent.iterdir() if path.name.startswith(".")]


def test_a_file_that_is_no_report_is_not_replaced(warehouse: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.html"
    notes.write_text("my notes")
    before = warehouse.read_bytes()
    assert "is no report of Annals" in wrong("report", notes, "--warehouse", warehouse)
    assert "is no report of Annals" in wrong("report", warehouse, "--warehouse", warehouse)
    assert "is no report of Annals" in wrong("report", tmp_path, "--warehouse", warehouse)
    assert notes.read_text() == "my notes"
    assert warehouse.read_bytes() == before


def test_a_report_that_cannot_be_written_is_wrong_use(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be written to" in wrong("report", tmp_path / "file" / "page.html", "--warehouse", warehouse)
    assert "cannot be written to" in wrong("report", tmp_path / ("x" * 300), "--warehouse", warehouse)


def test_a_warehouse_of_another_version_is_told(warehouse: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("DROP TABLE build_steps")
    assert "cannot report on this warehouse" in wrong("report", tmp_path / "page.html", "--warehouse", warehouse)
    assert not (tmp_path / "page.html").exists()


def test_a_report_is_written_where_one_stands(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert annals("report", "--warehouse", warehouse).status == 0
    assert (tmp_path / "report.html").is_file()
