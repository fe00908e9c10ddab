"""How much of anything we are willing to read."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on input, in bytes unless the name says otherwise.

    A news page of more than a few megabytes is a dump of something else; the
    default leaves it room. ``expansion_ratio`` is compared only once
    ``expansion_floor`` bytes have come out, because tiny files compress well.
    """

    document: int = 16 * MEBIBYTE
    line: int = 16 * MEBIBYTE
    expansion_ratio: int = 200
    expansion_floor: int = 8 * MEBIBYTE
    records: int = 5_000_000
    depth: int = 3
