"""Memory that a large page took, given back to the system.

The C library keeps what a program frees, for its next use. After a page of
some megabytes, whose tree and columns fill tens of them, that is more than all
later pages need; and pages come in any order, so that a process that cleans
them for hours would end at the height of the largest.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache

#: Pages of more characters leave enough behind to ask for it. Asked more often, the system takes back what the
#: next page needs: from 150,000 on every page fetched a hundred of its memory pages anew.
LARGE = 300_000


@lru_cache(maxsize=1)
def _trim() -> Callable[[int], int] | None:
    """glibc's own function; other C libraries have none, and less need of it."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return found


def give_back() -> None:
    """Give the system what is free, where the C library can."""
    trim = _trim()
    if trim is not None:
        trim(0)
