"""Dates that a page's markup states: JSON-LD, meta elements, ``<time>``, scripts."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_letters, digits
from typing import NamedTuple

from pipelines.read.publication_date.stamps import Stamp, read_stamp


class MarkupDate(NamedTuple):
    """A stamp found in markup, the evidence source and the way it was said."""

    source: str
    detail: str
    surface: str
    stamp: Stamp
    start: int
    end: int


#: All that is read of start tags, in one look at the page.
_START_TAG = re.compile(r"<(meta|time|script)\b([^>]{1,2000})>", re.I | re.A)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
#: ISO dates, eight digits, Unix time: two patterns, since one that begins with
#: one certain digit is looked for five times as fast.
_ISO_VALUE = r"-\d\d-\d\d(?!\d)[T \d:.Z+-]{0,25}"
_SCRIPT_VALUES = (
    re.compile(rf"20\d\d(?:{_ISO_VALUE}|\d{{4}}(?!\d))"),
    re.compile(rf"1(?:9\d\d{_ISO_VALUE}|9\d{{6}}(?!\d)|\d{{9}}(?:\d{{3}})?(?!\d))"),
)
#: What stands right before the value of a key.
_BEFORE_VALUE = frozenset(":= \"'\\")
#: What a key is made of, what may enclose it and its value, and how long it is.
_KEY_SIGNS = ascii_letters + digits + "_.-"
_ENCLOSING = " \t\r\n\"'\\"
_LONGEST_KEY, _SHORTEST_KEY = 41, 3
_KEY_PUBLISHED = re.compile(
    r"(?:date|time)[_-]?(?:first)?[_-]?(?:published|posted|issued)|(?:first|original)?[_-]?publish(?:ed)?(?:[_-]?(?:at|on|date|time|date_?time|timestamp))?$|"
    r"publication[_-]?(?:date|time)|^pub[_-]?(?:date|time|datetime)$|(?:post|article|story|news|content)[_-]?(?:publish|pub)?\w*[_-]?date$|^published",
    re.I,
)
_KEY_CREATED = re.compile(
    r"creat|upload[_-]?date|display[_-]?date|release[_-]?date|issued|^date$|^datetime$|^timestamp$", re.I
)
_KEY_MODIFIED = re.compile(r"modif|updat|last", re.I)
_KEY_NOT = re.compile(
    r"expir|valid|start|end|birth|build|version|found|server|now|current|price|sess|render|cache|copyright", re.I
)
_ITEMPROP = re.compile(r"item[pP]rop\s*=\s*[\"']?(?i:date)")

#: What the names of meta elements say of their date.
_META_PUBLISHED = re.compile(
    r"published|publication|pubdate|issued|dc\.?(?:terms\.)?(?:date|created)$|^date$|article[.:_-]?date|"
    r"dateposted|sailthru\.date|date_?created|article:created|release_?date|parsely-pub|publish[-_]?date|"
    r"citation_(?:online_)?date|og:pubdate|timestamp|cxenseparse:recs:publishtime|displaydate|^created",
    re.I,
)
_META_MODIFIED = re.compile(r"modif|update|revis|last-mod", re.I)
#: A meta element without any of these in it has no such name.
_IN_NAMES = ("dat", "pub", "issued", "created", "timestamp", "modif", "revis", "last-mod")
_META_NOT = re.compile(r"expir|unavailable|birth|valid|event|start|end[-_]?date|verif|site_?date|build", re.I)


def find_markup_dates(source: str) -> Iterator[MarkupDate]:
    """Yield the dates the markup states, in order of place within each kind."""
    tags: dict[str, list[re.Match[str]]] = {"meta": [], "time": [], "script": []}
    for tag in _START_TAG.finditer(source):
        tags[tag[1].lower()].append(tag)
    in_tags = [*_meta_dates(tags["meta"], source.find("</head")), *_time_dates(tags["time"]), *_itemprop_dates(source)]
    yield from in_tags
    yield from _script_dates(
        source, _linked_data(source, tags["script"]), sorted((date.start, date.end) for date in in_tags)
    )


def _attributes(tag: str) -> dict[str, str]:
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(tag)
    }


_OPENGRAPH = re.compile(r"(?:og|article):", re.IGNORECASE)


def _meta_dates(tags: Sequence[re.Match[str]], head_end: int) -> Iterator[MarkupDate]:
    for match in tags:
        words = match[2].lower()
        if not any(part in words for part in _IN_NAMES):
            continue
        name, content = _name_and_content(_attributes(match[2]))
        if not content or not content[:60].strip() or _META_NOT.search(name):
            continue
        is_modified = bool(_META_MODIFIED.search(name))
        if not is_modified and not _META_PUBLISHED.search(name):
            continue
        stamp = read_stamp(content)
        if stamp is None:
            continue
        detail = "modified" if is_modified else _published_detail(name)
        if 0 <= head_end < match.start():
            detail += "-in-body"
        kind = "opengraph" if _OPENGRAPH.match(name) else "meta"
        yield MarkupDate(kind, detail, content.strip(), stamp, match.start(), match.end())


def _published_detail(name: str) -> str:
    """How a ``<meta>`` that names no change says its date: "date" alone says less than "published"."""
    return "date" if name.lower() == "date" else "published"


def _name_and_content(attributes: dict[str, str]) -> tuple[str, str]:
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    return name, attributes.get("content") or attributes.get("value", "")


def _time_dates(tags: Sequence[re.Match[str]]) -> Iterator[MarkupDate]:
    number = 0
    for match in tags:
        attributes = _attributes(match[2])
        # What it shows its reader is read with all that is printed.
        value = attributes.get("datetime") or attributes.get("content", "")
        stamp = read_stamp(value)
        if stamp is None:
            continue
        words = match[2].lower()
        if "pubdate" in words or "publish" in words:
            detail = "published"
        elif "updat" in words or "modif" in words:
            detail = "modified"
        else:
            detail = "first" if number == 0 else "later"
        number += 1
        yield MarkupDate("time", detail, value, stamp, match.start(), match.end())


def _linked_data(source: str, tags: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield where the scripts of JSON-LD lie."""
    for tag in tags:
        if "application/ld+json" in tag[2].lower():
            closed = source.find("</script", tag.end())
            yield tag.end(), closed if closed >= 0 else len(source)


