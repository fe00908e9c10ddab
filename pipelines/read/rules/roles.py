"""Roles: what each block is, given whether it is kept.

A kept block is body unless its shape says more; a removed one is named after
what its markup and its words say it is for.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from pipelines.read.features import lexicon
from pipelines.read.segmentation import markup
from pipelines.read.segmentation.text_blocks import TextBlock
from pipelines.records.document import BlockRole, RemovedRole

_FLAG, _HINT, _CUE = markup.FLAG, markup.HINT, lexicon.CUE
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OPENING_QUOTES = '«“„"‹「『'
_CLOSING_QUOTES = '»”“"›」』'
#: A short line without an end mark, between paragraphs, is a heading of theirs.
_HEADING_CHARACTERS, _HEADING_WORDS = 90, 14
_SENTENCE_ENDS = '.!?…:;,»”"。！？'
_CREDIT_WORDS = 12


class Role(NamedTuple):
    """A role of `pipelines.records` and the rule that gave it."""

    role: BlockRole
    rule: str


_BODY = Role("body", "classifier")
#: A block of the article that stands in the page a second time.
IN_PAGE_DUPLICATE = Role("boilerplate", "in_page_duplicate")
#: A block that a browser shows nobody.
UNSEEN = Role("markup", "unseen")


def kept_role(block: TextBlock, is_first: bool) -> Role:
    """The role of a block of the article; `is_first` when nothing before it is kept."""
    found = _by_markup(block, is_first)
    return found if found is not None else _by_shape(block.text)


def _by_markup(block: TextBlock, is_first: bool) -> Role | None:
    if is_first and max(block.near_hints, 0) & _HINT["lead"]:
        return Role("subtitle", "lead_class")
    if block.tag in _HEADINGS:
        return Role("subheading", "heading")
    if block.flags & _FLAG["blockquote"]:
        return Role("quotation", "blockquote")
    if block.flags & _FLAG["td"] and block.flags & _FLAG["table"]:
        return Role("table", "table_cell")
    return Role("list", "list_item") if block.tag == "li" else None


def _by_shape(text: str) -> Role:
    if text[0] in _OPENING_QUOTES and text.rstrip(" .!?")[-1:] in _CLOSING_QUOTES:
        return Role("quotation", "quoted_block")
    if len(text) < _HEADING_CHARACTERS and text[-1] not in _SENTENCE_ENDS and len(text.split()) <= _HEADING_WORDS:
        return Role("subheading", "short_line")
    return _BODY


class _Mark(NamedTuple):
    """What names a removed block: any of these flags, near hints or cues."""

    role: RemovedRole
    flags: int = 0
    hints: int = 0
    cues: int = 0


#: The first mark that fits names the block: markup is believed before words.
_MARKS = (
    _Mark("cookie", 0, _HINT["cookie"], _CUE["cookie"]),
    _Mark("caption", _FLAG["figcaption"], _HINT["caption"]),
    _Mark("comment", 0, _HINT["comment"], _CUE["comment"]),
    _Mark("paywall", 0, _HINT["subscribe"], _CUE["subscribe"]),
    _Mark("byline", 0, _HINT["byline"]),
    _Mark("related", 0, _HINT["related"], _CUE["related"]),
    _Mark("legal", 0, 0, _CUE["legal"]),
    _Mark("byline", 0, 0, _CUE["byline"]),
    _Mark("navigation", _FLAG["nav"], _HINT["navigation"] | _HINT["share"], _CUE["navigation"] | _CUE["account"]),
    _Mark("caption", _FLAG["figure"]),
    _Mark("navigation", 0, 0, _CUE["share"]),
)


_ALL_FLAGS = reduce(or_, (mark.flags for mark in _MARKS))
_ALL_HINTS = reduce(or_, (mark.hints for mark in _MARKS))
_ALL_CUES = reduce(or_, (mark.cues for mark in _MARKS))


def removed_role(block: TextBlock, cues: int) -> Role:
    """The role of a block that is no part of the article; `cues` are its bits of `lexicon.CUES`."""
    cues = lexicon.without_prose(cues, block.text) if cues else 0
    if cues & _CUE["credit"] and len(block.text.split()) <= _CREDIT_WORDS:
        return Role("credit", "cue_words")
    return _first_mark(block.flags & _ALL_FLAGS, max(block.near_hints, 0) & _ALL_HINTS, cues & _ALL_CUES)


@lru_cache(maxsize=4096)
def _first_mark(flags: int, hints: int, cues: int) -> Role:
    for mark in _MARKS:
        if flags & mark.flags:
            return Role(mark.role, "markup")
        if hints & mark.hints:
            return Role(mark.role, "class_name")
        if cues & mark.cues:
            return Role(mark.role, "cue_words")
    return Role("boilerplate", "classifier")
