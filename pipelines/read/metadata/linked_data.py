"""What a page says of itself in JSON-LD, read as it is written.

Sites write their JSON-LD by template, and one page in a hundred is broken by
its own headline: quotes inside quotes, commas before a bracket, comments,
references in place of quotes. These are mended; what stays broken is skipped.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

_ARTICLE_TYPES = ("Article", "BlogPosting", "Posting", "Report", "Review", "Recipe", "HowTo")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
_MAX_ITEMS, _MAX_DEPTH = 200, 4

_TAGS = re.compile(r"<[^>]{1,400}>")
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f]")
#: What templates leave around and inside the JSON: markers of comments and of CDATA, remarks to the end of a line.
_WRAPPING = re.compile(r"(?:^|(?<=\n))\s*(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)\s*(?:\*/)?")
_REMARK = re.compile(r"(?m)(?<![:\"'\w])//[^\n\"]*$")
_SPARE_COMMA = re.compile(r",(?=\s*[\]}])")
_SINGLE_QUOTED = re.compile(r"(?<=:)\s*'([^'\n]*)'(?=\s*[,}\n])")
_VALUE_OF_LINE = re.compile(r'(?m)^(\s*"[@\w]+"\s*:\s*)"(.*)"(\s*[,}\]\s]*)$')
_OPEN_QUOTE = re.compile(r'(?<!\\)"')
#: Half of a pair of escapes, all that a text cut between them leaves of an emoji.
_HALF_PAIR = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_DECODER = json.JSONDecoder(strict=False)


def tidy(value: str) -> str:
    """A value on one line, without markup and character references."""
    return _SPACES.sub(" ", html.unescape(_TAGS.sub(" ", html.unescape(value)))).strip()


@lru_cache(maxsize=1)
def objects(scripts: tuple[str, ...]) -> tuple[Mapping[str, Any], ...]:
    """The objects of a page's JSON-LD, outer ones first; what cannot be read is left out.

    The last page is remembered: its titles and its other metadata are asked for apart.
    """
    return tuple(item for script in scripts for value in _values(script) for item in _unfolded(value))


def _values(script: str) -> list[Any]:
    values: list[Any] = []
    for text in _readings(script):
        values, is_whole = _decoded(text)
        if is_whole:
            break
    return values


def _readings(script: str) -> Iterator[str]:
    """The script as it stands, then with ever more of it mended."""
    text = _HALF_PAIR.sub(r"\\ufffd", script.strip())
    yield text
    text = _WRAPPING.sub("", text).strip().rstrip(";")
    if '"' not in text:
        text = html.unescape(html.unescape(text))
    yield text
    text = _REMARK.sub("", text)
    text = _SINGLE_QUOTED.sub(lambda match: json.dumps(match[1]), text)
    yield _CONTROL.sub(" ", _SPARE_COMMA.sub("", text))
    text = _VALUE_OF_LINE.sub(
        lambda match: f'{match[1]}"{_OPEN_QUOTE.sub(chr(92) + chr(34), match[2])}"{match[3]}', text
    )
    yield _CONTROL.sub(" ", _SPARE_COMMA.sub("", text))


def _decoded(text: str) -> tuple[list[Any], bool]:
    """The values written one after the other, with commas or nothing between; False where the reading broke off."""
    values: list[Any] = []
    position = 0
    while position < len(text):
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return values, False
        values.append(value)
        while position < len(text) and text[position] in " \t\n\r,;":
            position += 1
    return values, True


def _unfolded(data: Any) -> Iterator[Mapping[str, Any]]:
    queue = [data]
    while queue:
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item[:_MAX_ITEMS])
        elif isinstance(item, dict):
            yield item
            queue.extend(item[key] for key in _NESTED if key in item)


def articles(found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The objects that are articles of some kind."""
    return [item for item in found if any(kind.endswith(_ARTICLE_TYPES) for kind in _kinds(item))]


def _kinds(item: Mapping[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def organisations(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of the bodies among the objects and the authors of the articles."""
    authors = [author for item in found for author in _listed(item.get("author")) if isinstance(author, Mapping)]
    bodies = (item for item in (*found, *authors) if any(kind.endswith("Organization") for kind in _kinds(item)))
    return [name for item in bodies for name in names(item, found)]


def _listed(value: object) -> list[Any]:
    return value[:_MAX_ITEMS] if isinstance(value, list) else [value]


def article_body(found: Sequence[Mapping[str, Any]]) -> str:
    """The longest ``articleBody`` of the articles, or the empty string."""
    bodies = [item["articleBody"] for item in found if isinstance(item.get("articleBody"), str)]
    return max(map(tidy, bodies), key=len, default="")


def names(value: object, known: Sequence[Mapping[str, Any]] = (), depth: int = 0) -> list[str]:
    """The names that a value holds: a text, an object with a name, one named elsewhere by its ``@id``, or several."""
    if isinstance(value, str):
        return [tidy(value)] if value else []
    if isinstance(value, list) and depth <= _MAX_DEPTH:
        return [name for item in value for name in names(item, known, depth + 1)]
    if isinstance(value, Mapping) and depth <= _MAX_DEPTH:
        return names(_name_of(value, known), known, depth + 1)
    return []


def _name_of(item: Mapping[str, Any], known: Sequence[Mapping[str, Any]]) -> object:
    if item.get("name"):
        return item["name"]
    if isinstance(item.get("familyName"), str):
        return f"{item.get('givenName') or ''} {item['familyName']}"
    key = item.get("@id")
    return next((other["name"] for other in known if key and other.get("@id") == key and other.get("name")), None)
