"""Short forms by which an article calls what it names in full: "Varga", of "Varga Group"; "the Games"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import fold_name
from pipelines.corpus.entities.keys import EntityKey
from pipelines.corpus.entities.rows import MentionRow
from pipelines.languages.names import Pack, load_pack
from pipelines.text.words import fold_word

_EDUCATION = "EDU"
#: Letters of a word that is too short to call a body by.
_SHORT = 3


def join_short_forms(keys: dict[MentionRow, EntityKey], rows: Sequence[MentionRow]) -> None:
    """Give what one article calls by a short form the key of the one body that it names in full.

    ``rows`` are its mentions of bodies, places and the rest; of a short form only its name tells who it is.
    """
    full: defaultdict[str, set[EntityKey]] = defaultdict(set)
    schools: set[EntityKey] = set()
    for row in rows:
        pack = load_pack(row.language)
        if row.type == "ORG" and pack is not None:
            for form in set(_short_forms(row.surface, pack)):
                full[form].add(keys[row])
            if row.sector == _EDUCATION:
                schools.add(keys[row])
    for row in rows:
        meant = full.get(fold_name(row.surface), set()) - {keys[row]}
        # "The North Atlantic" is not its council, but who works "at Clemson" does at the university.
        may_be = row.type == "ORG" or (row.type == "LOC" and meant <= schools)
        if len(meant) == 1 and may_be and keys[row].scheme == "name" and look_up(row.surface) is None:
            keys[row] = next(iter(meant))


def _short_forms(name: str, pack: Pack) -> Iterator[str]:
    """What a body may be called by: without its noun at either end, what it looks after, without the place it is in."""
    words = [fold_word(word) for word in name.replace("’", "'").replace("'", "' ").split()]
    if words[0] in pack.determiners:
        yield fold_name(" ".join(words[1:]))
    for at in range(1, len(words)):
        left, right = words[:at], words[at:]
        if _are_nouns(right, pack) and not _are_nouns(left, pack):
            yield fold_name(" ".join(left))
        if (_are_nouns(left, pack) and right[0] not in pack.determiners) or _is_place(left, right, pack):
            yield fold_name(" ".join(right))
        if at > 1 and _is_of_place(right, pack):
            yield fold_name(" ".join(left))
        if _is_ministry(left, pack):
            yield fold_name(" ".join(right))


def _are_nouns(words: Sequence[str], pack: Pack) -> bool:
    """Whether a part of a name is no more than a noun for bodies."""
    return len(words) == 1 and pack.head_types.get(words[0]) == "ORG"


def _is_place(left: Sequence[str], right: Sequence[str], pack: Pack) -> bool:
    """Whether a body's name is that of a place and what no noun is: "Ohio Freedom Caucus", "Varna Lanterns"."""
    is_name = len(right) > 1 or (len(right[0]) > _SHORT and right[0] not in pack.head_types)
    place = look_up(" ".join(left)) if is_name else None
    return place is not None and place.type == "LOC"


def _is_of_place(right: Sequence[str], pack: Pack) -> bool:
    """Whether a body's name ends with the place it is of: "Parti libéral [du Québec]"."""
    if right[0] not in pack.body_links or len(right) == 1:
        return False
    first = 2 if right[1] in pack.determiners and len(right) > 2 else 1
    place = look_up(" ".join(right[first:]))
    return place is not None and place.type == "LOC"


def _is_ministry(left: Sequence[str], pack: Pack) -> bool:
    """Whether a name begins as a ministry's does: "department of", "ministère de la"."""
    return any(
        tuple(left[: len(head)]) == head and tuple(left[len(head) :]) in pack.ministry_linkers
        for head in pack.ministry_heads
    )
