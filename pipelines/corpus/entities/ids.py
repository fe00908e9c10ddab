"""Ids of entities, made of what stays when documents come and go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pipelines.corpus.entities.keys import EntityKey
from pipelines.corpus.entities.person_names import has_full_given_name, name_parts
from pipelines.text.transliteration import sound_key


def entity_id_of(key: EntityKey) -> str:
    """The id of an entity that a gazetteer or the table of roles knows: a hash of its key."""
    return _hash(str(key))


def entity_ids(keys: Iterable[EntityKey]) -> dict[EntityKey, str]:
    """The id of each entity key; the keys come in the order of their first mentions.

    A person is known by the sound of the full name, so that another spelling or how often
    each is used changes nothing. Of two persons of one sound the first mentioned has that id,
    the other one of the spelling too. Any other name is known by its folded form alone: the
    type may be voted otherwise when documents come.
    """
    ids: dict[EntityKey, str] = {}
    taken: set[str] = set()
    for key in keys:
        entity_id = _hash(_identity(key))
        if entity_id in taken:
            entity_id = _hash(f"{_identity(key)}|{key}")
        taken.add(entity_id)
        ids[key] = entity_id
    return ids


def _identity(key: EntityKey) -> str:
    if key.scheme != "name":
        # What a gazetteer or the table of roles gives has no language or spelling in it.
        return str(key)
    if key.type == "PER" and has_full_given_name(key.value):
        # Sorted, because some put the surname first.
        return "person|" + " ".join(sorted(sound_key(part) for part in name_parts(key.value)))
    return str(key._replace(type="name"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
