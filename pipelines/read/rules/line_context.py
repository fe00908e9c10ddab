"""The lines of a document beside the classifier's verdict on them: what rules and titles are found in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipelines.read.classifier.classify import Verdict
from pipelines.read.rules.line_rules import LineFacts
from pipelines.read.segmentation.text_blocks import TextBlock
from pipelines.text.units import PARAGRAPH_WORDS

#: A headline has less words than this, or ends no sentence.
_LONG = 25
SENTENCE_ENDS = ".!?…»”:;,"


@dataclass(frozen=True)
class LineContext:
    """A line for each block of a document, and the verdict; rows number both.

    ``named`` are the rows that rules named before: they are no paragraphs of the ``body``.
    ``headlines`` are the rows that the page itself marks as its headline.
    """

    lines: Sequence[LineFacts]
    verdict: Verdict
    named: frozenset[int] = frozenset()
    headlines: frozenset[int] = frozenset()

    @classmethod
    def of(cls, blocks: Iterable[TextBlock], verdict: Verdict, headlines: frozenset[int] = frozenset()) -> LineContext:
        """The context of the blocks of a document."""
        lines = tuple(
            LineFacts(block.text, block.tag == "li", block.blank_before, block.indent < 0, block.is_centred)
            for block in blocks
        )
        return cls(lines, verdict, headlines=headlines)

    def without(self, rows: Iterable[int]) -> LineContext:
        """The context in which none of these rows is kept."""
        return replace(self, verdict=self.verdict.without(rows))

    @cached_property
    def kept(self) -> list[int]:
        """The rows that the classifier keeps."""
        return [int(row) for row in self.verdict.kept.nonzero()[0]]

    @cached_property
    def prose(self) -> list[int]:
        """The kept rows as long as a paragraph."""
        return [row for row in self.kept if self.verdict.n_words[row] >= PARAGRAPH_WORDS]

    @cached_property
    def paragraphs(self) -> list[int]:
        """The rows of prose that no headline is; all where any may be one."""
        n_words, lines = self.verdict.n_words, self.lines
        return [r for r in self.prose if n_words[r] >= _LONG or lines[r].text[-1] in SENTENCE_ENDS] or self.prose

    @cached_property
    def body(self) -> list[int]:
        """The rows of prose that no rule named; all where rules named each."""
        return [row for row in self.prose if row not in self.named] or self.prose

    @cached_property
    def inside(self) -> range:
        """The rows between the first and the last paragraph."""
        return range(self.paragraphs[0] + 1, self.prose[-1]) if self.prose else range(0)

    @cached_property
    def phrases(self) -> dict[int, str]:
        """The role of each row that its phrases name, as they read in its place."""
        kept = set(self.kept)
        roles = {
            row: line.phrases.inside if row in self.inside or row not in kept else line.phrases.outside
            for row, line in enumerate(self.lines)
        }
        return {row: role for row, role in roles.items() if role is not None}

    def text_of(self, rows: Iterable[int]) -> str:
        """The words of some rows, one after the other."""
        return " ".join(self.lines[row].text for row in rows)
