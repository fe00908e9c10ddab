"""Open elements: what a tag says by itself, and what an element inherits."""

from __future__ import annotations

import re
from functools import lru_cache

from turbohtml import Token

from pipelines.read.segmentation import markup
from pipelines.read.segmentation.hidden_text import Attributes, hiding

#: Start tag → the element it ends, when one is open inside these fences.
IMPLIED_ENDS = {
    "li": ("li", frozenset({"ul", "ol", "menu"})),
    "dt": ("dd", frozenset({"dl"})),
    "dd": ("dt", frozenset({"dl"})),
    "tr": ("tr", frozenset({"table"})),
    "td": ("td", frozenset({"tr", "table"})),
    "th": ("th", frozenset({"tr", "table"})),
    "option": ("option", frozenset({"select"})),
}
#: Attributes that name what an element is for.
_SPEAKING = frozenset({"class", "id", "itemprop", "role", "data-testid", "data-component"})
#: What these are called says nothing of a block.
_ROOTS = frozenset({"html", "body"})
#: Elements without content that say something.
_TELLING = frozenset({"br", "hr", "meta", "link"})

#: Kinds of tags, and of the elements that start tags open.
END, INLINE, BLOCK, ROOT, OPAQUE, VOID, NOTHING = range(7)

#: What a start or end tag says, whatever is open around it: kind, name, flags and
#: hints (the bits of `markup.py`), number of its kind of element.
Tag = tuple[int, str, int, int, int]
#: An open element, with what it inherits: name, kind, flags, hints, hints of the
#: two innermost elements, its own, container, signature, depth. A plain tuple,
#: because one is made for every element of a page.
OpenElement = tuple[str, int, int, int, int, int, int, int, int]
NAME, KIND = 0, 1

#: Tags by the way they are written: the rows of a page, and the pages of a site, repeat them.
KNOWN: dict[str, Tag] = {}
_MOST_KNOWN, _LONGEST_KNOWN = 16384, 160
_LINK = re.compile(r'<a( class="[^"]*")? href="[^"]*"')


def learn(token: Token, written: str) -> Tag:
    """What a token of markup says; `KNOWN` remembers it by the way it is `written`."""
    link = _LINK.match(written) if written.startswith("<a ") else None
    if link:
        # The address says nothing: links are known by the rest of their tag.
        written = f"<a{link[1] or ''} {written[link.end() :]}"
        known = KNOWN.get(written)
        if known:
            return known
    name = token.tag
    if name is None:
        return _UNSEEN
    if written.startswith("</"):
        tag = (END, name, 0, 0, 0)
    elif name in markup.VOID:
        return (VOID, name, 0, 0, 0) if name in _TELLING else _UNSEEN
    else:
        attributes = token.attrs or ()
        is_anchor = name == "a" and is_mere_anchor(attributes)
        tag = _start_tag(name, names_of(attributes), hiding(attributes), is_anchor)
    if len(written) <= _LONGEST_KNOWN:
        if len(KNOWN) >= _MOST_KNOWN:
            KNOWN.clear()
        KNOWN[written] = tag
    return tag


#: Comments, images, doctypes: what renders no words and holds none.
_UNSEEN: Tag = (NOTHING, "", 0, 0, 0)


@lru_cache(maxsize=16384)
def _start_tag(name: str, names: str, hiding: int, is_anchor: bool) -> Tag:
    flags = hiding if is_anchor else markup.FLAG.get(name, 0) | hiding
    if name in _ROOTS:
        return ROOT, name, flags, 0, markup.signature(name, names)
    hints = markup.hints(names) if names else 0
    if name in markup.BLOCK:
        return BLOCK, name, flags, hints, markup.signature(name, names)
    return OPAQUE if name in markup.OPAQUE else INLINE, name, flags, hints, 0


def names_of(attributes: Attributes) -> str:
    """What an element's attributes call it."""
    return " ".join(value for name, value in attributes if value and name in _SPEAKING)


def is_mere_anchor(attributes: Attributes) -> bool:
    """Whether an ``<a>`` is a place to jump to and leads nowhere itself: what stands in it is no link."""
    said = {name for name, _ in attributes}
    return "href" not in said and ("name" in said or said == {"id"})
