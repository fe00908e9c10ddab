"""What may be the headline of a page, and what speaks for it.

A page names its headline in several places (heading, ``<title>``, OpenGraph,
JSON-LD), each in its own dress: with the site's name behind it, a rubric
before it, cut short for sharing. Every such text is a candidate, and so is
what is left of it when an end is taken off at a separator, or at a stretch of
markup inside a heading. The columns tell which places give a candidate whole
or in part, how near it is to what the others say, and how readers see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipelines.read.classifier.classify import Verdict
from pipelines.read.metadata.page_metadata import StatedTitles
from pipelines.read.segmentation import markup
from pipelines.read.segmentation.characters import Piece, normalise
from pipelines.read.segmentation.text_blocks import Document, TextBlock
from pipelines.text.counts import Floats
from pipelines.text.normalise import plain_words
from pipelines.text.units import PARAGRAPH_WORDS

#: Columns of the places that name a candidate whole, of those that name it in part, and of how it was cut out.
_WHOLE = ("h1", "heading", "opengraph", "twitter", "element", "alternative")
_PART = {"h1": "part_h1", "opengraph": "part_opengraph"}
_CUTS = ("before_bar", "middle", "last_node")
COLUMNS = (
    *_WHOLE,
    *_PART.values(),
    *_CUTS,
    "node_part",
    "places",
    "like_h1",
    "like_element",
    "like_all",
    "begins_other",
    "ends_other",
    "site",
    "has_site",
    "words",
    "short",
    "long",
    "in_lead",
    "date",
    "shown",
    "h1_element",
    "only_h1",
    "weak_h1",
    "late",
    "distance",
    "site_heading",
    "title_heading",
)
_AT = {name: column for column, name in enumerate(COLUMNS)}
_SOURCE = {"h1": "block", "heading": "block", "headline": "json-ld", "alternative": "json-ld", "twitter": "meta"}
_SOURCE |= {"element": "title-element"}

_BAR = re.compile(r"\s+[|–—\-·•»«:/<>~‹›]+\s+|\s*[|»]\s*|\s*[-_](?=\S+$)")
_COLON = re.compile(r"\s?:\s+|：")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}\.? \w{3,9} (?:19|20)\d\d\b")
_MAX_WORDS, _MAX_CHARACTERS = 45, 400
_MAX_CUTS, _MAX_NODES, _MAX_HEADINGS = 5, 6, 6
#: A heading after the start of the body is passed over for one so many rows before it.
_LATE_ROWS = 50
#: Rows before the start of the body in which a heading may be the headline, and in which a line may show it.
_NEAR, _SHOWN_BEFORE, _SHOWN_AFTER = 12, 40, 4
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_LEAD_BLOCKS, _LEAD_CHARACTERS = 4, 1000


class Candidate(NamedTuple):
    """A text that may be the headline, and the kind of source that says it."""

    text: str
    source: str


class Candidates(NamedTuple):
    """The candidates by their words, and their columns, (n_candidates, len(COLUMNS))."""

    found: dict[str, Candidate]
    values: Floats


class _Saying(NamedTuple):
    """What one place says, whole or cut out of it."""

    place: str
    text: str
    cut: str = ""


class _Page(NamedTuple):
    """What the candidates of a page are held against; words are normal, and sets of them."""

    wholes: list[tuple[str, frozenset[str], frozenset[str]]]
    headings: dict[str, tuple[int, TextBlock]]
    n_first: int
    start: int
    sites: list[str]
    lead: frozenset[str]
    shown: frozenset[str]


def candidates(document: Document, stated: StatedTitles, verdict: Verdict, start: int) -> Candidates:
    """All that may be the headline of a page, what readers see first; `start` is the row where the body begins."""
    rows = _heading_rows(document, start)
    heard: dict[str, list[_Saying]] = {}
    found: dict[str, Candidate] = {}
    for saying in _sayings(document, stated, rows):
        key = plain_words(saying.text)
        if not key or key.count(" ") >= _MAX_WORDS:
            continue
        known = found.get(key)
        if known is None or (known.text.isupper() and not saying.text.isupper()):
            found[key] = Candidate(saying.text.strip(), _SOURCE.get(saying.place, saying.place))
        heard.setdefault(key, []).append(saying)
    for key in [key for key, sayings in heard.items() if all(saying.cut.endswith("_node") for saying in sayings)]:
        # A line broken in the middle of a headline: no other place says one half of it alone.
        del heard[key], found[key]
    values = np.zeros((len(found), len(COLUMNS)), np.float32)
    if found:
        page = _page(document, stated, verdict, start, rows, heard)
        for row, (key, sayings) in zip(values, heard.items(), strict=True):
            for name, value in _columns(key, sayings, page).items():
                row[_AT[name]] = value
    return Candidates(found, values)


# --- what is said ------------------------------------------------------------


def _heading_rows(document: Document, start: int) -> list[int]:
    """The rows of headings that may be the headline: ``<h1>`` (the nearest of many), others close to the body."""
    blocks = document.blocks
    first = [row for row, block in enumerate(blocks) if block.tag == "h1"]
    if len(first) > _MAX_HEADINGS:
        first.sort(key=lambda row: abs(row - start) + _LATE_ROWS * (row > start))
        first = sorted(first[:_MAX_HEADINGS])
    near = range(max(start - _NEAR, 0), min(start + 2, len(blocks)))
    others = [row for row in near if blocks[row].tag in _HEADINGS]
    return first + others[-_MAX_HEADINGS:]


def _sayings(document: Document, stated: StatedTitles, rows: list[int]) -> Iterator[_Saying]:
    headings = [document.blocks[row] for row in rows]
    wholes = [_Saying("h1" if block.tag == "h1" else "heading", block.text) for block in headings]
    wholes += [_Saying(title.place, title.value) for title in stated.titles]
    if document.title:
        wholes.append(_Saying("element", document.title))
    wholes = [whole for whole in wholes if len(whole.text) <= _MAX_CHARACTERS]
    yield from wholes
    for block in headings:
        yield from _nodes(block)
    for whole in wholes:
        yield from _parts(whole)


def _nodes(block: TextBlock) -> Iterator[_Saying]:
    """What is left of a heading when its first or its last stretches of markup are taken off."""
    if block.tag != "h1" or len(block.pieces) < 2:
        return
    pieces = [piece for piece in block.pieces if not piece[1].isspace()]
    if 2 <= len(pieces) <= _MAX_NODES:
        for at in range(1, len(pieces)):
            yield _Saying("h1", _rendered(pieces[:at]), "first_node")
            yield _Saying("h1", _rendered(pieces[at:]), "last_node")


def _rendered(pieces: list[Piece]) -> str:
    return normalise(pieces, has_references=True)[0]


def _parts(whole: _Saying) -> Iterator[_Saying]:
    """What is left of a text when a site's name or a rubric is taken off an end, or off both."""
    place, text = whole.place, whole.text
    bars = list(_BAR.finditer(text))[:_MAX_CUTS]
    for cut in bars:
        yield _Saying(place, text[: cut.start()], "before_bar")
        yield _Saying(place, text[cut.end() :], "after_bar")
    for cut in list(_COLON.finditer(text))[:_MAX_CUTS]:
        yield _Saying(place, text[: cut.start()], "before_colon")
        yield _Saying(place, text[cut.end() :], "after_colon")
    for left, right in pairwise(bars):
        yield _Saying(place, text[left.end() : right.start()], "middle")


