"""Countries of descriptions, read anew where the place they were read from is another one in its article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName
from pipelines.corpus.entities.keys import EntityKey, known_key
from pipelines.corpus.entities.rows import MentionRow, group_by_article


def reread_countries(
    rows: Sequence[MentionRow], keys: Mapping[MentionRow, EntityKey], known: Mapping[EntityKey, KnownName]
) -> list[MentionRow]:
    """The rows, those of descriptions in the country of the place in them: "the mayor of Valence", that of the Drôme.

    A description is read when nothing is known but its words, and its place is the best known of the name. Where
    an article means the state of a country's name, what else was read from that country's is of none.
    """
    read: list[MentionRow] = []
    for found in group_by_article(rows).values():
        others = [row for row in found if row.kind == "name" and row.type == "LOC" and _is_other(row, keys[row])]
        countries = {row: known[keys[row]].country if keys[row] in known else None for row in others}
        states = {best.country for best in map(look_up, (row.surface for row in others)) if best and best.is_country}
        read += filter(None, (_reread(row, countries, states) for row in found))
    return read


def _reread(row: MentionRow, countries: Mapping[MentionRow, str | None], states: set[str | None]) -> MentionRow | None:
    """A row by its article's places that are no best known ones; None where it was read from another's country."""
    if row.kind == "name" or row.country is None:
        return row
    for place, country in countries.items():
        if row.start <= place.start and place.end <= row.end:
            return replace(row, country=country)
    return None if row.country in states else row


def _is_other(row: MentionRow, key: EntityKey) -> bool:
    """Whether a place name means another place than the best known of its name."""
    best = look_up(row.surface)
    return best is not None and best.type == "LOC" and known_key(best) != key
