"""A refusal beside the rows of what was accepted: the rule, and why."""

from __future__ import annotations

import polars as pl

from pipelines.records.source import Refusal
from warehouse.shards.records import Row

REFUSAL = {"rule": pl.String(), "reason": pl.String(), "sample": pl.String()}


def refusal_row(refusal: Refusal) -> Row:
    """The columns that say why a thing was refused."""
    return {"rule": refusal.rule, "reason": refusal.reason, "sample": refusal.sample}
