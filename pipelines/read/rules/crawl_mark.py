"""What a crawler wrote before the words of a dump: "date 2021-01", on the line where the text begins.

It is no word of the article, and it would stand in its headline. Whoever dates
the document still reads it in the source.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*(date (?:19|20)\d\d-\d\d(?:-\d\d)?)[ \t]+(?=\S)")


def find_mark(source: str) -> tuple[str, int]:
    """The mark a text begins with and where the text's own words begin; nothing and 0 without one."""
    match = _MARK.match(source)
    return (match[1], match.end()) if match else ("", 0)
