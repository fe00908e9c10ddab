"""What a build would lose of the build before it: the guard against a wrong or empty raw folder.

The last build is read from ``staging.last_build`` and ``staging.last_documents``;
both are empty when there was none.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from checks.auditing import CheckResult

SAME_FOLDER, FEW_DOCUMENTS_LOST, FEW_ARTICLES_LOST = "same_raw_folder", "few_documents_lost", "few_articles_lost"

HOW_TO_REPLACE = "build with --replace (`replace: true` in Dagster) to publish all the same"

EXPECTED = {
    SAME_FOLDER: "the raw folder is that of the last build, unless `replace` is set",
    FEW_DOCUMENTS_LOST: "few documents of the last build are gone from the raw folder, unless `replace` is set",
    FEW_ARTICLES_LOST: "not many fewer articles than in the last build, unless `replace` is set",
}


def same_raw_folder(connection: duckdb.DuckDBPyConnection, raw_folder: Path, replace: bool) -> CheckResult:
    """Whether the build reads the folder that the last build read."""
    last = [Path(folder) for (folder,) in connection.execute("SELECT raw_folder FROM staging.last_build").fetchall()]
    changed = [folder for folder in last if folder.resolve() != raw_folder.resolve()]
    observed = f"the last build read {changed[0]}, this one reads {raw_folder}" if changed else f"reads {raw_folder}"
    return _result(SAME_FOLDER, "raw_files", not changed or replace, (len(last), len(changed)), observed)


def few_documents_lost(connection: duckdb.DuckDBPyConnection, most_lost: float, replace: bool) -> CheckResult:
    """Whether the documents of the last build are still there, by their bytes or, changed, under their path."""
    n_before, n_lost = connection.execute(
        """
        SELECT count(*), count(*) FILTER (
            sha256 NOT IN (SELECT sha256 FROM staging.inventory WHERE sha256 IS NOT NULL)
            AND path NOT IN (SELECT path FROM staging.inventory)
        )
        FROM staging.last_documents WHERE status <> 'quarantined' AND sha256 IS NOT NULL
        """
    ).fetchall()[0]
    observed = f"{n_lost} of {n_before} documents of the last build are gone"
    return _loss(FEW_DOCUMENTS_LOST, "raw_files", (n_before, n_lost), most_lost, observed, replace)


def few_articles_lost(connection: duckdb.DuckDBPyConnection, most_lost: float, replace: bool) -> CheckResult:
    """Whether there are about as many articles as in the last build; code or settings may cost them too."""
    n_before = connection.execute("SELECT coalesce(sum(n_articles), 0) FROM staging.last_build").fetchall()[0][0]
    n_now = connection.execute("SELECT count(*) FROM articles").fetchall()[0][0]
    n_lost = max(0, int(n_before) - n_now)
    observed = f"{n_now} articles, {n_before} in the last build"
    return _loss(FEW_ARTICLES_LOST, "articles", (int(n_before), n_lost), most_lost, observed, replace)


def _loss(
    name: str, table: str, figures: tuple[int, int], most_lost: float, observed: str, replace: bool
) -> CheckResult:
    n_before, n_lost = figures
    share = n_lost / n_before if n_before else 0.0
    told = f"{observed} ({share:.0%}, the most allowed is {most_lost:.0%})"
    return _result(name, table, share <= most_lost or replace, figures, told)


def _result(name: str, table: str, passed: bool, figures: tuple[int, int], observed: str) -> CheckResult:
    n_rows, n_failed = figures
    told = observed if passed else f"{observed}; {HOW_TO_REPLACE}"
    return CheckResult(name, table, "error", passed, n_rows, 0 if passed else n_failed, told, EXPECTED[name])
