"""Spans of a text that may be names: what rules and model found, runs of capitals, and their parts.

All spans are pairs of words (first, end) of :func:`find_words`, so that what is
said of a candidate can be looked up in arrays over the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipelines.languages.names import Pack
from pipelines.text.words import Word

Pair = tuple[int, int]

#: Words between two parts of a name, and a run's units, beyond which no more parts are tried.
_MOST_LINKERS, _MOST_UNITS, _MOST_PARTS, _MOST_STEPS = 3, 4, 4, 7
#: Units that a part of a longer run may lack.
_MOST_LACKING = 2
#: A line's end, or more than one space.
WIDE = 2
_JOINERS = frozenset("-&'’/.")


def find_candidates(
    words: Sequence[Word], gaps: Sequence[int], is_adjective: Sequence[bool], is_noun: Sequence[bool], pack: Pack
) -> set[Pair]:
    """Runs of capitals with what may belong to them on either side; ``gaps`` are those of :func:`find_gaps`."""
    found: set[Pair] = set()
    units = list(_units(words))
    for chain in _chains(words, gaps, units, pack):
        for spans in _parts(chain):
            found.update(spans)
        first, end = chain[0][0][0], chain[-1][-1][1]
        for start in _heads_before(words, gaps, first, pack):
            found.update((start, run[-1][1]) for run in chain[:2])
        if not pack.head_is_last:
            found.update(
                (first, stop) for stop in _stops_after(words, gaps, chain[0][-1][1], is_adjective, is_noun, pack)
            )
            if len(chain) > 1:
                found.update((first, stop) for stop in _stops_after(words, gaps, end, is_adjective, is_noun, pack))
    return found | {(first + 2, end) for first, end in found if first + 2 < end and _is_prefixed(words, first)}


def _is_prefixed(words: Sequence[Word], first: int) -> bool:
    """Whether a small word is bound to a capital: "post-World War II"."""
    return words[first].surface.islower() and words[first + 1].surface == "-" and words[first + 2].is_capital


def find_gaps(text: str, words: Sequence[Word]) -> list[int]:
    """What parts each word from the one before, and the last from the end: 0 nothing, 1 a space, `WIDE` more."""
    gaps = [WIDE]
    for before, word in pairwise(words):
        between = text[before.end : word.start]
        gaps.append(WIDE if len(between) > 1 or between == "\n" else len(between))
    return [*gaps, WIDE]


def _units(words: Sequence[Word]) -> Iterator[Pair]:
    """Words written as one: "Brin-sur-Seille", "O'Brien", "AT&T"; the others are alone."""
    at = 0
    while at < len(words):
        end = at + 1
        while (
            end + 1 < len(words)
            and words[end].surface in _JOINERS
            and words[end - 1].end == words[end].start
            and words[end].end == words[end + 1].start
            and words[end + 1].surface[0].isalnum()
            and words[end - 1].surface[0].isalnum()
        ):
            end += 2
            while words[end - 1].surface[-1] in "'’" and end < len(words) and words[end - 1].end == words[end].start:
                end += 1
        yield at, end
        at = end


def _is_capital(words: Sequence[Word], unit: Pair) -> bool:
    """Holds a capital ("al-Assad"), or a digit beside letters."""
    for word in words[unit[0] : unit[1]]:
        first = word.surface[0]
        if first.isupper() or (first.isdigit() and not word.surface.isdigit()):
            return True
    return False


def _chains(words: Sequence[Word], gaps: Sequence[int], units: list[Pair], pack: Pack) -> Iterator[list[list[Pair]]]:
    """Runs of units with capitals, those that only linkers part in one list."""
    at = 0
    while at < len(units):
        if not _is_capital(words, units[at]):
            at += 1
            continue
        chain = [[units[at]]]
        at += 1
        while at < len(units) and len(chain) <= _MOST_PARTS:
            skipped = _linkers(words, units, at, pack)
            following = at + skipped
            if (
                following >= len(units)
                or not _is_capital(words, units[following])
                or not _on_one_line(gaps, units, at - 1, following)
            ):
                break
            if skipped:
                chain.append([units[following]])
            else:
                chain[-1].append(units[following])
            at = following + 1
        yield chain


def _linkers(words: Sequence[Word], units: list[Pair], at: int, pack: Pack) -> int:
    """How many linkers stand here."""
    count = 0
    while count < _MOST_LINKERS and at + count < len(units):
        first, end = units[at + count]
        if end - first > 1 or words[first].surface not in pack.name_linkers:
            break
        count += 1
    return count


def _on_one_line(gaps: Sequence[int], units: list[Pair], left: int, right: int) -> bool:
    """No wider gap than a space between the words, as a line's end would leave."""
    return all(gap < WIDE for gap in gaps[units[left][1] : units[right][0] + 1])


def _parts(chain: list[list[Pair]]) -> Iterator[Iterable[Pair]]:
    for a, first in enumerate(chain):
        yield _inner(first)
        for last in chain[a + 1 :]:
            heads = first[:1] if len(first) == 1 else (first[0], first[1])
            yield {(head[0], tail[1]) for head in heads for tail in {last[0], last[-1]}}


def _inner(run: list[Pair]) -> Iterable[Pair]:
    """All parts of a short run; of a long one its units and the parts that lack few of them."""
    size = len(run)
    if size <= _MOST_UNITS:
        parts = {(a, b) for a in range(size) for b in range(a, size)}
    else:
        parts = {(a, a) for a in range(size)}
        parts |= {(a, size - 1 - b) for a in range(_MOST_LACKING + 1) for b in range(_MOST_LACKING + 1 - a)}
    return {(run[a][0], run[b][1]) for a, b in parts}


def _heads_before(words: Sequence[Word], gaps: Sequence[int], first: int, pack: Pack) -> Iterator[int]:
    """Lower-case heads left of a run: "place Cuvier", "salle du Parc"."""
    at = first - 1
    while at >= 0 and first - at <= 4 and gaps[at + 1] < WIDE:
        word = words[at]
        if word.folded in pack.head_types and word.surface.islower():
            yield at
            return
        if word.surface not in pack.name_linkers and at != first - 1:
            return
        if not word.surface.islower():
            return
        at -= 1


def _stops_after(
    words: Sequence[Word],
    gaps: Sequence[int],
    at: int,
    is_adjective: Sequence[bool],
    is_noun: Sequence[bool],
    pack: Pack,
) -> Iterator[int]:
    """Where a name that goes on in lower case may end: "Conseil constitutionnel", "Union nationale des orphelins"."""
    steps = 0
    while at < len(words) and steps < _MOST_STEPS and gaps[at] < WIDE:
        linked = at
        while (
            linked < len(words)
            and linked - at < _MOST_LINKERS
            and gaps[linked] < WIDE
            and (words[linked].surface in pack.name_linkers or words[linked].surface == ",")
        ):
            linked += 1
        if gaps[linked] == WIDE or not (is_adjective[linked] or ((linked > at or steps) and is_noun[linked])):
            return
        at = linked + 1
        steps += 1
        yield at