def _script_dates(
    source: str, linked_data: Iterable[tuple[int, int]], tags: Sequence[tuple[int, int]]
) -> Iterator[MarkupDate]:
    """Yield the dates of keys in scripts and attributes; those in ``tags`` have been read there."""
    spans = list(linked_data)
    seen: dict[tuple[str, str], int] = {}
    values = [match for pattern in _SCRIPT_VALUES for match in pattern.finditer(source)]
    for match in sorted(values, key=re.Match.start):
        if source[match.start() - 1 : match.start()] not in _BEFORE_VALUE or _lies_in(match.start(), tags):
            continue
        key = _key_before(source[max(0, match.start() - 60) : match.start()])
        detail = _key_detail(key) if key else None
        stamp = read_stamp(match[0]) if detail else None
        if stamp is None or detail is None:
            continue
        source_name = "json-ld" if _lies_in(match.start(), spans) else "marker"
        number = seen[source_name, detail] = seen.get((source_name, detail), 0) + 1
        if number > 1:
            detail += "-later"
        yield MarkupDate(source_name, detail, match[0], stamp, match.start(), match.end())


def _key_before(before: str) -> str | None:
    """Return the key whose value comes next, None without one."""
    before = before.rstrip(_ENCLOSING)
    if not before.endswith((":", "=")):
        return None
    before = before[:-1].rstrip(_ENCLOSING)
    key = before[len(before.rstrip(_KEY_SIGNS)) :][-_LONGEST_KEY:].lstrip(digits + "_.-")
    return key if len(key) >= _SHORTEST_KEY else None


def _lies_in(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in, not at the start of, one of some spans, none ending before one that begins earlier."""
    index = bisect_right(spans, (place, place)) - 1
    return index >= 0 and place < spans[index][1]


def _key_detail(key: str) -> str | None:
    """Return what a key of a script says of its date, None when it is another date."""
    if _KEY_NOT.search(key):
        return None
    if _KEY_MODIFIED.search(key):
        return "modified"
    if _KEY_PUBLISHED.search(key):
        return "published"
    return "created" if _KEY_CREATED.search(key) else None


def _itemprop_dates(source: str) -> Iterator[MarkupDate]:
    if "itemprop" not in source and "itemProp" not in source:
        return
    for match in _ITEMPROP.finditer(source):
        start, end = source.rfind("<", 0, match.start()), source.find(">", match.end())
        if start < 0 or end < 0 or source[start + 1 : start + 5].lower() in {"meta", "time"}:
            continue
        tag = source[start : end + 1]
        attributes = _attributes(tag)
        value = attributes.get("content") or attributes.get("datetime") or attributes.get("title") or ""
        stamp = read_stamp(value or re.sub(r"<[^>]*>", " ", source[end + 1 : end + 120]))
        if stamp is not None:
            detail = "modified-in-body" if "modif" in tag.lower() else "published-in-body"
            yield MarkupDate("meta", detail, value, stamp, start, end + 1)