# --- what speaks for it --------------------------------------------------------


def _page(
    document: Document,
    stated: StatedTitles,
    verdict: Verdict,
    start: int,
    rows: list[int],
    heard: dict[str, list[_Saying]],
) -> _Page:
    blocks = document.blocks
    wholes = []
    for key, sayings in heard.items():
        places = frozenset(saying.place for saying in sayings if not saying.cut)
        if places:
            wholes.append((key, frozenset(key.split()), places))
    headings: dict[str, tuple[int, TextBlock]] = {}
    for row in sorted(rows, key=lambda row: (abs(row - start), row)):
        headings.setdefault(plain_words(blocks[row].text), (row, blocks[row]))
    prose = [int(row) for row in verdict.kept.nonzero()[0] if verdict.n_words[row] >= PARAGRAPH_WORDS]
    lead = " ".join(blocks[row].text[:_LEAD_CHARACTERS] for row in prose[:_LEAD_BLOCKS])
    return _Page(
        wholes,
        headings,
        sum(blocks[row].tag == "h1" for row in rows),
        start,
        [site for site in map(plain_words, stated.site_names) if site],
        frozenset(plain_words(lead).split()),
        _shown(blocks[max(start - _SHOWN_BEFORE, 0) : start + _SHOWN_AFTER], heard),
    )


