"""The settings of one warehouse: ``annals.toml``, read by the command line and by Dagster alike.

A switch of the command line goes before the environment, the environment
before the file, the file before the defaults below.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

CONFIG_VARIABLE, RAW_VARIABLE, WAREHOUSE_VARIABLE = "ANNALS_CONFIG", "ANNALS_RAW", "ANNALS_WAREHOUSE"
FILE_NAME = "annals.toml"

#: Where each setting stands in the file: its table, or the top of the file.
TABLES = {
    "": ("raw", "warehouse", "workers"),
    "thresholds": ("most_lost_share", "article_threshold", "document_seconds", "wait_seconds", "stale_hours"),
    "history": ("runs_kept", "builds_kept"),
    "alerts": ("command", "post"),
}


class SettingsError(Exception):
    """The settings file cannot be used; the message names it and what is wrong."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a warehouse is built from, where, and how.

    ``stale_hours`` is the age from which the published build counts as late;
    ``command`` and ``post`` are told of each failed run.
    """

    raw: Path | None = None
    warehouse: Path = Path("warehouse/annals.duckdb")
    workers: int = 0
    most_lost_share: float = 0.2
    article_threshold: float = 0.5
    document_seconds: int = 60
    wait_seconds: float = 60.0
    stale_hours: float = 36.0
    runs_kept: int = 50
    builds_kept: int = 2
    command: str | None = None
    post: str | None = None


def read_settings() -> Settings:
    """The settings of the file in ``ANNALS_CONFIG`` or of ``annals.toml`` in this folder, under the environment's.

    Paths in the file are relative to the file.

    Raises:
        SettingsError: when the file does not read, or holds a key or a type that it should not.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    file = Path(named or FILE_NAME)
    if named and not file.is_file():
        raise SettingsError(f"no settings file at {file}")
    found = _from_file(file) if file.is_file() else Settings()
    raw, warehouse = os.environ.get(RAW_VARIABLE), os.environ.get(WAREHOUSE_VARIABLE)
    return replace(
        found, raw=Path(raw) if raw else found.raw, warehouse=Path(warehouse) if warehouse else found.warehouse
    )


def _from_file(file: Path) -> Settings:
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file} does not read: {error}") from None
    values: dict[str, Any] = {}
    for table, names in TABLES.items():
        entries = content if not table else content.pop(table, {})
        if not isinstance(entries, dict):
            raise SettingsError(f"{file}: [{table}] is a table")
        values |= {name: entries.pop(name) for name in names if name in entries}
        if table and entries:
            raise SettingsError(f"{file}: [{table}] has no setting {min(entries)!r}; it has {', '.join(names)}")
    if content:
        raise SettingsError(f"{file}: there is no setting {min(content)!r}")
    typed: dict[str, Any] = {name: _typed(file, name, value) for name, value in values.items()}
    return Settings(**typed)


def _typed(file: Path, name: str, value: object) -> object:
    """A value as its setting wants it: a path resolved from the file's folder, a number, a text."""
    kind = next(str(field.type) for field in fields(Settings) if field.name == name)
    if "Path" in kind and isinstance(value, str):
        return file.parent / value
    if kind == "float" and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "str | None" and isinstance(value, str):
        return value
    raise SettingsError(f"{file}: {name} = {value!r} is not of type {kind.removesuffix(' | None').lower()}")
