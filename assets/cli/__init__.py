"""The command line ``annals``: arguments in, a call of the rooms above, rows and sentences out.

What does not belong here: work that Dagster does not see.
"""

from assets.cli.commands import main

__all__ = ["main"]
