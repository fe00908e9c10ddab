"""Open elements: what they inherit, which of them end each other, what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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
_NAMING = frozenset({"class", "id", "itemprop", "role", "data-testid", "data-component"})


class Frame(NamedTuple):
    """An open element, with what it inherits."""

    tag: str
    is_block: bool
    is_opaque: bool
    flags: int
    hints: int
    near: int
    own: int
    container: int
    signature: int
    depth: int


def names_of(attributes: Sequence[tuple[str, str | None]]) -> tuple[str, bool]:
    """What an element's attributes call it, and whether they hide it."""
    names = ""
    hidden = False
    for name, value in attributes:
        if name in _NAMING:
            if value:
                names = f"{names} {value}" if names else value
        elif name == "hidden":
            hidden = True
        elif name == "style" and value and "none" in value:
            style = value.replace(" ", "").lower()
            hidden = hidden or "display:none" in style
    return names, hidden
