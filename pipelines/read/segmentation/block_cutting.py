"""Running text into blocks: what an HTML reader gathers between two borders of blocks."""

from __future__ import annotations

import numpy as np
from turbohtml import Token

from pipelines.read.segmentation import markup
from pipelines.read.segmentation.characters import Piece, normalise, one_byte_each, plain_text
from pipelines.read.segmentation.hidden_text import UNSEEN, Stretch, out_of_sight
from pipelines.read.segmentation.open_elements import BLOCK, OpenElement
from pipelines.read.segmentation.text_blocks import MAX_BLOCKS, Document, TextBlock

LINK = markup.FLAG["a"]
_BOLD = markup.FLAG["strong"]
#: After one of these a line break ends a block, and so it does after a short line.
_LINE_ENDS = ".!?…:;»”\"'’)]。！？」"
_SHORT_LINE = 45
_NEWLINE = 10
#: Makes a NamedTuple of a tuple, in half the time of its own constructor.
_new = tuple.__new__


class Cutter:
    """The text of the open block, and the elements open around it.

    Subclasses open and close elements, give their text and say where a block ends.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.document = Document()
        self.document.containers.add(-1, "", 0, 0)
        root: OpenElement = ("", BLOCK, 0, 0, 0, 0, 0, 0, 0)
        self.stack = [root]
        self.element = root
        self.pieces: list[Piece] = []
        self.rendered: list[str] = []
        self.has_break = False
        self.link_chars = 0
        self.bold_chars = 0
        self.n_links = 0
        self.all_near = -1
        #: What something hides, and the first piece that nothing does, each with its element.
        self.unseen: list[tuple[Stretch, OpenElement]] = []
        self.first_seen: tuple[int, OpenElement] | None = None
        self.is_finished = False
        # By the number of the line, from 1: it begins after the newline of the one before.
        codes = one_byte_each(source)
        self.line_starts = [0, 0, *(np.flatnonzero(codes == _NEWLINE) + 1).tolist()]

    def _place(self, token: Token) -> int:
        """Where a token begins."""
        return self.line_starts[token.line] + token.col

    def _text(self, start: int, end: int, data: str) -> None:
        """Take the raw text from `start` to `end`, which renders `data`, into the open block.

        White space opens no block: the caller leaves it out.
        """
        element = self.stack[-1]
        if not self.pieces:
            self.element = element
        # A character reference is longer than what it renders.
        raw = data if end - start == len(data) else self.source[start:end]
        self.pieces.append(_new(Piece, (start, raw, False)))
        self.rendered.append(data)
        if data.isspace():
            return
        _, _, flags, _, _, _, _, _, _ = element
        if flags & UNSEEN:
            self.unseen.append((Stretch(len(self.pieces) - 1, flags, data), element))
            return
        if self.first_seen is None:
            self.first_seen = (len(self.pieces) - 1, element)
        self._count(element, len(data))

    def _count(self, element: OpenElement, length: int) -> None:
        """Count what stands in `element` among the characters of the open block."""
        _, _, flags, _, near, _, _, _, _ = element
        self.all_near &= near
        if flags & LINK:
            self.link_chars += length
        if flags & _BOLD:
            self.bold_chars += length

    def _leave_out_unseen(self) -> None:
        """Take what no reader sees out of the open block."""
        gone = out_of_sight([stretch for stretch, _ in self.unseen], self.first_seen is not None)
        left = [(stretch, element) for stretch, element in self.unseen if stretch.piece not in gone]
        for stretch, element in left:
            self._count(element, len(stretch.rendered))
        firsts = [(stretch.piece, element) for stretch, element in left[:1]]
        self.element = min(firsts if self.first_seen is None else [*firsts, self.first_seen])[1]
        if gone:
            self.pieces = [piece for number, piece in enumerate(self.pieces) if number not in gone]
            self.has_break = True

    def _line_break(self, token: Token) -> None:
        """A ``<br>``: a new block after a blank line or a finished sentence."""
        if not self.pieces:
            return
        if self._ends_here():
            self._flush()
        else:
            self.pieces.append(Piece(self._place(token), token.source or "", is_break=True))
            self.has_break = True

    def _ends_here(self) -> bool:
        for _, raw, is_break in reversed(self.pieces):
            stripped = raw.rstrip()
            if is_break:
                return True
            if stripped:
                return stripped[-1] in _LINE_ENDS or len(stripped) < _SHORT_LINE
        return True

    def _flush(self) -> None:
        """Close the open block, if it renders anything."""
        pieces = self.pieces
        if not pieces:
            return
        if self.document.is_cut and not self.is_finished:
            self.has_break = True
            last, raw, is_break = pieces[-1]
            if not is_break:
                pieces.append(Piece(last + len(raw), "", is_break=True))
            return
        if self.unseen:
            self._leave_out_unseen()
            pieces = self.pieces
        text = None if self.has_break else plain_text("".join(self.rendered))
        if text is None:
            text = normalise(pieces, has_references=True)[0]
        if text:
            self._add_block(text)
        self.pieces, self.rendered = [], []
        self.has_break = False
        self.link_chars = self.bold_chars = self.n_links = 0
        self.all_near = -1
        self.unseen, self.first_seen = [], None

    def _add_block(self, text: str) -> None:
        document, pieces = self.document, self.pieces
        _, _, flags, hints, _, _, container, signature, depth = self.element
        first, first_raw, _ = pieces[0]
        last, last_raw, _ = pieces[-1]
        length, link_chars, bold_chars = len(text), self.link_chars, self.bold_chars
        block = (
            first + len(first_raw) - len(first_raw.lstrip()),
            last + len(last_raw.rstrip()),
            text,
            pieces,
            True,
            container,
            document.containers.tags[container],
            flags,
            hints,
            self.all_near,
            link_chars if link_chars < length else length,
            self.n_links,
            bold_chars if bold_chars < length else length,
            depth,
            0,
            0,
            False,
            signature,
        )
        document.blocks.append(_new(TextBlock, block))
        document.is_cut = len(document.blocks) == MAX_BLOCKS - 1
