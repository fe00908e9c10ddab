"""What differs from the published build, and why."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.warehouse.two_builds import Rows, after, article, mention
from warehouse.changes import Causes, find_causes, write_build_steps, write_changes

OTHER_INPUT, OTHER_CODE = Causes(True, None), Causes(False, "analyses")
BOTH = Causes(True, "analyses")


def changed(connection: duckdb.DuckDBPyConnection, causes: Causes) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(table, row) -> (action, cause, step)."""
    write_changes(connection, "b2", causes)
    rows = connection.execute("SELECT table_name, row_id, action, cause, step FROM changes").fetchall()
    return {(table, row_id): tuple(found) for table, row_id, *found in rows}


def before(*articles: dict[str, Any], entity: str = "x") -> Rows:
    rows = [mention("e", found["article_id"], 0) for found in articles]
    return {"articles": list(articles), "entity_mentions": rows, "entities": [{"entity_id": "e", "name": entity}]}


@pytest.mark.parametrize(
    ("causes", "expected"),
    [(OTHER_INPUT, ("source", None)), (OTHER_CODE, ("code", "analyses"))],
    ids=["input", "code"],
)
def test_one_cause_is_the_cause_of_all(causes: Causes, expected: tuple[str, str | None]) -> None:
    now = before(article("a", title="other"))
    with after(before(article("a")), now) as connection:
        assert changed(connection, causes) == {("articles", "a"): ("modified", *expected)}


def test_of_two_causes_the_source_is_that_of_rows_whose_documents_came_or_went() -> None:
    old = before(article("a"), article("b"))
    new = before(article("b", title="other"), article("c"), entity="renamed")
    with after(old, new) as connection:
        found = changed(connection, BOTH)
    assert found["articles", "a"] == ("removed", "source", None)
    assert found["articles", "b"] == ("modified", "code", "analyses")
    assert found["articles", "c"] == ("added", "source", None)
    assert found["entities", "e"] == ("modified", "source", None)


def test_a_column_added_to_a_table_is_a_change_of_the_code() -> None:
    rows = before(article("a"))
    with after(rows, rows) as connection:
        connection.execute("ALTER TABLE before.articles DROP COLUMN section")
        connection.execute("ALTER TABLE before.articles ADD COLUMN rubric VARCHAR")
        assert changed(connection, OTHER_CODE) == {
            ("articles", "column:section"): ("added", "code", "analyses"),
            ("articles", "column:rubric"): ("removed", "code", "analyses"),
        }


@pytest.mark.parametrize(
    ("versions", "input_hash", "expected"),
    [
        ({"documents": "1", "analyses": "1"}, "i1", Causes(False, None)),
        ({"documents": "1", "analyses": "1"}, "i2", Causes(True, None)),
        ({"documents": "1", "analyses": "2"}, "i1", Causes(False, "analyses")),
        ({"documents": "2", "analyses": "2"}, "i1", Causes(False, "documents")),
    ],
)
def test_the_first_step_with_other_code_is_named(versions: dict[str, str], input_hash: str, expected: Causes) -> None:
    steps = [
        {"build_id": "b1", "step": step, "position": position, "code_version": "1"}
        for position, step in enumerate(("documents", "analyses"))
    ]
    old: Rows = {"builds": [{"build_id": "b1", "input_hash": "i1"}], "build_steps": steps}
    with after(old, {}) as connection:
        write_build_steps(connection, "b2", versions, has_before=True)
        assert find_causes(connection, "b2", input_hash) == expected


def test_changes_of_an_older_warehouse_are_taken_over() -> None:
    change = {"build_id": "b1", "table_name": "articles", "row_id": "z"}
    old: Rows = {**before(article("a")), "changes": [change], "builds": [{"build_id": "b1"}]}
    with after(old, before(article("a"))) as connection:
        connection.execute("ALTER TABLE before.changes DROP COLUMN step")
        assert changed(connection, OTHER_CODE) == {("articles", "z"): ("added", "source", None)}
