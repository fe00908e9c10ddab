"""Markup facts: which elements make blocks, and what class names hint at.

The lists lie in ``markup.toml``; this module compiles them once. Flags and
hints are bits, so that what all open elements say is one integer.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from functools import lru_cache
from importlib.resources import files

_DATA = tomllib.loads(files(__package__).joinpath("markup.toml").read_text(encoding="utf-8"))

BLOCK = frozenset(_DATA["block"].split())
VOID = frozenset(_DATA["void"].split())
OPAQUE = frozenset(_DATA["opaque"].split())
ENDS_PARAGRAPH = frozenset(_DATA["ends_paragraph"].split())

#: Names of meta elements that date an article.
DATE_KEYS = frozenset(_DATA["date_keys"].split())

#: Names of the flags and hints, in the order of their bits.
FLAG_NAMES: tuple[str, ...] = tuple(_DATA["flags"].split())
HINT_NAMES: tuple[str, ...] = tuple(_DATA["hints"])

FLAG = {name: 1 << bit for bit, name in enumerate(FLAG_NAMES)}
FLAG |= {"ol": FLAG["ul"], "th": FLAG["td"], "b": FLAG["strong"], "select": FLAG["option"]}
FLAG |= {"h4": FLAG["h3"], "h5": FLAG["h3"], "h6": FLAG["h3"], "section": 0, "div": 0}
#: Text out of sight, for screen readers; and text for the eyes alone. Facts as flags are, which no forest learned.
CLIPPED, SILENT = 1 << len(FLAG_NAMES), 2 << len(FLAG_NAMES)
HINT = {name: 1 << bit for bit, name in enumerate(HINT_NAMES)}

_HINTS = [(HINT[name], re.compile(pattern)) for name, pattern in _DATA["hints"].items()]
_FOR_EARS = tuple(_DATA["for_ears"].split())
_SEPARATORS = str.maketrans("", "", "-_")
_STARTS: dict[str, int] = {}
for _name, _starts in _DATA["starts"].items():
    for _start in _starts.split():
        _STARTS[_start] = _STARTS.get(_start, 0) | HINT[_name]
#: Where three letters may begin a hint: its bit, and whether its pattern matches there.
_BEGUN = {start: [(bit, pattern.match) for bit, pattern in _HINTS if bit & bits] for start, bits in _STARTS.items()}
_SHORT_STARTS = {start: _STARTS[start] for start in _STARTS if len(start) == 2}


@lru_cache(maxsize=32768)
def _hints_of_name(name: str) -> int:
    found = 0
    for at in [at for at in range(len(name) - 2) if name[at : at + 3] in _BEGUN]:
        for bit, match in _BEGUN[name[at : at + 3]]:
            if not found & bit and match(name, at):
                found |= bit
    for start, bits in _SHORT_STARTS.items():
        if start in name:
            found |= sum(bit for bit, pattern in _HINTS if bit & bits and pattern.search(name))
    return found


def hints(names: str) -> int:
    """The hint bits of an element's class, id, role and itemprop, one string."""
    found = 0
    for name in names[:300].lower().split():
        found |= _hints_of_name(name)
    return found


def is_for_ears(names: str) -> bool:
    """Whether the class of an element takes its text out of sight, for screen readers alone."""
    plain = names.lower().translate(_SEPARATORS)
    return any(
        name.endswith(_FOR_EARS) and not name.startswith("not") and ":" not in name
        for name in (plain.split() if any(known in plain for known in _FOR_EARS) else ())
    )


def signature(tag: str, names: str) -> int:
    """A number of 31 bits for a kind of element: same tag and class names, same number."""
    return zlib.crc32(f"{tag}|{names[:120]}".encode("utf-8", "surrogatepass")) & 0x7FFFFFFF
