"""What a publishing tool wrote before the words of a dump: a header of keys and values ("title: …") between fences.

It is no text of the article, but it says its title, its author and its date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCED = re.compile(
    r"\s*(?P<fence>-{3}|\+{3})[^\S\n]*\n(?P<lines>(?:[^\n]*\n){1,60}?)(?:(?P=fence)|\.{3})[^\S\n]*(?:\n|\Z)"
)
#: Without fences a header is known by a first key of these, by the next, and by the blank line below.
_OPEN = re.compile(
    r"\s*(?P<lines>(?:title|layout|date|author)[^\S\n]*:[^\n]*\n(?:[a-z_-]{2,20}[^\S\n]*:[^\n]*\n){1,30})(?=\s*\n)"
)
_PAIR = re.compile(r"^(?P<key>[A-Za-z][\w-]{0,30})[^\S\n]*[:=][^\S\n]*(?P<value>\S[^\n]*?)[^\S\n]*$", re.MULTILINE)
_STATED = {"title": "title", "author": "author", "authors": "author", "byline": "author", "date": "date"}
_STATED |= {"published": "date", "pubdate": "date", "publishdate": "date"}
_BLANK = re.compile(r"\s*")


class FileHeader(NamedTuple):
    """A header: its text, where the text's own words begin, and what it says of title, author and date."""

    text: str
    end: int
    stated: tuple[tuple[str, str], ...]


def find_file_header(source: str) -> FileHeader | None:
    """The header a text begins with, None without one."""
    match = _FENCED.match(source) or _OPEN.match(source)
    if match is None:
        return None
    pairs = [(pair["key"].lower(), _unquoted(pair["value"])) for pair in _PAIR.finditer(match["lines"])]
    if not pairs or not all(_is_of_header(line) for line in match["lines"].splitlines()):
        return None
    blank = _BLANK.match(source, match.end())
    end = blank.end() if blank else match.end()
    stated = tuple((_STATED[key], value) for key, value in pairs if key in _STATED and value)
    return FileHeader(" ".join(match[0].split()), end, stated)


def _is_of_header(line: str) -> bool:
    """Whether a line is a key with its value, goes on with one (an item, a folded text), or is a remark or empty."""
    return not line.strip() or line[0] in " \t-#]}" or _PAIR.match(f"{line} -") is not None


def _unquoted(value: str) -> str:
    quote = value[0]
    if len(value) > 1 and quote in "\"'" and value[-1] == quote:
        value = value[1:-1]
        return value.replace('\\"', '"') if quote == '"' else value.replace("''", "'")
    return value if value[0] not in "[{|>&*" else ""
