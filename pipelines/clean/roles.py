"""Roles: what each block is, given whether it is kept.

A kept block is body unless its shape says more; a removed one is named after
what its markup and its words say it is for.
"""

from __future__ import annotations

from typing import NamedTuple

from pipelines.clean import lexicon, markup
from pipelines.clean.drafts import Draft

_FLAG, _HINT, _CUE = markup.FLAG, markup.HINT, lexicon.CUE
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OPENING_QUOTES = '«“„"‹「『'
_CLOSING_QUOTES = '»”“"›」』'


class Role(NamedTuple):
    role: str
    rule: str


def kept_role(draft: Draft, is_first: bool) -> Role:
    """The role of a block of the article."""
    text = draft.text
    if draft.tag in _HEADINGS:
        if is_first and draft.near_hints & _HINT["lead"]:
            return Role("subtitle", "lead_heading")
        return Role("subheading", "heading")
    if draft.flags & _FLAG["blockquote"]:
        return Role("quotation", "blockquote")
    if draft.flags & _FLAG["td"]:
        return Role("table", "table_cell")
    if draft.tag == "li":
        return Role("list", "list_item")
    if text[0] in _OPENING_QUOTES and text.rstrip(" .!?")[-1:] in _CLOSING_QUOTES:
        return Role("quotation", "quoted_block")
    if is_first and draft.near_hints & _HINT["lead"]:
        return Role("subtitle", "lead_class")
    if len(text) < 90 and text[-1] not in '.!?…:;,»”"。！？' and len(text.split()) <= 14:
        return Role("subheading", "short_line")
    return Role("body", "classifier")


#: (role, bits of flags, of near hints, of cues): the first that matches names the block.
_REMOVED: tuple[tuple[str, int, int, int], ...] = (
    ("cookie", 0, _HINT["cookie"], _CUE["cookie"]),
    ("credit", 0, 0, 0),
    ("caption", _FLAG["figcaption"] | _FLAG["figure"], _HINT["caption"], 0),
    ("comment", 0, _HINT["comment"], _CUE["comment"]),
    ("paywall", 0, _HINT["subscribe"], _CUE["subscribe"]),
    ("byline", 0, _HINT["byline"], _CUE["byline"]),
    ("legal", 0, 0, _CUE["legal"]),
    ("related", 0, _HINT["related"], _CUE["related"]),
    ("navigation", _FLAG["nav"], _HINT["navigation"], _CUE["navigation"] | _CUE["account"]),
)


def removed_role(draft: Draft, cues: int) -> Role:
    """The role of a block that is no part of the article."""
    near = max(draft.near_hints, 0)
    if cues & _CUE["credit"] and draft.text.startswith(("©", "(c)", "Photo", "Crédit", "Credit")):
        return Role("credit", "credit_mark")
    for role, flags, hints, bits in _REMOVED:
        if draft.flags & flags:
            return Role(role, "markup")
        if near & hints:
            return Role(role, "class_name")
        if cues & bits:
            return Role(role, "cue_words")
    return Role("boilerplate", "classifier")
