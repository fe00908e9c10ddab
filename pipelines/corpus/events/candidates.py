"""Pairs of clauses that can be one event, found by who takes part instead of by comparing all with all.

Who takes part must agree (:mod:`pipelines.corpus.events.identity`): of two lists the whole
shorter one is found in the longer, so it is enough to look up its rarest participant. Of two
deeds that both have actors and recipients both sides agree, so it is enough to look up one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from pipelines.corpus.events.dated_clauses import DatedClause, Party
from pipelines.corpus.events.identity import SYMMETRIC

Pair = tuple[int, int]
#: So few clauses are compared all with all: looking them up would cost more.
FEW = 20
#: Why one participant is found by another, by what, and whether it is a person.
Mark = tuple[str, str, bool]
#: How often an article calls somebody by a word.
Spread = Counter[str]
#: Clauses by the mark of one of their participants.
_Table = defaultdict[Mark, list[int]]
_NONE: Mapping[int, _Table] = {}


class Scopes(NamedTuple):
    """Where a clause is filed and where it looks; when one looks where another is filed, so does that one."""

    filed: Sequence[Hashable]
    sought: Sequence[Hashable]


class _Marks(NamedTuple):
    """What a participant is filed under and looked up by: two agree only if one's has the other's."""

    filed: frozenset[Mark]
    sought: frozenset[Mark]


class _Side(NamedTuple):
    """Participants that must agree with those of the sides named in ``others``, no fewer than they.

    One of any ``n_sought`` of them is found wherever they agree.
    """

    name: str
    parties: tuple[_Marks, ...]
    others: tuple[str, ...]
    n_sought: int = 1


class _Entry(NamedTuple):
    """A clause: of ``either`` side one is looked up where both must agree, ``word`` tells it where it has no date."""

    scopes: Scopes
    sides: tuple[_Side, ...]
    either: tuple[_Side, ...]
    word: str | None
    is_bare: bool


def find_pairs(clauses: Sequence[DatedClause], scopes_of: Callable[[DatedClause], Scopes]) -> set[Pair]:
    """Pairs of clauses of one type by index, the lower first: all that share a scope and may agree.

    Those that an article tells as one are among them. Participants that only their words tell apart
    agree within an article; where the clauses are of several, they are not looked for.
    """
    is_one_article = len({clause.article_id for clause in clauses}) == 1
    if is_one_article and len(clauses) <= FEW:
        return set(combinations(range(len(clauses)), 2))
    everyone = (party for clause in clauses for party in clause.distinct_parties) if is_one_article else ()
    spread = Counter(word for party in everyone for word in (*party.words, ""))
    entries = [_entry(clause, scopes_of(clause), spread) for clause in clauses]
    index = _Index(entries)
    pairs = set(_told_together(clauses))
    for at, entry in enumerate(entries):
        found = chain.from_iterable(index.seek(entry, scope) for scope in entry.scopes.sought)
        pairs.update((min(at, other), max(at, other)) for other in found if other != at)
    return pairs


def _told_together(clauses: Sequence[DatedClause]) -> Iterator[Pair]:
    chains: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for at, clause in enumerate(clauses):
        if clause.clause.chain is not None:
            chains[clause.article_id, clause.clause.chain].append(at)
    for members in chains.values():
        yield from combinations(members, 2)


class _Index:
    """Clauses by scope and side, then by the number of its participants, then by the mark of one of them."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._tables: defaultdict[tuple[Hashable, str], dict[int, _Table]] = defaultdict(dict)
        self._words: defaultdict[tuple[Hashable, str, bool], list[int]] = defaultdict(list)
        for at, entry in enumerate(entries):
            for scope in entry.scopes.filed:
                self._file(at, entry, scope)

    def _file(self, at: int, entry: _Entry, scope: Hashable) -> None:
        for side in entry.sides:
            table = self._tables[scope, side.name].setdefault(len(side.parties), defaultdict(list))
            for mark in frozenset().union(*(party.filed for party in side.parties)):
                table[mark].append(at)
        if entry.word is not None:
            for is_bare in {False, entry.is_bare}:
                self._words[scope, entry.word, is_bare].append(at)

    def seek(self, entry: _Entry, scope: Hashable) -> Iterator[int]:
        """Entries filed under a scope that may agree with one; itself perhaps among them, and some twice."""
        for side in entry.sides:
            yield from chain.from_iterable(self._rarest(side, scope, side.others))
        if entry.either:
            fewest: list[list[int]] = min((self._any(side, scope) for side in entry.either), key=_n_found)
            yield from chain.from_iterable(fewest)
        if entry.word is not None:
            # Whoever does it, a report that names nobody may be of it; of two that name somebody the sides tell.
            yield from self._words.get((scope, entry.word, not entry.is_bare), ())

    def _rarest(self, side: _Side, scope: Hashable, others: Iterable[str]) -> list[list[int]]:
        """What the rarest participants of a side find among other sides no shorter."""
        n = len(side.parties)
        tables = [
            table for name in others for size, table in self._tables.get((scope, name), _NONE).items() if size >= n
        ]
        found = sorted((_lists(party, tables) for party in side.parties), key=_n_found)
        return [entries for lists in found[: side.n_sought] for entries in lists]

    def _any(self, side: _Side, scope: Hashable) -> list[list[int]]:
        """What a side finds among sides of its name: its rarest participant where they are no shorter, else each."""
        n = len(side.parties)
        shorter = [table for size, table in self._tables.get((scope, side.name), _NONE).items() if size < n]
        among_shorter = chain.from_iterable(_lists(party, shorter) for party in side.parties)
        return [*self._rarest(side, scope, (side.name,)), *among_shorter]


