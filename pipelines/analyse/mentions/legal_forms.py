"""Forms in law behind the names of firms: "Varga Inc.", "Lorne & Co", "Zorvane SA"."""

from __future__ import annotations

import re
from functools import cache

from pipelines.languages.patterns import one_of
from pipelines.languages.world import read_world


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf",? (?:& )?(?:{one_of(read_world()['legal_forms'])})\.?$")


def without_form(name: str) -> str:
    """A firm's name as news has it; any other name as it is."""
    short, before = name, ""
    while short != before:
        before, short = short, _form().sub("", short)
    return short or name
