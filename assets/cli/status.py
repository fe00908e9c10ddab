"""What is published, how old it is, what is under way and what failed last."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg

from assets.cli.database import published_build
from assets.cli.terminal import show_object
from assets.runner.instance import kept_instance
from assets.settings import Settings
from warehouse.publish import current_build
from warehouse.waiting import waiting_build
from warehouse.workspace import Workspace

SHOWN = ("build_id", "raw_folder", "n_raw_files", "n_articles", "n_entities", "n_events", "content_hash")


def show_status(workspace: Workspace, settings: Settings, *, as_json: bool) -> None:
    """Print the status of a warehouse, for people or for programs."""
    found = status_of(workspace, settings)
    if as_json:
        show_object(found)
        return
    for name, value in found.items():
        if value is not None:
            sys.stdout.write(f"{name.replace('_', ' '):<15} {value}\n")


def status_of(workspace: Workspace, settings: Settings) -> dict[str, Any]:
    """The status of a warehouse; what is not known or does not apply is None."""
    waiting = waiting_build(workspace)
    return {
        "warehouse": str(workspace.published),
        **_published(workspace, settings.stale_hours),
        "under_way": current_build(workspace),
        "waiting": waiting.build_id if waiting else None,
        "last_failure": _last_failure(workspace),
    }


def _published(workspace: Workspace, stale_hours: float) -> dict[str, Any]:
    if not workspace.published.exists():
        return {"published": None}
    build = published_build(workspace)
    finished = build["finished_at"].replace(tzinfo=UTC)
    age = datetime.now(UTC) - finished
    return {
        "published": f"{finished:%Y-%m-%d %H:%M:%S} UTC",
        "age_hours": round(age / timedelta(hours=1), 1),
        "is_late": age > timedelta(hours=stale_hours),
        **{name: build[name] for name in SHOWN},
    }


def _last_failure(workspace: Workspace) -> str | None:
    """When the last run that was not published ended, its id, and the first error of it."""
    if not workspace.dagster_home.exists():
        return None
    statuses = [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
    with kept_instance(workspace) as instance:
        for record in instance.get_run_records(dg.RunsFilter(statuses=statuses), limit=1):
            run = record.dagster_run
            events = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.STEP_FAILURE)
            steps = ", ".join(event.step_key for event in events if event.step_key)
            return f"{record.create_timestamp:%Y-%m-%d %H:%M} run {run.run_id}, {run.status.value.lower()}" + (
                f" in {steps}" if steps else ""
            )
    return None
