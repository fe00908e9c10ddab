"""Who signs a dump, where no markup names anybody.

Dumps sign above the text or below it, by a line that says so, by the name or
its initials alone, or after "Auteur :". An outlet may sign, too ("Par Le
Courrier avec AFP").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.read.classifier.classify import Verdict
from pipelines.read.metadata.bylines import names_at_head
from pipelines.read.rules.phrase_rules import line_role
from pipelines.read.rules.signed_lines import (
    DASHES,
    PART_WORDS,
    SHORT_SIGN,
    is_named,
    name_alone,
    name_at_place,
    signed,
    signed_below,
)
from pipelines.read.segmentation.text_blocks import TextBlock
from pipelines.records.document import MetadataValue

_CONTACT = re.compile(r"\S+@|\d")
#: Rows above a headline, between it and the text, into the text and below it where its author may stand.
_ABOVE, _HEAD, _INTO, _BELOW = 2, 12, 3, 3
_SURE, _PARAGRAPH = 0.9, 12


def find_signature(
    blocks: Sequence[TextBlock], verdict: Verdict, title_row: int | None, start: int
) -> MetadataValue | None:
    """The author that a dump names around its headline, or below its text, which begins at `start`."""
    kept = verdict.kept.nonzero()[0]
    if not len(kept):
        return None
    end = int(kept[-1]) + 1
    if title_row is not None and title_row <= start + _INTO:
        start = _first_paragraph(verdict, title_row)
    first = start if title_row is None else min(title_row, start)
    head = range(max(first - _ABOVE, 0), min(start + _INTO, len(blocks)))
    foot = range(end, min(end + _BELOW, len(blocks)))
    above = [signed(blocks[row].text) or _named_by_next(blocks, row) for row in head if row != title_row]
    below = [signed_below(blocks[row].text) for row in foot if row != title_row]
    dashed = [name_alone(blocks[row].text) for row in head if blocks[row].text[0] in DASHES]
    is_near = end <= len(blocks) - 1 <= end + _BELOW and not verdict.cues[-1]
    last = [name_alone(blocks[-1].text)] if is_near and not _is_answered(blocks[end:-1]) else []
    head = range(first, min(start + _INTO, end + 1, len(blocks)))
    alone = [_unmentioned_name(blocks, row, start) for row in head if row != title_row and not verdict.kept[row]]
    found = next((signer for signer in (*above, *below, *dashed, *last, *alone) if signer), None)
    return MetadataValue(found, "block") if found else None


def _is_answered(blocks: Sequence[TextBlock]) -> bool:
    """Whether any of the lines below a text is no request to pay or to sign in: the name after them is a reader's."""
    roles = (line_role(block.text) for block in blocks)
    return any(role is None or role.role != "paywall" for role in roles)


def _first_paragraph(verdict: Verdict, title_row: int) -> int:
    """The row of the first sure paragraph below the headline."""
    is_sure = verdict.kept & (verdict.probability >= _SURE) & (verdict.n_words >= _PARAGRAPH)
    below = is_sure[title_row + 1 : title_row + 1 + _HEAD].nonzero()[0]
    return title_row + 1 + int(below[0]) if len(below) else title_row + 1


def _named_by_next(blocks: Sequence[TextBlock], row: int) -> str | None:
    """The short line below one that is nothing but "by"."""
    if row + 1 >= len(blocks) or blocks[row].text.rstrip(" :").casefold() not in ("par", "by"):
        return None
    line = _CONTACT.split(blocks[row + 1].text)[0].strip(" ,*|")
    if len(line.split()) > PART_WORDS:
        return None
    return names_at_head(line, is_led=True) or (line if SHORT_SIGN.fullmatch(line) or is_named(line) else None)


def _unmentioned_name(blocks: Sequence[TextBlock], row: int, start: int) -> str | None:
    """The name a line between headline and text is, where the text does not mention its bearer."""
    name = name_at_place(blocks[row].text)
    others = (block.text for at, block in enumerate(blocks[start:], start) if at != row)
    return name if name and not name.isupper() and not any(name.split()[-1] in text for text in others) else None
