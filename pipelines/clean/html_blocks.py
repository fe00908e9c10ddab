"""HTML into drafts: one pass over the tokens, with exact offsets.

The tokenizer gives each tag and text its place in the source, so a block's
words keep their way back. The open elements are followed with the few rules
of HTML that matter for reading (implied ends of ``<p>``, ``<li>``, cells);
no tree is built, so neither depth nor broken nesting costs anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from turbohtml import Token, TokenType, tokenize

from pipelines.clean import markup
from pipelines.clean.characters import Piece, normalise, plain_text
from pipelines.clean.drafts import MAX_BLOCKS, Container, Document, Draft
from pipelines.clean.frames import IMPLIED_ENDS, Frame, names_of

_TEXT, _START, _END = TokenType.TEXT, TokenType.START_TAG, TokenType.END_TAG
_HIDDEN = markup.FLAG["hidden"]
_LINK = markup.FLAG["a"]
_BOLD = markup.FLAG["strong"]
#: What these are called says nothing of a block.
_ROOTS = frozenset({"html", "body"})
#: Elements of another language, whose own elements render nothing here.
_FOREIGN = frozenset({"svg", "math"})


class _Reader:
    """Follows the open elements and cuts the text between block tags."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.document = Document()
        self.document.containers.append(Container(-1, "", 0, 0, 0))
        root = Frame("", True, False, 0, 0, 0, 0, 0, 0, 0)
        self.stack: list[Frame] = [root]
        self.open_tags: defaultdict[str, int] = defaultdict(int)
        self.pieces: list[Piece] = []
        self.rendered: list[str] = []
        self.has_break = False
        self.frame: Frame = root
        self.link_chars = 0
        self.bold_chars = 0
        self.n_links = 0
        self.all_near = -1
        self.is_finished = False
        self.opaque_since = -1
        self.script_type = ""

    def read(self) -> Document:
        """Read all tokens; each ends where the next one begins."""
        source, stack = self.source, self.stack
        # Line n begins at the length of the lines before it and their newlines.
        before_line = [0, *accumulate(map(len, source.split("\n")))]
        tokens = tokenize(source)
        following = next(tokens, None)
        next_start = 0
        while following is not None:
            token, start = following, next_start
            following = next(tokens, None)
            if following is None:
                next_start = len(source)
            else:
                line = following.line - 1
                next_start = before_line[line] + line + following.col
            kind = token.type
            if kind is _TEXT:
                frame = stack[-1]
                data = token.data or ""
                if frame.is_opaque:
                    self._opaque_text(frame.tag, data)
                elif self.pieces or not data.isspace():
                    self.text(start, next_start, data)
            elif kind is _START:
                self._start(token.tag or "", token, start, next_start)
            elif kind is _END:
                tag = token.tag or ""
                if stack[-1].tag == tag:
                    self._pop()
                else:
                    self.close(tag)
                if self.opaque_since >= 0 and not stack[-1].is_opaque:
                    self.document.opaque.append((self.opaque_since, next_start))
                    self.opaque_since = -1
        return self.finish()

    def _start(self, tag: str, token: Token, start: int, end: int) -> None:
        if tag in markup.VOID:
            self._void(tag, token, start, end)
            return
        self.open(tag, token.attrs)
        if self.stack[-1].is_opaque:
            if self.opaque_since < 0:
                self.opaque_since = start
            if tag == "script":
                self.script_type = token.attr("type") or ""
        elif tag == "html":
            self.document.language = token.attr("lang")

    def _opaque_text(self, tag: str, data: str) -> None:
        if tag == "script":
            if "ld+json" in self.script_type:
                self.document.scripts.append(data)
        elif tag == "title" and self.document.title is None and not self.open_tags.get("svg"):
            self.document.title = " ".join(data.split())

    def _void(self, tag: str, token: Token, start: int, end: int) -> None:
        if self.stack[-1].is_opaque:
            return
        if tag == "br":
            self.line_break(start, end)
        elif tag == "hr":
            self.flush()
        elif tag == "meta":
            name = token.attr("property") or token.attr("name") or token.attr("itemprop")
            content = token.attr("content")
            if name and content:
                self.document.meta.append((name.lower(), content))
        elif tag == "link":
            relation, target = token.attr("rel"), token.attr("href")
            if relation and target:
                self.document.links.append((relation.lower(), target))

    # --- text ---------------------------------------------------------------

    def text(self, start: int, end: int, data: str) -> None:
        """Take the raw text from `start` to `end`, which renders `data`, into the open block.

        White space opens no block: the caller leaves it out.
        """
        frame = self.stack[-1]
        if not self.pieces:
            self.frame = frame
        self.pieces.append(Piece(start, self.source[start:end]))
        self.rendered.append(data)
        if data.isspace():
            return
        self.all_near &= frame.near
        if frame.flags & _LINK:
            self.link_chars += len(data)
        if frame.flags & _BOLD:
            self.bold_chars += len(data)

    def line_break(self, start: int, end: int) -> None:
        """A ``<br>``: a new block after a blank line or a finished sentence."""
        if not self.pieces:
            return
        if self.pieces[-1].is_break or self._ends_here():
            self.flush()
        else:
            self.pieces.append(Piece(start, self.source[start:end], is_break=True))
            self.has_break = True

    def _ends_here(self) -> bool:
        for piece in reversed(self.pieces):
            stripped = piece.raw.rstrip()
            if piece.is_break:
                return True
            if stripped:
                return stripped[-1] in ".!?…:;»”\"'’)]。！？」" or len(stripped) < 45
        return True

    def flush(self) -> None:
        """Close the open block, if it renders anything."""
        if not self.pieces:
            return
        if self.document.is_cut and not self.is_finished:
            self.has_break = True
            if not self.pieces[-1].is_break:
                self.pieces.append(Piece(self.pieces[-1].raw_start + len(self.pieces[-1].raw), "", is_break=True))
            return
        pieces, rendered = self.pieces, self.rendered
        self.pieces, self.rendered = [], []
        frame, near = self.frame, self.all_near
        n_links, link_chars, bold_chars = self.n_links, self.link_chars, self.bold_chars
        self.link_chars = self.bold_chars = self.n_links = 0
        self.all_near = -1
        text = None if self.has_break else plain_text("".join(rendered))
        self.has_break = False
        if text is None:
            text = normalise(pieces, has_references=True)[0]
        if not text:
            return
        first, last = pieces[0], pieces[-1]
        self.document.drafts.append(
            Draft(
                first.raw_start + len(first.raw) - len(first.raw.lstrip()),
                last.raw_start + len(last.raw.rstrip()),
                text,
                pieces,
                True,
                frame.container,
                self.document.containers[frame.container].tag,
                frame.flags,
                frame.hints,
                near,
                min(link_chars, len(text)),
                n_links,
                min(bold_chars, len(text)),
                frame.depth,
                0,
                0,
                frame.signature,
            )
        )
        self.document.is_cut = len(self.document.drafts) == MAX_BLOCKS - 1

    # --- elements -----------------------------------------------------------

    def open(self, tag: str, attributes: Sequence[tuple[str, str | None]] | None) -> None:
        parent = self.stack[-1]
        if parent.is_opaque:
            if parent.tag not in _FOREIGN or tag == parent.tag:
                self._push(Frame(tag, False, *parent[2:]))
                return
            if tag not in markup.BLOCK:
                return
            # HTML's own rule: a block element breaks out of a drawing left open.
            self.close(parent.tag)
            parent = self.stack[-1]
        is_block = tag in markup.BLOCK
        if is_block:
            if self.pieces:
                self.flush()
            if parent.tag == "p" or tag in IMPLIED_ENDS:
                self._end_implied(tag)
                parent = self.stack[-1]
        _, _, _, flags, hints, _, near, container, signature, depth = parent
        flags |= markup.FLAG.get(tag, 0)
        own = 0
        names = ""
        if attributes:
            names, hidden = names_of(attributes)
            if hidden:
                flags |= _HIDDEN
            if names and tag not in _ROOTS:
                own = markup.hints(names)
                hints |= own
                near |= own
        if is_block:
            containers = self.document.containers
            kind = markup.signature(tag, names)
            containers.append(Container(container, tag, own, len(self.document.drafts), kind))
            container = len(containers) - 1
            signature = (kind * 31 + signature) & 0x7FFFFFFF
            depth += 1
        elif tag == "a":
            self.n_links += 1
        if tag in _ROOTS:
            near = 0
        self._push(Frame(tag, is_block, tag in markup.OPAQUE, flags, hints, near, own, container, signature, depth))

    def _end_implied(self, tag: str) -> None:
        if tag in markup.ENDS_PARAGRAPH and self.stack[-1].tag == "p":
            self.close("p")
        rule = IMPLIED_ENDS.get(tag)
        if rule is None:
            return
        ended, fences = rule
        for frame in reversed(self.stack[-12:]):
            if frame.tag in fences:
                return
            if frame.tag in (ended, tag):
                self.close(frame.tag)
                return

    def close(self, tag: str) -> None:
        """An end tag: pop to its element, if one is open; an inline one stays in its block."""
        if not self.open_tags.get(tag):
            if tag in ("br", "p"):
                self.flush()
            return
        is_block = tag in markup.BLOCK or tag in markup.OPAQUE
        if not is_block:
            if self.stack[-1].tag in _FOREIGN:
                return
            for frame in reversed(self.stack):
                if frame.tag == tag:
                    break
                if frame.is_block:
                    return
        while self.stack[-1].tag != tag:
            self._pop()
        self._pop()

    def _push(self, frame: Frame) -> None:
        self.stack.append(frame)
        self.open_tags[frame.tag] += 1

    def _pop(self) -> None:
        frame = self.stack.pop()
        self.open_tags[frame.tag] -= 1
        if frame.is_block and not frame.is_opaque:
            if self.pieces:
                self.flush()
            self.document.containers[frame.container].end = len(self.document.drafts)

    def finish(self) -> Document:
        """Close what is still open and hand the document over."""
        self.is_finished = True
        self.document.is_cut = self.document.is_cut and bool(self.pieces)
        self.flush()
        if self.opaque_since >= 0:
            self.document.opaque.append((self.opaque_since, len(self.source)))
        while len(self.stack) > 1:
            self._pop()
        self.document.containers[0].end = len(self.document.drafts)
        return self.document


def read_html(source: str) -> Document:
    """The drafts and head facts of an HTML document.

    `source` has newlines normalised (no carriage return); offsets count its
    code points. Never fails: any text is some HTML.
    """
    return _Reader(source).read()
