r"""Names of files and archive members as text that can always be turned back.

A name is bytes on most systems, and need not be UTF-8. Its spelling is the
name as UTF-8, with an escape ``\xHH`` for each byte that is not: a byte that
fits no character, a backslash, a control character, and ``#``, which parts a
container from what lies in it.
"""

from __future__ import annotations

import os
import re

_ESCAPED = re.compile(r"[\\#\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")


def spell(name: str | bytes) -> str:
    """The spelling of a name; a string may hold undecodable bytes as `os.fsdecode` leaves them."""
    content = name if isinstance(name, bytes) else name.encode("utf-8", "surrogateescape")
    return _ESCAPED.sub(_escape, content.decode("utf-8", "surrogateescape"))


def file_name(spelling: str) -> str:
    """The name that was spelled so, for the functions of the operating system."""
    return os.fsdecode(_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), spelling.encode()))


class Numbered:
    r"""Tells equal names in one container apart: the second is ``name\2``, which no spelling can be."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def __call__(self, spelling: str) -> str:
        """The spelling, numbered from its second use on."""
        count = self._counts[spelling] = self._counts.get(spelling, 0) + 1
        return spelling if count == 1 else f"{spelling}\\{count}"


def _escape(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02x}" for byte in found[0].encode("utf-8", "surrogateescape"))
