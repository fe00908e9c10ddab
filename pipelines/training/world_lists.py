"""What the lists of the world pack that are made of open data share: which names are free, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipelines.analyse.mentions.gazetteer import look_up

#: The columns of lists of bodies.
BODY_COLUMNS = ("name", "known_as", "country", "sector", "names", "also")


def is_taken(name: str) -> bool:
    """Whether a place or a thing has a name; a body may be the very one of a list, of the table as it is now."""
    known = look_up(name)
    return known is not None and known.type != "ORG"


def write_list(path: Path, header: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows with their columns, tabs between them, under comments that say where they are from."""
    lines = ["\t".join(row) + "\n" for row in (columns, *rows)]
    path.write_text(header + "".join(lines), encoding="utf-8", newline="")
    print(f"{path}: {len(lines) - 1} rows")
