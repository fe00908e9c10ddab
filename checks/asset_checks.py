"""The Dagster checks: for each table its schema, its key, its references and its audits."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import duckdb
import polars as pl

from checks.auditing import Audit, CheckResult, audits, run_audit
from checks.schemas import RefusedTableError, validate
from warehouse.ddl import create_statements, quoted
from warehouse.description import Table, tables
from warehouse.writer import append, conform, frame_of

SCHEMA_CHECK = "schema"
SHOWN_FAILURES = 3


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


def table_checks(table: Table) -> dg.AssetChecksDefinition:
    """One check function for one table's asset: its schema, and the audits that need no later table."""
    own = [audit for audit in audits_of(table.name) if "all tables" not in audit.needs]
    specs = [
        _spec(table.name, SCHEMA_CHECK, "error", f"Rows of {table.name} against their pandera schema."),
        *(_spec(table.name, audit.name, audit.severity, audit.expected) for audit in own),
    ]

    @dg.multi_asset_check(name=f"check_{table.name}", specs=specs, required_resource_keys={"build"})
    def check(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        with context.resources.build.workspace.building() as connection:
            results = [check_table_schema(connection, table), *(run_audit(connection, audit) for audit in own)]
            record(connection, context.run.run_id, results)
        yield from (_asset_check_result(result, table.name) for result in results)

    return check


def candidate_checks(asset: str) -> dg.AssetChecksDefinition:
    """The audits that look across tables, run on the whole candidate before it is published."""
    own = [audit for audit in audits() if "all tables" in audit.needs]
    specs = [_spec(asset, audit.name, audit.severity, audit.expected) for audit in own]

    @dg.multi_asset_check(name="check_candidate", specs=specs, required_resource_keys={"build"})
    def check(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        with context.resources.build.workspace.building() as connection:
            results = [run_audit(connection, audit) for audit in own]
            record(connection, context.run.run_id, results)
        yield from (_asset_check_result(result, asset) for result in results)

    return check


def record(connection: duckdb.DuckDBPyConnection, build_id: str, results: list[CheckResult]) -> None:
    """Keep what the checks of a build found; a check run again replaces what it said."""
    table = tables()["check_results"]
    if not connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE database_name = 'candidate' AND table_name = 'check_results'"
    ).fetchall():
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


def _spec(asset: str, name: str, severity: str, description: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(name, asset=asset, blocking=severity == "error", description=description)


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
