"""Connections in memory keep quiet."""

import subprocess
import sys

#: DuckDB takes a program without a file, as started by ``python -c`` or a pool of workers, for a person at a prompt.
SAID = """
from pathlib import Path
from warehouse.workspace import connect
with connect(Path(".")) as connection:
    print(connection.execute("SELECT current_setting('enable_progress_bar')").fetchone()[0])
"""


def test_a_slow_query_draws_no_bar() -> None:
    assert subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=True).stdout == "False\n"
