"""What a run is configured with: the raw folder, the warehouse, and how hard to work."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from pydantic import Field, PrivateAttr

from assets.runner.errors import step_errors, was_interrupted
from assets.runner.instance import PROCESS_TAG, forget_old_runs, process_mark
from assets.runner.progress import advance, report
from assets.runner.workers import PoolSettings
from assets.settings import Settings
from warehouse.kept_files import tidy_kept
from warehouse.publish import build_lock, set_aside
from warehouse.segments import Segments
from warehouse.shards.analyses import ANALYSES_SCHEMA
from warehouse.shards.documents import DOCUMENTS_SCHEMA
from warehouse.shards.inventory import INVENTORY_SCHEMA
from warehouse.step_version import step_version
from warehouse.waiting import waiting_build
from warehouse.workspace import KeptConnection, MissingCandidateError, Workspace

#: The external asset that stands for the files a build reads.
RAW_FOLDER = "raw_folder"


class Build(dg.ConfigurableResource):  # type: ignore[type-arg]
    """One warehouse and the folder it is built from."""

    raw: str = Field(description="Folder of raw files; everything below it is read.")
    warehouse: str = Field(description="Path of the published DuckDB database.")
    workers: int = Field(default=0, description="Worker processes; 0 for one a core.")
    full: bool = Field(default=False, description="Forget the step cache and work from nothing.")
    document_seconds: int = Field(default=60, description="Longest time one document may take in one step.")
    keep_non_articles: bool = Field(default=False, description="Keep section fronts, galleries and stubs as articles.")
    article_threshold: float = Field(default=0.5, description="Probability from which a page counts as an article.")
    replace: bool = Field(
        default=False, description="Publish even from another raw folder than the last build's, or with much lost."
    )
    most_lost_share: float = Field(
        default=0.2, description="Share of the last build's documents that a build may lose without `replace`."
    )
    wait_seconds: float = Field(
        default=60, description="How long publishing waits for a client that holds the warehouse open for writing."
    )
    runs_kept: int = Field(default=50, description="Runs whose records stay in Dagster's history.")
    builds_kept: int = Field(
        default=2, ge=0, description="Files of earlier builds, replaced or refused, kept beside the warehouse."
    )
    _build_id: str = PrivateAttr(default="")
    _kept: KeptConnection = PrivateAttr(default_factory=KeptConnection)

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
        return Segments(self.workspace.segments, "inventory", step_version("assets.runner.list_step"), INVENTORY_SCHEMA)

    @property
    def reading_segments(self) -> Segments:
        return Segments(self.workspace.segments, "reading", step_version("assets.runner.read_step"), DOCUMENTS_SCHEMA)

    @property
    def analysis_segments(self) -> Segments:
        return Segments(
            self.workspace.segments, "analysis", step_version("assets.runner.analyse_step"), ANALYSES_SCHEMA
        )

    @property
    def config_hash(self) -> str:
        """A hash of the settings that change rows; workers and folders do not."""
        settings = f"{self.document_seconds}|{self.keep_non_articles}|{self.article_threshold}"
        return hashlib.sha256(settings.encode()).hexdigest()[:12]

    @contextmanager
    def candidate(self, context: dg.AssetExecutionContext) -> Iterator[duckdb.DuckDBPyConnection]:
        """This run's candidate, once everything the asset stands on was made in this run.

        Raises:
            dg.Failure: when it was not: an asset of the middle cannot be materialized alone.
        """
        missing = sorted(
            key.to_user_string()
            for key in context.assets_def.asset_deps[context.asset_key]
            if key.to_user_string() != RAW_FOLDER and not made_in_run(context, key)
        )
        if missing:
            raise dg.Failure(
                f"{context.asset_key.to_user_string()} stands on {', '.join(missing)}, not made in this run: "
                "run the job `rebuild`, or select the asset with everything upstream of it",
                allow_retries=False,
            )
        with self.workspace.building(self._build_id, self._kept) as connection:
            yield connection

    @contextmanager
    def examined(self, n_checked: int) -> Iterator[tuple[duckdb.DuckDBPyConnection, bool]]:
        """The database that the checks of one of ``n_checked`` assets look at, and whether it is this run's candidate.

        Checks that run without a build look at the published database.
        """
        try:
            with self.workspace.building(self._build_id, self._kept) as connection:
                yield connection, True
            advance("Checking tables", n_checked)
        except MissingCandidateError:
            with self.workspace.reading() as connection:
                yield connection, False

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Build]:
        """Hold the warehouse's build lock as long as the run lasts, and leave no candidate behind it."""

        self._build_id = context.run.run_id if context.run else ""
        self._refuse_other_history(context.instance)
        with build_lock(self.workspace, partial(tell, context.log)):
            if context.instance:
                if context.run:
                    context.instance.add_run_tags(context.run.run_id, {PROCESS_TAG: process_mark()})
                forget_old_runs(context.instance, self.runs_kept)
            try:
                yield self
            finally:
                self._kept.close()
                self._settle(context.instance)

    def _refuse_other_history(self, instance: dg.DagsterInstance | None) -> None:
        """Keep the records of a warehouse, and the plots made of them, free of runs of another one.

        Raises:
            dg.DagsterInvariantViolationError: when the records belong to another warehouse.
        """
        home = Path(instance.root_directory) if instance and instance.is_persistent else None
        if home and home.parent.suffix == self.workspace.folder.suffix and home != self.workspace.dagster_home:
            raise dg.DagsterInvariantViolationError(
                f"this history is of {home.parent.with_suffix('')}; "
                f"open that of {self.workspace.published} with `annals ui --warehouse {self.workspace.published}`"
            )

    def _settle(self, instance: dg.DagsterInstance | None) -> None:
        """Put aside the candidate of a run that failed; remove that of one stopped, or never meant to publish."""
        waiting = waiting_build(self.workspace)
        if waiting and waiting.build_id == self._build_id:
            return
        errors = step_errors(instance, self._build_id) if instance else []
        if errors and not was_interrupted(errors):
            set_aside(self.workspace, self._build_id)
            tidy_kept(self.workspace, self.builds_kept)
        else:
            self.workspace.discard(self._build_id)


def made_in_run(context: dg.AssetExecutionContext, key: dg.AssetKey) -> bool:
    """Whether an asset was materialized in this run."""
    event = context.instance.get_latest_materialization_event(key)
    return event is not None and event.run_id == context.run.run_id


def prepare(context: dg.AssetExecutionContext, segments: Segments) -> None:
    """Make the cache of a step readable, and say so when some of it was lost."""
    n_removed = segments.prepare()
    if n_removed:
        tell(context.log, f"{n_removed} damaged shards of the step {segments.step} removed; their work is done anew")


def tell(log: dg.DagsterLogManager | None, message: str) -> None:
    """Say something while the work goes on: to the run's log, and to whoever follows on the command line."""
    report(message, 0, 0)
    if log:
        log.warning(message)


def configured(settings: Settings, **chosen: Any) -> Build:
    """The resource as the settings have it, with what was chosen for one run."""
    taken = {name: getattr(settings, name) for name in Build.model_fields if hasattr(settings, name)}
    return Build(**{**taken, "raw": str(settings.raw or ""), "warehouse": str(settings.warehouse), **chosen})
