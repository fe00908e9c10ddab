"""The key of an entity while its corpus is resolved: made here alone, so that nobody has to cut a string."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pipelines.analyse.mentions.known_name import KnownName, fold_name

#: What tells one entity from others: that it is a ``country``, what other data ``known`` it by, the kind of
#: body a state has one of (``group``), or only its ``name``.
Scheme = Literal["country", "known", "group", "name"]


class EntityKey(NamedTuple):
    """Which entity a mention stands for. A tuple, because a corpus compares and counts millions.

    ``value`` is what ``scheme`` says: a country's code, a key or name of a gazetteer, a kind of body, a folded
    name. ``town`` is that of a group that towns have too, "" for the state's own; ``country`` the state of a
    group, or that of a name which every state has ("Le Sénat").
    """

    type: str
    scheme: Scheme
    value: str
    town: str = ""
    country: str | None = None

    def __str__(self) -> str:
        """The text that ids are hashes of; another one would rename entities of published databases."""
        if self.scheme == "group":
            body = f"{self.value} of {self.town}" if self.town else self.value
            return f"{self.type}|group:{body}:{self.country}"
        if self.scheme == "name":
            return f"{self.type}|{self.value}" + (f"@{self.country}" if self.country else "")
        return f"{self.type}|{self.scheme}:{self.value}"


def country_key(country: str) -> EntityKey:
    """The key of a state, by its ISO 3166-1 alpha-3 code."""
    return EntityKey("LOC", "country", country)


def known_key(known: KnownName) -> EntityKey:
    """The key of what a gazetteer knows: its type and the key other data know it by, else its name."""
    if known.is_country and known.country is not None:
        return country_key(known.country)
    return EntityKey(known.type, "known", known.known_as or known.name)


def group_key(role: str, country: str, town: str = "") -> EntityKey:
    """The key of a body that each state, or each town, has one of: its army, its police."""
    return EntityKey("ORG", "group", role, town, country)


def person_key(surface: str) -> EntityKey:
    """The key of the person first mentioned by this spelling."""
    return EntityKey("PER", "name", fold_name(surface))


def name_key(kind: str, folded: str, country: str | None = None) -> EntityKey:
    """The key of what only its folded name tells, in ``country`` where each state has one of the name."""
    return EntityKey(kind, "name", folded, country=country)
