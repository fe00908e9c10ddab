"""How the command line ends: 0 done, 1 refused, 2 wrong use, 3 a crash of ours, each with a sentence."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

REFUSED, WRONG_USE, CRASHED = 1, 2, 3
#: A process that a signal ends has the status 128 and the number of the signal.
CANCELED = 130


class WrongUseError(Exception):
    """The command cannot be done as it was asked; the message says what, where and what to do."""


def ending(command: Callable[[], object]) -> int:
    """Run a command and return the status to end with; what goes wrong is told in a sentence."""
    # Imported late: help and version should not wait for DuckDB.
    from assets.settings import SettingsError
    from warehouse.standing import NoWarehouseError
    from warehouse.workspace import MissingWarehouseError, UnreadableDatabaseError

    try:
        command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except (WrongUseError, SettingsError, MissingWarehouseError, NoWarehouseError, UnreadableDatabaseError) as error:
        say(str(error))
        return WRONG_USE
    except KeyboardInterrupt:
        say("stopped")
        return CANCELED
    except BrokenPipeError:
        # Whoever read the output, such as `head`, has enough of it.
        sys.stderr.close()
        return 0
    except Exception as error:
        report = write_report(traceback.format_exc(), Path(tempfile.gettempdir()))
        say(f"crashed: {type(error).__name__}: {error}; the report is in {report}")
        return CRASHED
    return 0


def end_children() -> None:
    """End the processes that this one started: a server that loads its models would go on for seconds."""
    import psutil

    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            child.terminate()


def say(message: str) -> None:
    """Say something to the user, apart from the command's own output."""
    sys.stderr.write(f"annals: {message}\n")


def write_report(trace: str, folder: Path) -> Path:
    """Write what is needed to find the cause of a crash; return the file."""
    report = folder / f"annals-crash-{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
    lines = [
        f"annals {version('annals')}, Python {platform.python_version()}, {platform.platform()}",
        f"arguments: {sys.argv[1:]}",
        "",
        trace,
    ]
    report.write_text("\n".join(lines), "utf-8")
    return report
