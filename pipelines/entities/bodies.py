"""Mentions of places, bodies and the rest brought together: by gazetteers, equal forms and acronyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pipelines.entities.gazetteer import fold_name, look_up
from pipelines.entities.person_names import name_parts
from pipelines.entities.rows import MentionRow
from pipelines.entities.similarity import is_acronym_of


def cluster_bodies(rows: Sequence[MentionRow], types: Mapping[str, str]) -> dict[MentionRow, str]:
    """Entity keys of places, bodies and the rest: what gazetteers know, equal forms, acronyms.

    ``types`` gives the type of each folded name.
    """
    keys: dict[MentionRow, str] = {}
    long_names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.type == "ORG" and " " in row.surface:
            initials = "".join(part[0] for part in name_parts(row.surface))
            long_names[initials][row.surface] += 1
    for row in rows:
        keys[row] = _body_key(row, types[fold_name(row.surface)], long_names)
    return keys


def _body_key(row: MentionRow, kind: str, long_names: dict[str, Counter[str]]) -> str:
    known = look_up(row.surface)
    if known is not None:
        if known.is_country:
            return f"LOC|country:{known.country}"
        return f"{known.type}|known:{known.name}"
    longer = [
        (name, count)
        for name, count in sorted(long_names.get(fold_name(row.surface), Counter()).items())
        if kind == "ORG" and row.surface.isupper() and is_acronym_of(row.surface, name)
    ]
    if longer:
        best = min(longer, key=lambda item: (-item[1], item[0]))[0]
        return f"ORG|{fold_name(best)}"
    return f"{kind}|{fold_name(row.surface)}"
