"""What was erased on request: the list of what no build may have, by its bytes or its address.

It lies beside the warehouse and in it, so that neither can be lost without the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb
import polars as pl

from warehouse.workspace import Workspace

SCHEMA = {
    "kind": pl.String(),
    "kept_out": pl.String(),
    "article_id": pl.String(),
    "target": pl.String(),
    "erased_at": pl.Datetime("us"),
    "reason": pl.String(),
}
CONTENT, ADDRESS = "content", "address"

#: True of rows of builds whose record may hold words of what was erased after them.
IS_BEFORE_ERASURE = """
    build_id IN (SELECT build_id FROM before.builds WHERE started_at < (SELECT max(erased_at) FROM erasures))
"""
#: Whether something was erased since the published build.
IS_ERASED_SINCE = "EXISTS (FROM erasures WHERE erased_at > (SELECT max(started_at) FROM before.builds))"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One thing to keep out, the SHA-256 of a document or an address; what was asked, when (in UTC) and why."""

    kind: str
    kept_out: str
    article_id: str | None
    target: str
    erased_at: datetime
    reason: str


def read_erasures(workspace: Workspace) -> list[Erasure]:
    """The list that lies beside the warehouse."""
    if not workspace.erasures.exists():
        return []
    rows = [json.loads(line) for line in workspace.erasures.read_text("utf-8").splitlines()]
    return [Erasure(**row | {"erased_at": datetime.fromisoformat(row["erased_at"])}) for row in rows]


def stage_erasures(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """Keep as ``staging.erasures`` what the list has and what the published build, ``staging.last_erasures``, had."""
    listed = pl.DataFrame([asdict(erasure) for erasure in read_erasures(workspace)], schema=SCHEMA)
    connection.register("_listed", listed)
    connection.execute(
        """
        CREATE OR REPLACE TABLE staging.erasures AS
        SELECT * FROM (FROM _listed UNION ALL BY NAME FROM staging.last_erasures)
        QUALIFY row_number() OVER (PARTITION BY kind, kept_out ORDER BY erased_at, target) = 1
        """
    )
    connection.unregister("_listed")


def kept_out_addresses(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The addresses of which no document may be read."""
    query = "SELECT kept_out FROM staging.erasures WHERE kind = $1"
    return frozenset(address for (address,) in connection.execute(query, [ADDRESS]).fetchall())


def add_erasures(workspace: Workspace, erasures: Iterable[Erasure]) -> None:
    """Add to the list what it does not have."""
    known = {(erasure.kind, erasure.kept_out) for erasure in read_erasures(workspace)}
    with workspace.erasures.open("a", encoding="utf-8") as file:
        for erasure in erasures:
            if (erasure.kind, erasure.kept_out) not in known:
                file.write(json.dumps(asdict(erasure) | {"erased_at": erasure.erased_at.isoformat()}) + "\n")
