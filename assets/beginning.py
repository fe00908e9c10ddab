"""How a build begins: what is published is looked at, and an empty candidate of this run made."""

from __future__ import annotations

import dagster as dg
import polars as pl

from assets.raw_folder import folder_state
from assets.reporting import staged
from assets.resources import Build, tell
from assets.tables import REFUSED_SCHEMA
from warehouse.erasures import read_erasures, stage_erasures
from warehouse.segments import key_of
from warehouse.standing import NoWarehouseError, make_way, stage_last_build, standing, writer_of
from warehouse.step_version import project_version
from warehouse.waiting import Waiting, waiting_build


def begin(context: dg.AssetExecutionContext, build: Build) -> None:
    """Make the candidate of this run, with what it needs to know of the published build.

    Raises:
        dg.Failure: when there is no raw folder, or what lies at the warehouse's path is no warehouse;
            nothing is touched then.
    """
    workspace = build.workspace
    if not build.raw_folder.is_dir():
        raise dg.Failure(f"no folder at {build.raw_folder}: name the folder of raw files", allow_retries=False)
    found = standing(workspace)
    try:
        aside = make_way(workspace, found)
    except NoWarehouseError as error:
        raise dg.Failure(str(error), allow_retries=False) from None
    if aside:
        tell(context.log, f"{workspace.published} could not be read ({found.reason}): moved to {aside}, building anew")
    elif found.kind == "warehouse" and (writer := writer_of(workspace.published)):
        tell(context.log, f"{workspace.published} is open for writing in {writer}; close it before the build ends")
    if build.full:
        workspace.forget_steps()
    workspace.segments.mkdir(parents=True, exist_ok=True)
    workspace.begin(context.run.run_id)
    with build.candidate(context) as connection:
        stage_last_build(connection, workspace)
        stage_erasures(connection, workspace)
        staged(connection, "refused_rows", pl.DataFrame(schema=REFUSED_SCHEMA))
        state = folder_state(build.raw_folder)
        query = "CREATE TABLE staging.origin AS SELECT $1 AS made_of, $2 AS raw_folder_state"
        connection.execute(query, [_made_of(build, state), state])


def _made_of(build: Build, state: str) -> str:
    """A hash of all that a build is made of: code, settings, erasures and the state of the raw folder."""
    erased = " ".join(sorted(erasure.kept_out for erasure in read_erasures(build.workspace)))
    return key_of(project_version("assets.definitions"), build.config_hash, erased, str(build.raw_folder), state)


def waiting_for(build: Build) -> Waiting | None:
    """The finished build that waits to be published, if it is just what a build would make now."""
    waiting = waiting_build(build.workspace)
    if waiting is None or build.full or waiting.made_of != _made_of(build, folder_state(build.raw_folder)):
        return None
    return waiting
