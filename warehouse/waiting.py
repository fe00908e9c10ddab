"""A finished candidate that could not be put in its place, kept for the next build to publish."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from warehouse.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """The build that waits, and a hash of all that it was made of: code, settings, raw folder."""

    build_id: str
    made_of: str


def keep_waiting(workspace: Workspace, waiting: Waiting) -> None:
    """Remember that the candidate of a build is finished and waits to be published."""
    workspace.waiting.write_text(json.dumps(asdict(waiting)), "utf-8")


def waiting_build(workspace: Workspace) -> Waiting | None:
    """The build that waits to be published, if its candidate is still there."""
    try:
        found = Waiting(**json.loads(workspace.waiting.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if workspace.candidate(found.build_id).exists() else None
