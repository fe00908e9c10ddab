"""HTML into blocks: one pass over the tokens, with exact offsets.

The tokenizer gives each tag and text its place in the source, so a block's
words keep their way back. The open elements are followed with the few rules
of HTML that matter for reading (implied ends of ``<p>``, ``<li>``, cells);
no tree is built, so neither depth nor broken nesting costs anything.

Half of the time of cleaning a page is spent here, on some thousand tags. So a
tag is understood once for all its copies (`open_elements.learn`), and what is made
for each is a plain tuple.
"""

from __future__ import annotations

import re

from turbohtml import Token, tokenize

from pipelines.read.segmentation import markup, open_elements
from pipelines.read.segmentation.block_cutting import LINK, Cutter
from pipelines.read.segmentation.open_elements import (
    BLOCK,
    END,
    IMPLIED_ENDS,
    INLINE,
    KIND,
    NAME,
    NOTHING,
    OPAQUE,
    ROOT,
    VOID,
    Tag,
)
from pipelines.read.segmentation.text_blocks import Document

#: Elements of another language, whose own elements render nothing here.
_FOREIGN = frozenset({"svg", "math"})
#: The end tags of these close what is open inside.
_BREAKING = markup.BLOCK | markup.OPAQUE
#: An inline end tag looks for its element among so many.
_INLINE_REACH = 64
_LINK_TAG = re.compile(r"<(/?)a(?=[\s>])", re.IGNORECASE)
#: A start tag looks among so many for the element it ends.
_IMPLIED_REACH = 12


