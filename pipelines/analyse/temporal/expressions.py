"""The symbolic form of a temporal expression: ``key=value`` pairs, read without a date.

``value=2021-01-10``        a TIMEX3 value that needs no anchor
``date=XXXX-01-10``         a date with unknown parts; ``weekday=7`` narrows it
``weekday=1``               the nearest Monday
``shift=-1;unit=D``         so many units from the anchor
``anchor=last``             counted from the expression before, not from publication
``direction=past``          where the words look: ``past``, ``future``, ``present``
``choose=next``             *which* occurrence: ``last`` or ``next`` (*lundi dernier*)
``before=2019-11-15``       a later limit said in the same breath
``after=last``              of the year of the date said just before
``years=-1``                of so many years before, alone: the last period named, a year earlier
``holiday=E-2;offset=-1``   a feast (see ``pipelines/text/holidays.py``), so many days from it
``clock=TEV``               part of the day or time of the day
"""

from __future__ import annotations

from collections.abc import Mapping


def write_expression(parts: Mapping[str, str]) -> str:
    """Return the pairs as one string, empty ones left out, in the order given."""
    return ";".join(f"{key}={value}" for key, value in parts.items() if value)


def read_expression(expression: str) -> dict[str, str]:
    """Return the pairs of an expression; raises ValueError on anything else."""
    pairs = {}
    for part in expression.split(";"):
        key, equals, value = part.partition("=")
        if not equals:
            raise ValueError(f"Expected key=value in a temporal expression, found {part!r} in {expression!r}")
        pairs[key] = value
    return pairs
