"""Quotations that are a paragraph by themselves: headings, and turns of an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.universal_tree import Span
from pipelines.records.analysis import Quotation

#: What may stand in a paragraph beside its quotation; words that tell nothing are as short as this.
_MARKS = ' .«»“”„"'
_SHORTEST = 4
#: A heading repeats a quotation when it has so many words of it, and this share of its own are among them.
_LEAST_SHARED, _SHARE = 2, 0.7
_WORD = re.compile(r"\w+")
#: How a sentence ends.
ENDINGS = (".", "!", "?", "…")


def is_paragraph(text: str, span: QuotedSpan | Quotation) -> bool:
    """Whether a paragraph is nothing but a quotation."""
    beside = text[: span.start].rpartition("\n")[2] + text[span.end :].partition("\n")[0]
    return not beside.strip(_MARKS)


def ends_sentence(text: str, span: QuotedSpan | Quotation) -> bool:
    """Whether a quotation ends as a sentence does, inside its marks or behind them; headings do not."""
    rest = text[span.end :].partition("\n")[0].strip()
    return text[: span.end].endswith(ENDINGS) or rest.endswith(".")


def paragraph_before(text: str, span: QuotedSpan) -> Span:
    """Where the paragraph before a quotation begins and ends."""
    end = len(text[: text.rfind("\n", 0, span.start) + 1].rstrip())
    return text.rfind("\n", 0, end) + 1, end


def spoken_headings(text: str, found: Sequence[Quotation], doubtful: Sequence[Quotation] = ()) -> list[Quotation]:
    """The quotations, each heading whose words are in another one with the speaker of that.

    Of the ``doubtful``, which nothing else shows to be somebody's words, only such headings.
    """
    bodies = [(_words(one.text), one) for one in found if one.speaker_start is not None and not is_heading(text, one)]
    spoken = [_spoken(one, bodies) if is_heading(text, one) else one for one in found]
    more = [_spoken(one, bodies) for one in doubtful if is_heading(text, one)]
    return sorted([*spoken, *(one for one in more if one.speaker_start is not None)], key=lambda one: one.start)


def is_heading(text: str, quotation: Quotation) -> bool:
    """Whether nobody is told to say a quotation that stands in a line without a final stop."""
    line = text[quotation.end :].partition("\n")[0]
    is_open = "\n" in text[quotation.end :] and not line.rstrip().endswith((*ENDINGS, ":"))
    return quotation.speaker_start is None and is_open and not ends_sentence(text, quotation)


def _spoken(heading: Quotation, bodies: Sequence[tuple[frozenset[str], Quotation]]) -> Quotation:
    words = _words(heading.text)
    for others, body in bodies:
        shared = len(words & others)
        if shared >= _LEAST_SHARED and shared >= _SHARE * len(words):
            return replace(heading, speaker_start=body.speaker_start, speaker_end=body.speaker_end)
    return heading


def _words(text: str) -> frozenset[str]:
    """The words of a quotation that tell something."""
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST)
