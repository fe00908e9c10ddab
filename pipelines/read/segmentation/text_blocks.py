"""Text blocks: the blocks of a document before they have roles.

A block knows its words, where they came from and where it stands in the page.
Blocks cover the text that renders; what lies between them renders nothing.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.read.segmentation.characters import Piece, normalise
from pipelines.records.document import Run

#: No news article has more blocks; what follows is kept together as one last block.
MAX_BLOCKS = 20_000


class TextBlock(NamedTuple):
    """One block of rendered text.

    ``raw_start`` and ``raw_end`` enclose the raw characters that render,
    ``pieces`` are the stretches of them. ``container`` indexes `Document.containers`; ``tag`` is the block
    element around the text; ``flags`` and ``hints`` are bit sets over the open
    elements (`markup.py`), ``near_hints`` those of the two innermost ones.
    ``link_chars`` and ``n_links`` count rendered characters in links, and
    links. ``blank_before`` counts blank lines before (plain text only) and
    ``indent`` the columns of white space at its head beside wrapped paragraphs, below nought where it is less;
    ``is_centred`` says that it stands in the middle of their column.
    """

    raw_start: int
    raw_end: int
    text: str
    pieces: list[Piece]
    has_references: bool = False
    container: int = 0
    tag: str = ""
    flags: int = 0
    hints: int = 0
    near_hints: int = 0
    link_chars: int = 0
    n_links: int = 0
    bold_chars: int = 0
    depth: int = 0
    blank_before: int = 0
    indent: int = 0
    is_centred: bool = False
    signature: int = 0

    def runs(self) -> tuple[Run, ...]:
        """The way back from the text to the raw characters."""
        if len(self.pieces) == 1:
            _, raw, _ = self.pieces[0]
            if raw.strip() == self.text:
                return (Run(0, len(self.text), self.raw_start, self.raw_end),)
        return normalise(self.pieces, self.has_references)[1]


def _numbers() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Containers:
    """The block elements of a document, an entry each: the parent's index and the blocks held, half-open.

    ``kinds`` number tag and names: siblings of one kind share it.
    """

    parents: array[int] = field(default_factory=_numbers)
    tags: list[str] = field(default_factory=list)
    hints: array[int] = field(default_factory=_numbers)
    firsts: array[int] = field(default_factory=_numbers)
    kinds: array[int] = field(default_factory=_numbers)
    ends: array[int] = field(default_factory=_numbers)

    def add(self, parent: int, tag: str, hints: int, first: int, kind: int = 0, end: int = -1) -> int:
        """Add an element; returns its index."""
        self.parents.append(parent)
        self.tags.append(tag)
        self.hints.append(hints)
        self.firsts.append(first)
        self.kinds.append(kind)
        self.ends.append(end)
        return len(self.ends) - 1


@dataclass(slots=True)
class Document:
    """The blocks of a document in order, and what its markup says beside them.

    ``opaque`` are the raw spans of scripts, styles and the like; ``scripts``
    the JSON-LD texts, ``meta`` the (name, content) pairs of ``<meta>``,
    ``links`` the (rel, href) pairs of ``<link>``, ``title`` the ``<title>``.
    ``is_cut`` says that the last block holds all that came after `MAX_BLOCKS`.
    """

    blocks: list[TextBlock] = field(default_factory=list)
    containers: Containers = field(default_factory=Containers)
    opaque: list[tuple[int, int]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    title: str | None = None
    is_cut: bool = False
    language: str | None = None
