"""Bodies under their English names: "université de Milan", "Sénat"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import fold_name
from pipelines.languages.world import read_world

#: Of the names of a corpus so many are put into English once.
_REMEMBERED = 20_000


@lru_cache(maxsize=_REMEMBERED)
def body_in_english(folded: str) -> str:
    """The folded name of a body, in English where the world's data tell it: "universite de milan", of Milan."""
    for begins, forms in read_world()["bodies_of_places"].items():
        form = next((form for form in forms if folded.startswith(form)), None)
        if form is not None:
            place = look_up(folded.removeprefix(form))
            return f"{begins}{folded.removeprefix(form) if place is None else fold_name(place.name)}"
    return _common_bodies().get(folded) or _school_in_english(folded)


def _school_in_english(folded: str) -> str:
    """A university by what it is called: "universite luiss", "luiss university"; that of a town abroad as "of" it.

    In the USA "Washington University" is not the University of Washington.
    """
    for noun, forms in read_world()["schools"].items():
        own = next((folded.removeprefix(form) for form in forms if folded.startswith(form)), None)
        if own is not None:
            return f"{own} {noun}"
        place = look_up(folded.removesuffix(f" {noun}")) if folded.endswith(f" {noun}") else None
        if place is not None and place.type == "LOC" and place.country not in read_world()["states_with_many_schools"]:
            return f"{noun} of {fold_name(place.name)}"
    return folded


@cache
def _common_bodies() -> Mapping[str, str]:
    """Folded names of bodies that many states have, to the folded English ones."""
    return {fold_name(name): fold_name(body) for body, names in read_world()["common_bodies"].items() for name in names}
