"""Run the job from the command line in a kept instance, so that the run stands in the UI's history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import dagster as dg

from assets.beginning import waiting_for
from assets.definitions import defs
from assets.resources import Build
from assets.runner.errors import REFUSALS, root_cause, step_errors, was_interrupted
from assets.runner.instance import PROCESS_TAG, give_up_dead_runs, kept_instance, process_mark, with_origin
from assets.runner.stopping import insisting


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """How a build ended; a refused one names the database it was left in, a crash its trace."""

    build_id: str
    status: Literal["published", "refused", "crashed", "canceled"]
    refused: Path | None = None
    failures: tuple[str, ...] = ()
    trace: str = ""

    @property
    def published(self) -> bool:
        return self.status == "published"


def run_build(build: Build) -> BuildOutcome:
    """Run the job ``rebuild`` in this process; of a build that is finished and waits, only its publication."""
    waiting = waiting_for(build)
    with kept_instance(build.workspace) as instance:
        give_up_dead_runs(instance)
        with insisting(), with_origin(instance):
            result = defs.resolve_job_def("rebuild").execute_in_process(
                instance=instance,
                asset_selection=[dg.AssetKey("published")] if waiting else None,
                run_config=run_config(build),
                tags={PROCESS_TAG: process_mark()},
                raise_on_error=False,
            )
        errors = step_errors(instance, result.run_id)
        if was_interrupted(errors) and (run := instance.get_run_by_id(result.run_id)):
            instance.report_run_canceled(run, "stopped by a signal")
    if result.success:
        return BuildOutcome(waiting.build_id if waiting else result.run_id, "published")
    if was_interrupted(errors):
        return BuildOutcome(result.run_id, "canceled")
    refused = build.workspace.refused(result.run_id)
    crash = next((error for _, error in errors if root_cause(error).cls_name not in REFUSALS), None)
    return BuildOutcome(
        result.run_id,
        "crashed" if crash else "refused",
        refused if refused.exists() else None,
        tuple(_failures(result, errors)),
        crash.to_string() if crash else "",
    )


def run_config(build: Build) -> dict[str, Any]:
    """The configuration of a run of this build; its events go to the run's log and not to the console."""
    return {
        "resources": {"build": {"config": build.model_dump()}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }


def _failures(result: dg.ExecuteInProcessResult, errors: list[tuple[str, Any]]) -> Iterator[str]:
    """What went wrong: errors of steps, then checks that did not pass."""
    for step, error in errors:
        yield f"{step}: {root_cause(error).message.strip()}"
    for evaluation in result.get_asset_check_evaluations():
        if not evaluation.passed and evaluation.severity == dg.AssetCheckSeverity.ERROR:
            observed = evaluation.metadata["observed"].value
            yield f"{evaluation.asset_key.to_user_string()}.{evaluation.check_name}: {observed}"
