"""The command line ``annals``: arguments in, a call of the rooms above, rows and sentences out.

What does not belong here: work that Dagster does not see.
"""

from assets.cli import queries  # noqa: F401 - adds its commands
from assets.cli.commands import app, main

__all__ = ["app", "main"]
