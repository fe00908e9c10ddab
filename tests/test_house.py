"""The rules of the house: which room may import which, and what the project may not name."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from radon.complexity import cc_visit
from radon.visitors import Function

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


def test_what_a_build_reads_is_in_the_wheel() -> None:
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    rooms = [pattern.removesuffix("*") for pattern in settings["packages"]["find"]["include"]]
    listed = subprocess.run(["git", "ls-files", *rooms], cwd=HOUSE, capture_output=True, text=True, check=False)
    data = [name for name in listed.stdout.split() if not name.startswith("pipelines/training/")]
    data = [name for name in data if not name.endswith(".py")]
    assert data
    assert [name for name in data if f"*{Path(name).suffix}" not in settings["package-data"]["*"]] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (HOUSE / "README.md").read_text("utf-8")
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]  # type: ignore[union-attr]
    assert [name for name in commands if f"annals {name}" not in readme] == []


def test_every_data_file_that_a_room_reads_is_in_the_wheel() -> None:
    patterns = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    rooms = ("pipelines", "warehouse", "checks", "assets")
    listed = subprocess.run(["git", "ls-files", *rooms], cwd=HOUSE, capture_output=True, text=True, check=False)
    read = [Path(name) for name in listed.stdout.split() if not name.startswith("pipelines/training/")]
    data = [path for path in read if path.suffix != ".py"]
    assert data
    assert [str(path) for path in data if not any(path.match(pattern) for pattern in patterns)] == []


#: No function has more paths through it, counted as radon counts them (boolean operators and comprehensions too).
MOST_PATHS = 15


def test_no_function_is_complex() -> None:
    rooms = [path for path in tracked() if path.suffix == ".py" and path.relative_to(HOUSE).parts[0] != "tests"]
    found = set()
    for path in rooms:
        for block in cc_visit(path.read_text("utf-8")):
            if isinstance(block, Function) and block.complexity > MOST_PATHS:
                found.add(f"{path.relative_to(HOUSE).with_suffix('')}:{block.fullname}".replace("/", "."))
    assert found == set()


#: What an unbounded memory may be asked by: there are few of each, however large the corpus.
FEW = {"country", "file", "file_name", "kind", "language", "languages", "model", "morphology", "number", "table"}


def test_what_grows_with_the_corpus_is_not_remembered_without_bound() -> None:
    unbounded = [
        f"{path.relative_to(HOUSE)}: {function.name}({argument.arg})"
        for path in tracked()
        if path.suffix == ".py" and path.is_relative_to(HOUSE / "pipelines")
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(mark, ast.Name) and mark.id == "cache" for mark in function.decorator_list)
        for argument in function.args.args
        if argument.arg not in FEW
    ]
    assert unbounded == []


def test_no_package_imports_what_another_keeps_to_itself() -> None:
    rooms = [path for path in tracked() if path.suffix == ".py" and path.relative_to(HOUSE).parts[0] != "tests"]
    private = [
        f"{path.relative_to(HOUSE)}: {alias.name} of {node.module}"
        for path in rooms
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert private == []
