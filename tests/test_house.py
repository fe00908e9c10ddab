"""The rules of the house: which room may import which, and what the project may not name."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from assets.cli import app

HOUSE = Path(__file__).parent.parent


def test_rooms_import_only_what_the_design_allows() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False)
    names = [name for name in listed.stdout.split("\n") if not name.startswith("tests/corpus/")]
    return [HOUSE / name for name in names if name.endswith((".py", ".toml", ".md", ".sql", ".txt", "Makefile"))]


@pytest.mark.parametrize("pattern", [r"\bhttps?://[^ /]+/simple\b", r"--(?:extra-)?index-url"])
def test_no_file_names_a_registry(pattern: str) -> None:
    found = [str(path) for path in tracked() if re.search(pattern, path.read_text("utf-8", "replace"))]
    assert [name for name in found if not name.endswith("test_house.py")] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (HOUSE / "README.md").read_text("utf-8")
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]  # type: ignore[union-attr]
    assert [name for name in commands if f"annals {name}" not in readme] == []
