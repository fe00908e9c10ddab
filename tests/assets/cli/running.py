"""Commands run in this process, as ``main`` runs them."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from assets.cli import app
from assets.cli.failing import ending


@dataclass(frozen=True)
class Ended:
    """A command that is over."""

    status: int
    output: str
    errors: str


def annals(*arguments: str | Path) -> Ended:
    """Run a command in this process, as ``main`` does."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        status = ending(lambda: app([str(argument) for argument in arguments]))
    return Ended(status, output.getvalue(), errors.getvalue())


def wrong(*arguments: str | Path) -> str:
    """The one sentence that a wrong use ends with."""
    ended = annals(*arguments)
    assert ended.status == 2, ended
    assert ended.errors.startswith("annals: ")
    assert ended.errors.count("\n") == 1
    return ended.errors
