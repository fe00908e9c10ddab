"""The country that an article speaks of, and that those who act in it act for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipelines.analyse.mentions.name_types import head_of_body
from pipelines.corpus.entities.rows import MentionRow
from pipelines.languages.world import read_world

#: Share of an article's mentions of countries that one must have to be meant without a word.
_CLEAR, _LEAST = 0.8, 2
#: The same for those who act for a state, by all who do, and how many times it outweighs any other.
_HOME, _TIMES_ANOTHER = 0.65, 3


def spoken_for(support: Counter[str], acting: Counter[str]) -> str | None:
    """The country an article speaks of nearly alone, or speaks of and acts for; that of all who act in it where the
    article speaks of it most."""
    clear = clear_country(support) or home_country(support + acting)
    if clear is not None or len(acting) != 1 or acting.total() < _LEAST:
        return clear
    best = min(support, key=lambda country: (-support[country], country), default=None)
    return best if best in acting else None


def support_of_kind(row: MentionRow, support: Counter[str]) -> Counter[str]:
    """How often an article speaks of the countries that have bodies of such a name: departments, or ministries."""
    world, head = read_world(), head_of_body(row.surface, row.language)
    departments = head in world["heads_of_departments"]
    ministries = head in world["heads_of_ministries"]
    return Counter(
        {
            country: count
            for country, count in support.items()
            if (not departments or country in world["states_with_departments"])
            and (not ministries or country not in world["states_without_ministries"])
        }
    )


def home_country(support: Mapping[str, int]) -> str | None:
    """The country that an article speaks of, and its persons act for, three times as often as any other."""
    ranked = sorted(support, key=lambda country: (-support[country], country))
    total = sum(support.values())
    if not ranked or support[ranked[0]] < max(_LEAST, _HOME * total):
        return None
    is_first = len(ranked) == 1 or support[ranked[0]] >= _TIMES_ANOTHER * support[ranked[1]]
    return ranked[0] if is_first else None


def clear_country(support: Mapping[str, int]) -> str | None:
    """The country an article speaks of nearly alone."""
    total = sum(support.values())
    best = min(support, key=lambda country: (-support[country], country), default=None)
    return best if best is not None and total >= _LEAST and support[best] >= _CLEAR * total else None
