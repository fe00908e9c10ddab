"""Reading the data files of the languages: ``fr/names.toml``, ``fr/temporal.toml``, ….

A file is read into a record that declares its keys. What the record does not
declare, what it needs and the file lacks, and what is of another type is an
error that names the file and the line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib import resources
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

#: The keys that lead to a value, and its number in a list of tables.
Path = tuple[str | int, ...]


class DataFileError(ValueError):
    """A data file of a language says something that its record does not declare."""


@cache
def languages_with(file_name: str) -> tuple[str, ...]:
    """Languages (ISO 639-1) whose folder holds a file of that name, sorted."""
    folders = resources.files(__package__).iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.joinpath(file_name).is_file()))


def read_record(language: str, file_name: str, record: type[Record]) -> Record:
    """The data file of a language as a record.

    Raises:
        FileNotFoundError: when the language has no such file.
        DataFileError: when the file is not what the record declares.
    """
    return parse_record(_source(language, file_name), f"{language}/{file_name}", record)


def error_at(language: str, file_name: str, words: str, message: str) -> DataFileError:
    """An error in a data file of a language, at the first line that holds some words of it."""
    lines = _source(language, file_name).split("\n")
    number = next((number for number, line in enumerate(lines, 1) if words in line), 1)
    return DataFileError(f"{language}/{file_name}, line {number}: {message}")


def parse_record(source: str, name: str, record: type[Record]) -> Record:
    """The record that a TOML text holds; ``name`` is what errors call it."""
    return _Reader(source, name).record(tomllib.loads(source), record, ())


def _source(language: str, file_name: str) -> str:
    return resources.files(__package__).joinpath(language, file_name).read_text(encoding="utf-8")


class _Reader:
    """Checks values against the types of fields, knowing where in the file each stands."""

    def __init__(self, source: str, name: str) -> None:
        self._lines = source.split("\n")
        self._name = name

    def record(self, table: Any, record: type[Record], path: Path) -> Record:
        if not isinstance(table, dict):
            raise self._error(path, "a table", table)
        declared = {field.name: field for field in fields(record)}  # type: ignore[arg-type]
        for key in table.keys() - declared.keys():
            raise DataFileError(f"{self._where((*path, key))}: unknown key {key!r}; expected {', '.join(declared)}")
        hints = get_type_hints(record)
        for key, field in declared.items():
            if key not in table and field.default is MISSING and field.default_factory is MISSING:
                raise DataFileError(f"{self._where(path)}: missing key {key!r}")
        return record(**{key: self._value(table[key], hints[key], (*path, key)) for key in declared if key in table})

    def _value(self, value: Any, hint: Any, path: Path) -> Any:
        if get_origin(hint) is UnionType:  # "X | None": TOML has no null, so what stands there is an X
            hint = get_args(hint)[0]
        if is_dataclass(hint) and isinstance(hint, type):
            return self.record(value, hint, path)
        origin, parts = get_origin(hint), get_args(hint)
        if origin is tuple:
            items = enumerate(self._checked(value, list, "a list", path))
            return tuple(self._value(item, parts[0], (*path, number)) for number, item in items)
        if origin is frozenset:
            return frozenset(self._value(item, parts[0], path) for item in self._checked(value, list, "a list", path))
        if origin is Mapping:
            table = self._checked(value, dict, "a table", path)
            return {
                self._value(key, parts[0], (*path, key)): self._value(item, parts[1], (*path, key))
                for key, item in table.items()
            }
        if origin is Literal:
            if value not in parts:
                raise self._error(path, f"one of {', '.join(parts)}", value)
            return value
        return self._checked(value, hint, f"a value of type {hint.__name__}", path)

    def _checked(self, value: Any, kind: type, expected: str, path: Path) -> Any:
        if type(value) is not kind:
            raise self._error(path, expected, value)
        return value

    def _error(self, path: Path, expected: str, value: Any) -> DataFileError:
        return DataFileError(f"{self._where(path)}: expected {expected} for {_name_of(path)}, found {value!r}")

    def _where(self, path: Path) -> str:
        """The file and the line where the last key of a path is set, or its table begins."""
        line = -1
        for place, key in enumerate(path):
            if isinstance(key, int):
                heads = self._lines_with(str(path[place - 1]), 0)
                line = heads[key] if key < len(heads) and self._lines[heads[key]].startswith("[[") else line
            else:
                line = next(iter(self._lines_with(key, max(line, 0))), line)
        return self._name if line < 0 else f"{self._name}, line {line + 1}"

    def _lines_with(self, key: str, first: int) -> list[int]:
        """The lines, not before the ``first``, that set a key or open its table."""
        pattern = re.compile(rf"\s*(?:\[+\s*(?:[\w.\"-]+\.)?)?\"?{re.escape(key)}\"?\s*[=\].]")
        return [line for line in range(first, len(self._lines)) if pattern.match(self._lines[line])]


def _name_of(path: Path) -> str:
    return ".".join(key for key in path if isinstance(key, str))
