"""The world's bodies and disputed places by their names: those that mean them, and those that may."""

from __future__ import annotations

from functools import cache

from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.languages.names import all_packs
from pipelines.languages.world import read_rows, read_world


@cache
def body_names() -> dict[str, KnownName]:
    """Folded names of the world's bodies and of its disputed places."""
    names: dict[str, KnownName] = {}
    for entry in read_world()["places"]:
        known = KnownName(entry["name"], "LOC", entry.get("country"))
        for alias in (entry["name"], *entry["aliases"]):
            names.setdefault(fold_name(alias), known)
    for known, sure, _ in bodies():
        for alias in sure:
            names.setdefault(fold_name(alias), known)
    for pack in all_packs():
        for canonical, aliases in pack.world_names.items():
            for alias in aliases:
                names.setdefault(fold_name(alias), names[fold_name(canonical)])
    return names


@cache
def doubtful_body_names() -> dict[str, KnownName]:
    """Folded names that mean a body only where a text has a body of that name: "Orange", "Time", "PS"."""
    return {fold_name(alias): known for known, _, doubtful in reversed(bodies()) for alias in doubtful}


@cache
def bodies() -> tuple[tuple[KnownName, tuple[str, ...], tuple[str, ...]], ...]:
    """Each body with the names that mean it, and those that may."""
    return tuple(
        (
            KnownName(
                row["name"], "ORG", row["country"] or None, row["sector"] or None, known_as=row["known_as"] or None
            ),
            tuple(filter(None, row["names"].split("|"))),
            tuple(filter(None, row["also"].split("|"))),
        )
        for row in read_rows("bodies.tsv")
    )


@cache
def known_bodies() -> dict[str, KnownName]:
    """The world's bodies by their canonical names."""
    return {known.name: known for known, _, _ in bodies()}