def _lists(party: _Marks, tables: Iterable[_Table]) -> list[list[int]]:
    return [table[mark] for table in tables for mark in party.sought if mark in table]


def _n_found(lists: Sequence[Sequence[int]]) -> int:
    return sum(map(len, lists))


def _entry(clause: DatedClause, scopes: Scopes, spread: Spread) -> _Entry:
    is_undated, is_symmetric = clause.event_earliest is None, clause.clause.event_type in SYMMETRIC
    everyone = _marks(clause.distinct_parties, spread) if is_undated or is_symmetric else ()
    actors, recipients = (
        () if is_symmetric else _marks(parties, spread)
        for parties in (clause.distinct_actors, clause.distinct_recipients)
    )
    sides: tuple[_Side, ...]
    either: tuple[_Side, ...] = ()
    if is_symmetric:
        sides = (_Side("parties", everyone, ("parties",)),)
    elif actors and recipients:
        sides = either = (
            _Side("actors of both", actors, ("actors alone",)),
            _Side("recipients of both", recipients, ("recipients alone",)),
        )
    else:
        sides = (
            _Side("actors alone", actors, ("actors alone", "actors of both")),
            _Side("recipients alone", recipients, ("recipients alone", "recipients of both")),
        )
    if not is_undated:
        return _Entry(scopes, sides, either, None, False)
    # Of an event without date more than half of the shorter list suffice.
    undated = _Side("undated", everyone, ("undated",), (len(everyone) + 1) // 2)
    return _Entry(scopes, (*sides, undated), either, clause.word, not everyone)


def _marks(parties: Iterable[Party], spread: Spread) -> tuple[_Marks, ...]:
    return tuple(_marks_of(party, spread) for party in parties)


def _marks_of(party: Party, spread: Spread) -> _Marks:
    """A person agrees with others by its key only; with what is no person also by its state, or its words."""
    is_person = party.type == "PER"
    filed: set[Mark] = {("key", party.key, False)}
    sought = set(filed)
    others = (False,) if is_person else (False, True)
    if party.is_of_state and party.country:
        filed.add(("state", party.country, is_person))
        sought.update(("state", party.country, other) for other in others)
    if spread and party.article_id:
        # One has all the words of the other, and so the one that the article uses least; "" stands for no words.
        rarest = min(party.words, key=lambda word: (spread[word], word), default="")
        filed |= {("rarest", rarest, is_person), ("word", "", is_person)} | {
            ("word", word, is_person) for word in party.words
        }
        sought.update(("word", rarest, other) for other in others)
        sought.update(("rarest", word, other) for word in (*party.words, "") for other in others)
    return _Marks(frozenset(filed), frozenset(sought))
