"""Reading the data files of the languages: ``fr/names.toml``, ``fr/temporal.toml``, …."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def languages_with(file_name: str) -> tuple[str, ...]:
    """Languages (ISO 639-1) whose folder holds a file of that name, sorted."""
    folders = resources.files(__package__).iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.joinpath(file_name).is_file()))


@cache
def read_language(language: str, file_name: str) -> dict[str, Any]:
    """The parsed data file of a language, read once a process; raises FileNotFoundError when there is none."""
    source = resources.files(__package__).joinpath(language, file_name)
    return tomllib.loads(source.read_text(encoding="utf-8"))
