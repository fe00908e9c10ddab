"""Who wrote an article: what the page states, and where it states none what readers see.

Stated authors are often the site itself, an account or nobody ("admin"); then
a line of the page that is marked as a byline, or that begins as bylines do
and stands near the text, says more. Words of bylines are data of the languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from pipelines.languages.bylines import words_of_all
from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of
from pipelines.read.metadata.agency import AGENCY
from pipelines.read.metadata.linked_data import articles, names, organisations, tidy
from pipelines.read.segmentation import markup
from pipelines.read.segmentation.text_blocks import Document, TextBlock
from pipelines.records.document import MetadataValue
from pipelines.text.normalise import letters_and_digits

_META = (
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dcsext.author",
    "article_author",
)
#: An address, an account or a number: no person's name.
_ADDRESS = re.compile(
    r"^(?:https?:)?//|^@|^\S+\.[a-z]{2,9}(?:/|$)|^\S+@\S+$|^\d+$|^[0-9a-f]+(?:-[0-9a-f]+)+$", re.IGNORECASE
)
_CONTACT = re.compile(r"[,;(]?\s*\S+@\S+\.\S+\)?$")


_LEADS = words_of_all(attrgetter("lead_ins"))
_CASED = "|".join(re.escape(words) for words in _LEADS if words[0].lower() != words[0].upper())
_CASELESS = "|".join(re.escape(words) for words in _LEADS if words[0].lower() == words[0].upper())
LEAD_IN = re.compile(rf"\W*(?:(?:{_CASED})(?:\s*:\s*|\s+)|(?:{_CASELESS})(?:\s*[:：/／]\s*|\s+))", re.IGNORECASE)
#: A "by" behind the date of a line: "Posted Mar 1, 2018 by Anne Morel".
_LED_INSIDE = re.compile(rf"\s(?:{_CASED})(?:\s*:\s*|\s+)(?=[^\W\d_])", re.IGNORECASE)
_LETTERS, _DIGIT = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
_GLUED = re.compile(rf"{one_of(line_words(lambda words: words.signatures.glued_by))}(?=[A-ZÀ-Þ][a-zß-ÿ])")
_JOINS = re.compile(rf"\s*[,/&;]\s*|\s+(?:{'|'.join(map(re.escape, words_of_all(attrgetter('joins'))))})\s+")
PARTICLES = frozenset(words_of_all(attrgetter("particles")))
NOBODY = frozenset(words_of_all(attrgetter("nobody")))
NO_NAME = frozenset(words_of_all(attrgetter("not_names")))
OF_DATES = frozenset(words_of_all(attrgetter("date_line_words")))
_OF_OUTLETS = frozenset(words_of_all(attrgetter("outlet_words")))
_OUTLET = re.compile(rf"(?:{AGENCY})(?:\W.*)?|[A-ZÀ-Þ]{{2,5}}")
#: Where a byline ends: a date, a bar, a bullet, a dash between spaces, a bracket.
_END = re.compile(r"\s*(?:[|•·–—(\[\d]|\s-\s|\s{2,})")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_LONGEST_LINE, _LONGEST_NAME = 120, 40
_NAME_WORDS = range(2, 6)
_MAX_NAMES, _MAX_STATED = 8, 20
#: Characters of a paragraph; rows above a heading and into the text where a byline may stand.
_PROSE, _ABOVE_HEADING, _INTO_PROSE = 100, 4, 3
#: A byline stands so near to a paragraph.
_BEFORE_PROSE, _AFTER_PROSE = 11, 4
_MARKED = markup.HINT["byline"]
_COMMENT = markup.HINT["comment"]
_ELSEWHERE = markup.FLAG["nav"] | markup.FLAG["footer"] | markup.FLAG["aside"] | markup.FLAG["hidden"]


def find_byline(
    document: Document, objects: Sequence[Mapping[str, Any]], declared: Sequence[tuple[str, str]], sites: Sequence[str]
) -> MetadataValue | None:
    """The authors of a document, None where nobody is named.

    `objects` are its JSON-LD, `sites` the names of its site: an author of that
    name is given only when the page shows no other.
    """
    last: MetadataValue | None = None
    bodies = [*sites, *organisations(objects)]
    known = {letters for name in bodies if len(letters := letters_and_digits(name)) > 3}
    for value in _stated(document, objects, declared):
        if not _is_weak(value.value, known):
            return value
        last = last or value
    shown = _shown(document, known)
    if shown:
        return MetadataValue(shown, "block")
    return None if last is None or last.value.casefold() in NOBODY else last


# --- what is stated ------------------------------------------------------------


def _stated(
    document: Document, objects: Sequence[Mapping[str, Any]], declared: Sequence[tuple[str, str]]
) -> Iterator[MetadataValue]:
    """The stated authors by source, in order of trust; those of one source together."""
    for item in articles(objects):
        yield from _together(names(item.get("author"), objects), "json-ld")
    for name in _META:
        found = [content for key, content in document.meta if key == name]
        yield from _together(found, "opengraph" if name.startswith("article:") else "meta")
    yield from _together([value for name, value in declared if name == "author"], "declared")


def _together(values: Sequence[str], source: str) -> Iterator[MetadataValue]:
    tidied = [_CONTACT.sub("", _without_lead_in(tidy(value))).strip(" ,;") for value in values[:_MAX_STATED]]
    found: dict[str, str] = {}
    for value in tidied:
        if value and not _ADDRESS.search(value):
            found.setdefault(value.casefold(), value)
    if found:
        yield MetadataValue(", ".join(found.values()), source)


def _without_lead_in(text: str) -> str:
    """The text without "By" and the like, where a whole name or an address follows: "Di Maria" is a name."""
    match = LEAD_IN.match(text)
    rest = text[match.end() :] if match else ""
    return rest if (" " in rest and rest[0].isupper()) or _ADDRESS.search(rest) else text


def _is_weak(name: str, sites: set[str]) -> bool:
    """Whether a name is nobody's, an account's, an outlet's or the site's own."""
    compact = letters_and_digits(name)
    is_account = " " not in name and name.islower()
    is_own = any(site in compact or compact in site for site in sites)
    return is_account or name.casefold() in NOBODY or is_own or _is_outlet(name)


def _is_outlet(name: str) -> bool:
    """Whether a name is that of an agency, a newsroom or another body, by its words."""
    is_body = not _OF_OUTLETS.isdisjoint(word.casefold() for word in _LETTERS.findall(name))
    return is_body or _OUTLET.fullmatch(name) is not None


# --- what is shown -------------------------------------------------------------


def _shown(document: Document, sites: set[str]) -> str | None:
    """The names in the first line marked as a byline, or else in one that begins like one above the text."""
    blocks = document.blocks
    first = next((row for row, block in enumerate(blocks) if block.tag == "h1" and not block.n_links), 0)
    prose = next((row for row in range(first + 1, len(blocks)) if _is_prose(blocks[row])), first)
    begun: str | None = None
    for row in range(max(first - _ABOVE_HEADING, 0), len(blocks)):
        is_marked = max(blocks[row].near_hints, 0) & _MARKED > 0
        if not is_marked and (begun or row > prose + _INTO_PROSE):
            continue
        authors = _authors_of(blocks[row], is_marked)
        is_beside_prose = authors and any(map(_is_prose, blocks[max(row - _AFTER_PROSE, 0) : row + _BEFORE_PROSE]))
        if not authors or not is_beside_prose or _is_weak(authors, sites):
            continue
        if is_marked:
            return authors
        begun = authors
    return begun


def _authors_of(block: TextBlock, is_marked: bool) -> str | None:
    """The names in a line that begins like a byline, or is marked as one; not in a comment or far from the article."""
    if len(block.text) > _LONGEST_LINE or block.flags & _ELSEWHERE or block.hints & _COMMENT:
        return None
    match = LEAD_IN.match(block.text) or _GLUED.match(block.text) or _led_behind_date(block.text)
    if match is None:
        return names_at_head(block.text, is_led=False) if is_marked else None
    return names_at_head(block.text[match.end() :], is_led=True)


def _led_behind_date(line: str) -> re.Match[str] | None:
    """The "by" of a line that says first when the text appeared, and nothing else."""
    for match in _LED_INSIDE.finditer(line):
        before = line[: match.start()]
        if _DIGIT.search(before) and all(_is_of_date(word) for word in _LETTERS.findall(before)):
            return match
    return None


def _is_of_date(word: str) -> bool:
    word = word.casefold()
    return word in NO_NAME or word in OF_DATES


def _is_prose(block: TextBlock) -> bool:
    return len(block.text) >= _PROSE and block.link_chars < len(block.text) / 2


def names_at_head(line: str, is_led: bool) -> str | None:
    """The names at the head of a line, joined by commas; None when it begins with none.

    In a script without capitals any word may look like a name: there a "by" must stand before it.
    """
    end = _END.search(line)
    found: list[str] = []
    for part in _JOINS.split(line[: end.start()] if end else line)[:_MAX_NAMES]:
        name = _name(part.strip(" .:"))
        is_caseless = name is not None and name[0].lower() == name[0].upper()
        if name is None or (is_caseless and not is_led):
            break
        found.append(name)
    return ", ".join(dict.fromkeys(found)) or None


def _name(text: str) -> str | None:
    """The name that a text is, without words after it that are none."""
    if not text or len(text) > _LONGEST_NAME:
        return None
    if text[0].lower() == text[0].upper():
        return text if 2 <= len(text) <= 4 and text.isalpha() else None
    words = _without_tail(text.split())
    if len(words) not in _NAME_WORDS or not all(_NAME_WORD.fullmatch(word) for word in words):
        return None
    return " ".join(words) if all(word[0].isupper() or word in PARTICLES for word in words) else None


def _ends_name(word: str) -> bool:
    return word.casefold() in NO_NAME or (word in OF_DATES and word not in PARTICLES)


def _without_tail(words: list[str]) -> list[str]:
    """The words before the first that is no part of a name, once where they stand twice."""
    words = words[: next((at for at, word in enumerate(words) if _ends_name(word)), len(words))]
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        words = words[:half]
    while words and words[-1] in PARTICLES:
        words.pop()
    return words