def _shown(blocks: Iterable[TextBlock], heard: Iterable[str]) -> frozenset[str]:
    """What blocks around the start of the body say, where it is as long as some candidate."""
    lengths = [len(key) for key in heard]
    low, high = min(lengths), 2 * max(lengths)
    return frozenset(plain_words(block.text) for block in blocks if low <= len(block.text) <= high)


def _columns(key: str, sayings: list[_Saying], page: _Page) -> dict[str, float]:
    """The columns of one candidate that are not nought."""
    columns = _of_words(key, sayings[0].text, page)
    places = {saying.place for saying in sayings if not saying.cut}
    parts = [saying for saying in sayings if saying.cut]
    columns |= dict.fromkeys(places & _AT.keys(), 1.0)
    columns |= dict.fromkeys({part.cut for part in parts} & _AT.keys(), 1.0)
    columns |= {_PART[part.place]: 1.0 for part in parts if part.place in _PART}
    is_node = any(part.cut.endswith("_node") for part in parts)
    columns["node_part"] = float(is_node and any(part.place not in ("h1", "heading") for part in parts))
    columns["places"] = min(len(places), 4) / 2
    columns["h1_element"] = float("h1" in places and any(saying.place == "element" for saying in sayings))
    if key in page.headings:
        columns |= _of_heading(key, *page.headings[key], page)
    return columns


def _of_words(key: str, text: str, page: _Page) -> dict[str, float]:
    """What the words of a candidate tell, by themselves and beside what the others say."""
    words = frozenset(key.split())
    like_h1 = like_element = like_all = 0.0
    n_places = begins = ends = 0
    for other, other_words, places in page.wholes:
        like = 2 * len(words & other_words) / (len(words) + len(other_words))
        like_all += like * len(places)
        n_places += len(places)
        if "h1" in places:
            like_h1 = max(like_h1, like)
        if "element" in places:
            like_element = max(like_element, like)
        if len(other) > len(key):
            begins |= other.startswith(key)
            ends |= other.endswith(key)
    n_words = len(words) if len(words) > 2 or key.isascii() else max(len(words), len(key) // 3)
    named = [site for site in page.sites if len(site) > 3 and key != site]
    return {
        "like_h1": like_h1,
        "like_element": like_element,
        "like_all": like_all / n_places,
        "begins_other": float(begins),
        "ends_other": float(ends),
        "site": float(key in page.sites),
        "has_site": float(any(key.startswith(site) or key.endswith(site) for site in named)),
        "words": min(n_words, 16) / 8,
        "short": float(n_words < 3),
        "long": max(n_words - 16, 0) / 8,
        "in_lead": len(words & page.lead) / len(words),
        "date": float(_DATE.search(text) is not None),
        "shown": float(key in page.shown),
    }


def _of_heading(key: str, row: int, block: TextBlock, page: _Page) -> dict[str, float]:
    """What the heading nearest to the body tells of the candidate it shows."""
    is_first = block.tag == "h1"
    is_linked = block.link_chars > 0.5 * len(block.text)
    hints = max(block.near_hints, 0)
    return {
        "only_h1": float(is_first and page.n_first == 1),
        "weak_h1": float(is_first and (is_linked or key in page.sites)),
        "late": float(row > page.start),
        "distance": float(np.log1p(abs(row - page.start))),
        "site_heading": float(hints & markup.HINT["header"] > 0),
        "title_heading": float(hints & markup.HINT["title"] > 0),
    }
