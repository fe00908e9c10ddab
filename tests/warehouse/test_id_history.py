"""What became of ids is told by the words that rows stand on."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.warehouse.two_builds import Rows, after, article, mention
from warehouse.explaining import explain_row
from warehouse.id_history import follow, write_id_history

LAST_OF_ADDRESS = {"url": "u", "article_id": "b", "replaced_by": None}
TODAY = datetime(2026, 1, 2)
TWO_ARTICLES = [article("a"), article("b")]


def history(before: Rows, now: Rows) -> set[tuple[str, str, str | None, str]]:
    """(table, old id, new id, reason) of each row."""
    with after(before, now) as connection:
        write_id_history(connection, "b2", TODAY, has_before=True)
        query = "SELECT table_name, old_id, new_id, reason FROM id_history WHERE build_id = 'b2'"
        return set(connection.execute(query).fetchall())


def entities(*mentions: dict[str, object]) -> Rows:
    return {"articles": TWO_ARTICLES, "entity_mentions": list(mentions)}


def changed(*rows: tuple[str, str | None, str]) -> set[tuple[str, str | None, str]]:
    return set(rows)


ONE_EACH = entities(mention("e1", "a", 0), mention("e2", "b", 0))
BOTH_OF_ONE = entities(mention("e1", "a", 0), mention("e1", "b", 0))
BOTH_OF_NEW = entities(mention("e3", "a", 0), mention("e3", "b", 0))
TAKEN_OVER = entities(mention("e2", "a", 0))
WITH_TITLE = entities(mention("e1", "a", 0, "M. Novak"))


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (ONE_EACH, ONE_EACH, changed()),
        (ONE_EACH, entities(mention("e1", "a", 0), mention("e3", "b", 0)), changed(("e2", "e3", "renamed"))),
        (ONE_EACH, BOTH_OF_ONE, changed(("e2", "e1", "merged"))),
        (ONE_EACH, BOTH_OF_NEW, changed(("e1", "e3", "merged"), ("e2", "e3", "merged"))),
        (BOTH_OF_ONE, ONE_EACH, changed(("e1", "e2", "split"))),
        (BOTH_OF_ONE, entities(mention("e1", "a", 0)), changed()),
        (ONE_EACH, entities(mention("e1", "a", 0)), changed(("e2", None, "no_longer_found"))),
        (ONE_EACH, TAKEN_OVER, changed(("e1", "e2", "renamed"), ("e2", None, "no_longer_found"))),
        (WITH_TITLE, entities(mention("e2", "a", 3, "Novak")), changed(("e1", "e2", "renamed"))),
    ],
    ids=["same", "renamed", "merged", "merged anew", "split", "less", "gone", "taken over", "other ends"],
)
def test_what_became_of_entities(before: Rows, now: Rows, expected: set[tuple[str, str | None, str]]) -> None:
    assert history(before, now) == {("entities", *row) for row in expected}


def test_an_id_goes_when_its_documents_go() -> None:
    now = {"articles": [article("a")], "entity_mentions": [mention("e1", "a", 0)]}
    assert ("entities", "e2", None, "source_removed") in history(ONE_EACH, now)


def test_text_removed_as_furniture_before_a_mention_hides_nothing() -> None:
    before = {"articles": [article("a", "Home. Jan Novak")], "entity_mentions": [mention("e1", "a", 6)]}
    now = {"articles": [article("a", "Jan Novak")], "entity_mentions": [mention("e2", "a", 0)]}
    assert history(before, now) == {("entities", "e1", "e2", "renamed")}


def test_an_event_is_followed_by_its_sentence() -> None:
    def report(event_id: str) -> Rows:
        return {"articles": [article("a")], "event_mentions": [{"event_id": event_id, "article_id": "a"}]}

    assert history(report("v1"), report("v2")) == {("events", "v1", "v2", "renamed")}


@pytest.mark.parametrize(
    ("now", "new_id", "reason"),
    [
        ({"articles": [article("b", path="a.txt")]}, "b", "new_version"),
        (
            {"articles": [article("b")], "article_versions": [{"url": "u", "article_id": "b", "replaced_by": None}]},
            "b",
            "new_version",
        ),
        ({"raw_files": [{"raw_file_id": "ra", "path": "a.txt", "sha256": "a" * 64}]}, None, "no_longer_found"),
        ({}, None, "source_removed"),
    ],
    ids=["same file", "same address", "refused", "gone"],
)
def test_what_became_of_articles(now: Rows, new_id: str | None, reason: str) -> None:
    before = {
        "raw_files": [{"raw_file_id": "ra", "path": "a.txt", "sha256": "a" * 64}],
        "articles": [article("a", url="u#top")],
    }
    assert history(before, now) == {("articles", "a", new_id, reason)}


def test_the_history_of_all_builds_is_kept_and_followed_to_the_end() -> None:
    def step(build: str, old: str, new: str, day: int) -> dict[str, object]:
        changed_at = datetime(2026, 1, day)
        return {"build_id": build, "old_id": old, "new_id": new, "changed_at": changed_at, "table_name": "entities"}

    earlier = [step("b1", "e0", "e1", 1), step("b0", "e9", "e0", 1)]
    renamed = entities(mention("e2", "a", 0))
    before = {**entities(mention("e1", "a", 0)), "id_history": earlier}
    with after(before, renamed) as connection:
        write_id_history(connection, "b2", TODAY, has_before=True)
        assert [step["new_id"] for step in follow(connection, "e0")] == ["e1", "e2"]
        assert follow(connection, "e2") == []


def test_an_old_id_is_explained_by_what_it_became() -> None:
    now = {**entities(mention("e2", "a", 0)), "entities": [{"entity_id": "e2", "name": "Jan Novak"}]}
    before = {**entities(mention("e1", "a", 0)), "builds": [{"build_id": "b1"}]}
    with after(before, now) as connection:
        write_id_history(connection, "b2", TODAY, has_before=True)
        connection.execute("INSERT INTO builds BY NAME SELECT * FROM before.builds")
        change, entity, *_ = explain_row(connection, "e1")
    assert (change["step"], change["old_id"], change["new_id"], change["reason"]) == (
        "id_change",
        "e1",
        "e2",
        "renamed",
    )
    assert (entity["step"], entity["entity_id"], entity["name"]) == ("entity", "e2", "Jan Novak")
