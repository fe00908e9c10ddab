"""Run audits and references over a database, and say what they found."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import duckdb

from warehouse.description import Table, tables
from warehouse.quoting import quoted
from warehouse.writer import frame_of

SHOWN_ROWS = 3
_HEADER = re.compile(r"^-- (table|severity|expected|needs): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Audit:
    """A query that returns bad rows of a table.

    One that needs ``staging`` runs only while building; one that needs
    ``all tables`` only when every table is written.
    """

    name: str
    table: str
    severity: str
    expected: str
    query: str
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found: a row of ``check_results`` but for its build."""

    check_name: str
    table_name: str
    severity: str
    passed: bool
    n_rows: int
    n_failed: int
    observed: str
    expected: str


@cache
def audits() -> tuple[Audit, ...]:
    """All audits, written and generated, by table in writing order."""
    found = [*_written(), *(audit for table in tables().values() for audit in _generated(table))]
    order = {name: place for place, name in enumerate(tables())}
    return tuple(sorted(found, key=lambda audit: (order[audit.table], audit.name)))


def run_audit(connection: duckdb.DuckDBPyConnection, audit: Audit) -> CheckResult:
    """Run one audit on the current database.

    Raises:
        duckdb.Error: when a table it reads is missing.
    """
    n_rows = connection.execute(f"SELECT count(*) FROM {quoted(audit.table)}").fetchall()[0][0]
    bad = frame_of(connection, f"SELECT * FROM ({audit.query}) LIMIT {SHOWN_ROWS}")
    n_failed = bad.height
    if n_failed == SHOWN_ROWS:
        n_failed = connection.execute(f"SELECT count(*) FROM ({audit.query})").fetchall()[0][0]
    observed = "no row fails" if bad.is_empty() else json.dumps(bad.to_dicts(), default=str, ensure_ascii=False)
    return CheckResult(
        audit.name, audit.table, audit.severity, n_failed == 0, n_rows, n_failed, observed, audit.expected
    )


def _written() -> list[Audit]:
    entries = [entry for entry in (files("checks") / "audits").iterdir() if entry.name.endswith(".sql")]
    return [_parse(entry.name.removesuffix(".sql"), entry.read_text("utf-8")) for entry in entries]


def _parse(name: str, text: str) -> Audit:
    header = dict(_HEADER.findall(text))
    query = _HEADER.sub("", text).strip()
    needs = frozenset(need for need in header.get("needs", "").split(", ") if need)
    return Audit(name, header["table"], header["severity"], header["expected"], query, needs)


def _generated(table: Table) -> list[Audit]:
    """The key of a table is unique, and each reference leads to a row."""
    key = ", ".join(quoted(name) for name in table.primary_key)
    found = [
        Audit(
            "key_is_unique",
            table.name,
            "error",
            f"no two rows share {key}",
            f"SELECT {key}, count(*) AS n FROM {quoted(table.name)} GROUP BY {key} HAVING count(*) > 1",
        )
    ]
    for column in table.columns:
        if column.references:
            parent, target = column.references.split(".")
            query = (
                f"SELECT {quoted(column.name)} FROM {quoted(table.name)} WHERE {quoted(column.name)} IS NOT NULL"
                f" AND {quoted(column.name)} NOT IN (SELECT {quoted(target)} FROM {quoted(parent)})"
            )
            expected = f"every {column.name} is a row of {parent}"
            found.append(Audit(f"{column.name}_refers_to_{parent}", table.name, "error", expected, query))
    return found
