"""The Dagster checks: for each table its schema, its key, its references and its audits; before all, the guard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import dagster as dg
import duckdb
import polars as pl

from checks.auditing import Audit, CheckResult, audits, run_audit
from checks.loss import (
    EXPECTED,
    FEW_ARTICLES_LOST,
    FEW_DOCUMENTS_LOST,
    SAME_FOLDER,
    few_articles_lost,
    few_documents_lost,
    same_raw_folder,
)
from checks.schemas import RefusedTableError, validate
from warehouse.ddl import create_statements
from warehouse.description import Table, data_tables, tables
from warehouse.quoting import quoted
from warehouse.writer import append, conform, frame_of, has_table

SCHEMA_CHECK = "schema"
SHOWN_FAILURES = 3


class Settings(Protocol):
    """What the guard reads of the resource ``build``."""

    replace: bool
    most_lost_share: float

    @property
    def raw_folder(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class Probe:
    """One check as Dagster sees it, with what runs it.

    One that ``needs_build`` reads what only a build has beside its candidate;
    run alone, it tells what was found when the published database was built.
    """

    name: str
    table: str
    severity: str
    expected: str
    run: Callable[[duckdb.DuckDBPyConnection, Settings], CheckResult]
    needs_build: bool = False


def check_table_schema(connection: duckdb.DuckDBPyConnection, table: Table) -> CheckResult:
    """Every row of a table against its pandera schema."""
    frame = conform(table, frame_of(connection, f"SELECT * FROM {quoted(table.name)}"))
    expected = f"{len(table.columns)} columns of their types, values in bounds, {', '.join(table.primary_key)} unique"
    try:
        failures = validate(table, frame).failures
    except RefusedTableError as error:
        return CheckResult(SCHEMA_CHECK, table.name, "error", False, frame.height, frame.height, str(error), expected)
    observed = "; ".join(
        f"{failure.column} fails {failure.check} with {failure.value} (row {failure.key})"
        for failure in failures[:SHOWN_FAILURES]
    )
    return CheckResult(
        SCHEMA_CHECK,
        table.name,
        "error",
        not failures,
        frame.height,
        len(failures),
        observed or "no row fails",
        expected,
    )


def audits_of(table_name: str) -> list[Audit]:
    """All audits of a table."""
    return [audit for audit in audits() if audit.table == table_name]


def check_everything(connection: duckdb.DuckDBPyConnection) -> Iterator[CheckResult]:
    """Run every check that a published database can answer, table by table."""
    for table in tables().values():
        yield check_table_schema(connection, table)
        for audit in audits_of(table.name):
            if "staging" not in audit.needs:
                yield run_audit(connection, audit)


def required_checks() -> set[tuple[str, str]]:
    """Every check, as (table, check), that must have passed in a build before it may be published."""
    return {(probe.table, probe.name) for probes in _probes().values() for probe in probes if probe.severity == "error"}


def asset_checks() -> list[dg.AssetChecksDefinition]:
    """All checks, one function an asset."""
    checked = _probes()
    return [_asset_checks(asset, probes, len(checked)) for asset, probes in checked.items()]


def _probes() -> dict[str, list[Probe]]:
    """The checks of each asset: the guard before any document is read, tables as they are written, then the whole."""
    checked = (*data_tables(), tables()["quarantine"])
    across = [_audit_probe(audit) for audit in audits() if "all tables" in audit.needs]
    return {
        "_inventory": [
            _guard(SAME_FOLDER, "raw_files", lambda on, build: same_raw_folder(on, build.raw_folder, build.replace)),
            _guard(
                FEW_DOCUMENTS_LOST,
                "raw_files",
                lambda on, build: few_documents_lost(on, build.most_lost_share, build.replace),
            ),
        ],
        **{table.name: _table_probes(table) for table in checked},
        "builds": [
            *across,
            _guard(
                FEW_ARTICLES_LOST,
                "articles",
                lambda on, build: few_articles_lost(on, build.most_lost_share, build.replace),
            ),
        ],
    }


def _table_probes(table: Table) -> list[Probe]:
    expected = f"Rows of {table.name} against their pandera schema."
    schema = Probe(SCHEMA_CHECK, table.name, "error", expected, lambda on, _build: check_table_schema(on, table))
    own = [audit for audit in audits_of(table.name) if "all tables" not in audit.needs]
    return [schema, *(_audit_probe(audit) for audit in own)]


def _audit_probe(audit: Audit) -> Probe:
    return Probe(
        audit.name,
        audit.table,
        audit.severity,
        audit.expected,
        lambda on, _build: run_audit(on, audit),
        needs_build="staging" in audit.needs,
    )


def _guard(name: str, table: str, run: Callable[[duckdb.DuckDBPyConnection, Settings], CheckResult]) -> Probe:
    return Probe(name, table, "error", EXPECTED[name], run, needs_build=True)


def _asset_checks(asset: str, probes: list[Probe], n_checked: int) -> dg.AssetChecksDefinition:
    """One check function: in a build it looks at the candidate and records what it found, else at what is published.

    Each of its checks can be run without the others, or the UI would not run them without their asset.
    """
    specs = [
        dg.AssetCheckSpec(probe.name, asset=asset, blocking=probe.severity == "error", description=probe.expected)
        for probe in probes
    ]

    @dg.multi_asset_check(
        name=f"check_{asset.lstrip('_')}", specs=specs, required_resource_keys={"build"}, can_subset=True
    )
    def check(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        build = context.resources.build
        selected = {key.name for key in context.selected_asset_check_keys}
        chosen = [probe for probe in probes if probe.name in selected]
        with build.examined(n_checked) as (connection, is_candidate):
            if is_candidate:
                results = [probe.run(connection, build) for probe in chosen]
                record(connection, context.run.run_id, results)
            else:
                results = [_run_alone(connection, build, probe) for probe in chosen]
        yield from (_asset_check_result(result, asset) for result in results)

    return check


def _run_alone(connection: duckdb.DuckDBPyConnection, build: Settings, probe: Probe) -> CheckResult:
    if not probe.needs_build:
        return probe.run(connection, build)
    found = frame_of(
        connection,
        """
        SELECT check_results.* FROM check_results JOIN builds USING (build_id)
        WHERE table_name = $1 AND check_name = $2 ORDER BY started_at DESC LIMIT 1
        """,
        [probe.table, probe.name],
    )
    if found.is_empty():
        told = "not asked when the published database was built"
        return CheckResult(probe.name, probe.table, probe.severity, False, 0, 0, told, probe.expected)
    row = found.row(0, named=True)
    return CheckResult(**{name: row[name] for name in CheckResult.__dataclass_fields__})


def record(connection: duckdb.DuckDBPyConnection, build_id: str, results: list[CheckResult]) -> None:
    """Keep what the checks of a build found; a check run again replaces what it said."""
    table = tables()["check_results"]
    if not has_table(connection, "check_results"):
        for statement in create_statements(table):
            connection.execute(statement)
    rows = pl.DataFrame([{"build_id": build_id} | _fields(result) for result in results])
    connection.executemany(
        "DELETE FROM check_results WHERE build_id = $1 AND check_name = $2 AND table_name = $3",
        [[build_id, result.check_name, result.table_name] for result in results],
    )
    append(connection, table, conform(table, rows))


def _fields(result: CheckResult) -> dict[str, Any]:
    return {name: getattr(result, name) for name in CheckResult.__dataclass_fields__}


def _asset_check_result(result: CheckResult, asset: str) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=result.check_name,
        passed=result.passed,
        severity=dg.AssetCheckSeverity.ERROR if result.severity == "error" else dg.AssetCheckSeverity.WARN,
        metadata={
            "rows": result.n_rows,
            "rows that fail": result.n_failed,
            "observed": result.observed,
            "expected": result.expected,
        },
    )
