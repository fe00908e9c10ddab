"""Spellings of one entity brought together, by blocking keys and then by comparing within a block."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipelines.entities.gazetteer import fold_name, look_up
from pipelines.entities.romanise import sound_key
from pipelines.entities.rows import MentionRow, group_by_article
from pipelines.entities.similarity import is_acronym_of, name_parts, name_similarity

#: From here on two full names of one block are one person.
SAME_PERSON = 0.6
#: Share of a surname's bearers' mentions one must have to be meant by the surname alone.
DOMINANT_SHARE = 0.8


class Groups:
    """Union-find over strings; the representative of a group is its least member."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def find(self, item: str) -> str:
        parent = self._parents.setdefault(item, item)
        while parent != self._parents[parent]:
            self._parents[item] = parent = self._parents[parent]
            item = parent
        return parent

    def join(self, left: str, right: str) -> None:
        a, b = self.find(left), self.find(right)
        if a != b:
            self._parents[max(a, b)] = min(a, b)


def cluster_people(rows: Sequence[MentionRow]) -> dict[MentionRow, str]:
    """Entity keys of person mentions: full names by sound, bare surnames by article, then by corpus."""
    surfaces = Counter(row.surface for row in rows)
    full = {surface: count for surface, count in surfaces.items() if len(name_parts(surface)) > 1}
    groups = _group_full_names(full)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for surface in sorted(full):
        members[groups.find(surface)].append(surface)
    canonical = {root: _canonical(names, full) for root, names in members.items()}
    key_of = {surface: f"PER|{canonical[groups.find(surface)]}" for surface in full}
    bearers = _bearers(key_of, full)
    keys: dict[MentionRow, str] = {}
    for article_rows in group_by_article(rows).values():
        named = [(row, key_of[row.surface]) for row in article_rows if row.surface in key_of]
        for row, key in named:
            keys[row] = key
        here = Counter(key for _, key in named)
        for row in article_rows:
            if row not in keys:
                keys[row] = _surname_key(row.surface, here, bearers)
    return keys


def _group_full_names(full: dict[str, int]) -> Groups:
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    groups = Groups()
    for surface in sorted(full):
        groups.find(surface)
        for part in {sound_key(part) for part in name_parts(surface) if len(part) > 2}:
            blocks[part].append(surface)
    for block in sorted(blocks):
        members = blocks[block]
        for at, left in enumerate(members):
            for right in members[at + 1 : at + 200]:
                if groups.find(left) != groups.find(right) and name_similarity(left, right, "PER") >= SAME_PERSON:
                    groups.join(left, right)
    return groups


def _canonical(names: Iterable[str], counts: dict[str, int]) -> str:
    """The normal form of a group: its most used spelling, folded; the first of equals."""
    return fold_name(min(names, key=lambda name: (-counts[name], fold_name(name), name)))


def _bearers(key_of: dict[str, str], counts: dict[str, int]) -> dict[str, Counter[str]]:
    """Sound of each word of a full name -> how often each person bearing it is named."""
    bearers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for surface, key in key_of.items():
        for part in sorted({sound_key(part) for part in name_parts(surface)[1:]}):
            bearers[part][key] += counts[surface]
    return dict(bearers)


def _surname_key(surface: str, here: Counter[str], bearers: dict[str, Counter[str]]) -> str:
    """The person a bare surname means: one of the article's, else the corpus's dominant bearer, else itself."""
    candidates = bearers.get(sound_key(name_parts(surface)[-1]), Counter())
    local = {key: here[key] for key in candidates if here[key] and _may_mean(surface, key)}
    if local:
        return min(local, key=lambda key: (-local[key], key))
    fitting = {key: count for key, count in candidates.items() if _may_mean(surface, key)}
    if fitting:
        best = min(fitting, key=lambda key: (-fitting[key], key))
        if fitting[best] >= DOMINANT_SHARE * sum(fitting.values()):
            return best
    return f"PER|{fold_name(surface)}"


def _may_mean(surface: str, key: str) -> bool:
    return name_similarity(surface, key.split("|", 1)[1], "PER") >= SAME_PERSON


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
