"""Which names of JSON fields mean the text, the address, the date … of an article.

The map is ``json_fields.toml``; a raw folder may hold one of its own,
``.json_fields.toml``, whose names come before these.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

#: The file by which the user of a raw folder adds names.
USER_FILE = ".json_fields.toml"

#: Fields that are the document.
_WHOLE = frozenset({"html", "text"})
#: Fields that may be numbers: seconds since 1970.
_NUMBERS = frozenset({"date", "retrieved_at"})
#: Objects inside a record that hold the article, or more about it.
_WRAPPERS = ("metadata", "article", "_source", "data", "doc", "item")
#: Where an object keeps what it is called or says: {"name": "Ana Ruiz"}.
_INNER = ("name", "text", "content", "value", "paragraphs", "children")

_UNSEEN = re.compile(r"[-_ ]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class JsonFields:
    """The names of each field, best first; a name is the path to it, in lower case without ``_`` and ``-``."""

    names: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]

    @property
    def key(self) -> str:
        """What tells two maps apart."""
        return json.dumps(self.names)

    def of(self, record: Mapping[str, Any]) -> dict[str, str]:
        """The fields of a record that hold something, as text: paragraphs of a list parted by blank lines.

        ``text`` and ``html`` keep the halves of surrogate pairs that stand alone, as `decode` reads them.
        """
        values = _Folded(record)
        found = {}
        for field, names in self.names:
            joint = "\n\n" if field in _WHOLE else ", "
            texts = (_text(values.at(name), joint, field in _NUMBERS) for name in names)
            if value := next((text for text in texts if text.strip()), None):
                found[field] = value if field in _WHOLE else _SURROGATE.sub("\ufffd", value)
        return found


def json_fields(folder: Path | None = None) -> JsonFields:
    """The map, with the names that a raw folder adds.

    Raises:
        ValueError: when the folder's file is no such map; it says what is wrong.
    """
    user = folder / USER_FILE if folder else None
    return _extended(user) if user and user.is_file() else _built_in()


@cache
def _built_in() -> JsonFields:
    content = (files("pipelines.ingest") / "json_fields.toml").read_text("utf-8")
    return JsonFields(tuple((field, _paths(names)) for field, names in tomllib.loads(content).items()))


def _extended(user: Path) -> JsonFields:
    try:
        added = tomllib.loads(user.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{user} is no TOML file: {error}") from error
    known = dict(_built_in().names)
    for field, names in added.items():
        if field not in known:
            raise ValueError(f"{user} names {field!r}; the fields are {', '.join(known)}")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ValueError(f"{user}: {field} should be a list of names, as in {field} = ['name']")
    return JsonFields(tuple((field, _paths(added.get(field, [])) + names) for field, names in known.items()))


def _paths(names: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_fold(part) for part in name.split(".")) for name in names)


def _fold(name: str) -> str:
    return _UNSEEN.sub("", name).lower()


class _Folded:
    """A record whose names are compared without case, ``_`` and ``-``; objects that wrap the article count as it."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        inner = (record[name] for name in reversed(_WRAPPERS) if isinstance(record.get(name), dict))
        self._values: dict[str, object] = {}
        for part in (*inner, record):
            self._values |= {_fold(name): value for name, value in reversed(part.items()) if value}

    def at(self, path: tuple[str, ...]) -> object:
        value = self._values.get(path[0])
        for part in path[1:]:
            value = {_fold(name): inner for name, inner in value.items()}.get(part) if isinstance(value, dict) else None
        return value


def _text(value: object, joint: str, takes_numbers: bool = False) -> str:
    """A value as text, "" when it is none: strings, lists of them, objects with a name or a text."""
    if isinstance(value, str):
        return value
    if takes_numbers and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return joint.join(text for part in value if (text := _text(part, joint)).strip())
    if isinstance(value, dict):
        parts = (_text(value.get(name), _joint_of(value.get(name), joint)) for name in _INNER)
        says = next((text for text in parts if text), "")
        heading = _text(value.get("heading"), joint)
        return joint.join(filter(None, (heading, says)))
    return ""


def _joint_of(parts: object, joint: str) -> str:
    """What parts the pieces of an object: nothing where they are the words of one paragraph, some bold or linked."""
    is_running = isinstance(parts, list) and all(isinstance(part, dict) and "text" in part for part in parts)
    return "" if is_running and any("type" not in part for part in cast("list[dict[str, Any]]", parts)) else joint