class _Reader(Cutter):
    """Follows the open elements and cuts the text between block tags."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.tokens = tokenize(source, capture_source=True)
        self.n_open: dict[str, int] = {}
        #: The next tag of a link as far as one was looked for: where it stands, and whether it closes.
        self.link_tag = (-1, False)

    def read(self) -> Document:
        """Read all tokens. A text ends where the next token begins, which is markup: texts do not follow each other."""
        stack, tokens, known, line_starts = self.stack, self.tokens, open_elements.KNOWN, self.line_starts
        open_element = {BLOCK: self._open_block, ROOT: self._open_root, OPAQUE: self._skip, VOID: self._void}
        for token in tokens:
            mark, written = token, token.source
            if written is None:
                text = token.data
                if not text or (text.isspace() and not self.pieces):
                    continue
                start = line_starts[token.line] + token.col
                following = next(tokens, None)
                if following is None:
                    self._text(start, len(self.source), text)
                    break
                self._text(start, line_starts[following.line] + following.col, text)
                mark, written = following, following.source or ""
            tag = known.get(written) or open_elements.learn(mark, written)
            kind, name, own_flags, own, _ = tag
            if kind == END:
                top = stack[-1]
                if top[NAME] != name:
                    self._close(name)
                elif top[KIND] == INLINE:
                    stack.pop()
                else:
                    self._pop()
            elif kind == INLINE:
                _, _, flags, hints, _, near, container, signature, depth = stack[-1]
                if own_flags & LINK:
                    flags = self._begin_link(flags)
                stack.append(
                    (name, INLINE, flags | own_flags, hints | own, near | own, own, container, signature, depth)
                )
            elif kind != NOTHING:
                open_element[kind](tag, mark)
        return self.finish()

    # --- start tags ---------------------------------------------------------

    def _open_block(self, tag: Tag, token: Token) -> None:
        kind, name, own_flags, own, own_signature = tag
        if self.pieces:
            self._flush()
        stack = self.stack
        _, _, flags, _, _, _, _, _, _ = stack[-1]
        if flags & LINK and not self._is_closed_link(token):
            self._end_link()
        if name in IMPLIED_ENDS or stack[-1][NAME] == "p":
            self._end_implied(name)
        _, _, flags, hints, _, near, container, signature, depth = stack[-1]
        near = 0 if kind == ROOT else near | own
        container = self.document.containers.add(container, name, own, len(self.document.blocks), own_signature)
        signature = (own_signature * 31 + signature) & 0x7FFFFFFF
        stack.append((name, BLOCK, flags | own_flags, hints | own, near, own, container, signature, depth + 1))
        self.n_open[name] = self.n_open.get(name, 0) + 1

    def _open_root(self, tag: Tag, token: Token) -> None:
        self._open_block(tag, token)
        if tag[1] == "html":
            self.document.language = token.attr("lang")

    def _end_implied(self, name: str) -> None:
        """Close what the start tag `name` ends without saying so."""
        if self.stack[-1][NAME] == "p" and name in markup.ENDS_PARAGRAPH:
            self._pop()
        rule = IMPLIED_ENDS.get(name)
        if rule is None:
            return
        ended, fences = rule
        for element in reversed(self.stack[-_IMPLIED_REACH:]):
            other = element[NAME]
            if other in fences:
                return
            if other in (ended, name):
                self._close(other)
                return

    def _void(self, tag: Tag, token: Token) -> None:
        name = tag[1]
        if name == "br":
            self._line_break(token)
        elif name == "hr":
            self._flush()
        elif name == "meta":
            key = token.attr("property") or token.attr("name") or token.attr("itemprop")
            content = token.attr("content")
            if key and content:
                self.document.meta.append((key.lower(), content))
        else:
            relation, target = token.attr("rel"), token.attr("href")
            if relation and target:
                self.document.links.append((relation.lower(), target))

    # --- links --------------------------------------------------------------

    def _is_closed_link(self, token: Token) -> bool:
        """Whether the link open where a block begins is closed before another opens; a forgotten one holds nothing."""
        place = self._place(token)
        if self.link_tag[0] < place:
            found = _LINK_TAG.search(self.source, place)
            self.link_tag = (found.start(), found[1] == "/") if found else (len(self.source), False)
        return self.link_tag[1]

    def _begin_link(self, flags: int) -> int:
        """Count a link that begins among these flags; returns those it begins with, outside any other link."""
        self.n_links += 1
        return self._end_link() if flags & LINK else flags

    def _end_link(self) -> int:
        """Free what follows of the link that was not closed; returns the flags that are left."""
        stack = self.stack
        for at in range(len(stack) - 1, 0, -1):
            name, kind, flags, hints, near, own, container, signature, depth = stack[at]
            if not flags & LINK:
                break
            stack[at] = (name, kind, flags & ~LINK, hints, near, own, container, signature, depth)
        _, _, flags, _, _, _, _, _, _ = stack[-1]
        return flags

    # --- opaque elements ----------------------------------------------------

    def _skip(self, opening: Tag, first: Token) -> None:
        """Read on to the end of the opaque element that `first` opens."""
        stack, known = self.stack, open_elements.KNOWN
        start = self._place(first)
        self._open_opaque(opening[1])
        script_type = first.attr("type") if opening[1] == "script" else None
        for token in self.tokens:
            written = token.source
            if written is None:
                self._opaque_text(token.data or "", script_type or "")
                continue
            tag = known.get(written) or open_elements.learn(token, written)
            if tag[0] == END:
                self._close(tag[1])
            elif self._breaks_out(tag):
                self.document.opaque.append((start, self._place(token)))
                self._open_block(tag, token)
                return
            elif tag[1] == "script":
                script_type = token.attr("type")
            if stack[-1][KIND] != OPAQUE:
                self.document.opaque.append((start, self._place(token) + len(written)))
                return
        self.document.opaque.append((start, len(self.source)))

    def _breaks_out(self, tag: Tag) -> bool:
        """Whether a start tag ends the opaque element around it; if not, it becomes a part of that.

        HTML's own rule: a block element breaks out of a drawing left open.
        """
        kind, name, _, _, _ = tag
        if kind in (VOID, NOTHING):
            return False
        parent = self.stack[-1][NAME]
        if parent in _FOREIGN and name != parent:
            if kind not in (BLOCK, ROOT):
                return False
            self._close(parent)
            if self.stack[-1][KIND] != OPAQUE:
                return True
        self._open_opaque(name)
        return False

    def _open_opaque(self, name: str) -> None:
        _, _, flags, hints, near, own, container, signature, depth = self.stack[-1]
        self.stack.append((name, OPAQUE, flags, hints, near, own, container, signature, depth))
        self.n_open[name] = self.n_open.get(name, 0) + 1

    def _opaque_text(self, data: str, script_type: str) -> None:
        name = self.stack[-1][NAME]
        if name == "script":
            if "ld+json" in script_type:
                self.document.scripts.append(data)
        elif name == "title" and self.document.title is None and not self.n_open.get("svg"):
            self.document.title = " ".join(data.split())

    # --- end tags -----------------------------------------------------------

    def _close(self, name: str) -> None:
        """Pop to an element, if it is open; an inline one stays in its block."""
        if self.stack[-1][NAME] == name:
            self._pop()
        elif name in _BREAKING:
            if self.n_open.get(name):
                while self.stack[-1][NAME] != name:
                    self._pop()
                self._pop()
            elif name == "p":
                self._flush()
        elif name == "br":
            self._flush()
        elif self.stack[-1][NAME] not in _FOREIGN:
            self._close_inline(name)

    def _close_inline(self, name: str) -> None:
        for back, element in enumerate(reversed(self.stack[-_INLINE_REACH:]), 1):
            if element[NAME] == name:
                for _ in range(back):
                    self._pop()
                return
            if element[KIND] == BLOCK:
                return

    def _pop(self) -> None:
        """Close the innermost element."""
        name, kind, _, _, _, _, container, _, _ = self.stack.pop()
        if kind == INLINE:
            return
        self.n_open[name] -= 1
        if kind == BLOCK:
            if self.pieces:
                self._flush()
            self.document.containers.ends[container] = len(self.document.blocks)

    def finish(self) -> Document:
        """Close what is still open and hand the document over."""
        self.is_finished = True
        self.document.is_cut = self.document.is_cut and bool(self.pieces)
        self._flush()
        while len(self.stack) > 1:
            self._pop()
        self.document.containers.ends[0] = len(self.document.blocks)
        return self.document


def read_html(source: str) -> Document:
    """The blocks and head facts of an HTML document.

    `source` has newlines normalised (no carriage return); offsets count its
    code points. Never fails: any text is some HTML.
    """
    return _Reader(source).read()
