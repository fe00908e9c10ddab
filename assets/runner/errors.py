"""What the errors of a run mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import dagster as dg

#: The error of a step that a signal, or the button *Terminate*, stopped.
INTERRUPTED = "DagsterExecutionInterruptedError"

#: Errors that refuse a build; any other is a fault of ours, or of the machine.
REFUSALS = frozenset({"Failure", "RefusedTableError", "DagsterAssetCheckFailedError"})


def root_cause(error: Any) -> Any:
    """The error that began a chain of them."""
    while error.cause is not None:
        error = error.cause
    return error


def step_errors(instance: dg.DagsterInstance, run_id: str) -> list[tuple[str, Any]]:
    """The steps of a run that failed, each with the error that made it."""
    logged = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_FAILURE)
    events: Iterable[dg.DagsterEvent] = (entry.get_dagster_event() for entry in logged)
    return [(event.step_key or "", event.step_failure_data.error) for event in events if event.step_failure_data.error]


def was_interrupted(errors: Iterable[tuple[str, Any]]) -> bool:
    """Whether a run was stopped and did not fail."""
    return any(root_cause(error).cls_name == INTERRUPTED for _, error in errors)
