"""Whether words tell what happened on a day of the week, as the shortest news does and no page about a site."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.read.publication_date.month_names import weekdays

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Two days with so many words between them are hours of business: "Monday to Friday", "du lundi au vendredi".
_RANGE_WORDS = 2


def tells_a_day(text: str) -> bool:
    """Whether a day of the week is named, and no span of such days."""
    words = [word.lower() for word in _WORD.findall(text)]
    days = [at for at, word in enumerate(words) if word in weekdays()]
    return bool(days) and all(after - before > _RANGE_WORDS for before, after in pairwise(days))
