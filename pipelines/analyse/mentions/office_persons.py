"""Whose office a description is: who is named right behind it, behind its phrase, or before it in apposition."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from pipelines.analyse.mentions.nominals import Description
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.records.analysis import Mention
from pipelines.text.words import Word, match_phrase

#: Words between the article of an office and the office: "the first [Conservative] MP".
_MOST_QUALIFIERS = 2
#: Marks between a role and the name behind it: "CEO: Anna Berg".
_PASSED = frozenset({"(", ".", ":", "\u200e"})
#: Words in which what an office is of ends, marks inside names, and those behind an apposition.
_LONGEST_PHRASE = 10
_WITHIN_NAMES, _CLOSING = frozenset({"-", "'", "’"}), frozenset({",", ".", ";", ":", ")", "»", "!", "?"})


class NamedPeople(NamedTuple):
    """The words of a text and those mentions that may be persons' by their start, all by their end."""

    words: tuple[Word, ...]
    mentions: Sequence[Mention]
    by_start: Mapping[int, int]
    by_end: Mapping[int, Sequence[int]]
    pack: Pack

    @classmethod
    def of(cls, words: tuple[Word, ...], mentions: Sequence[Mention], known: Set[int], pack: Pack) -> NamedPeople:
        """What no list knows may be a person's name, unless it begins with that of a body of the text."""
        bodies = tuple(f"{m.surface} " for m in mentions if m.type == "ORG" and m.kind == "name")
        by_start = {
            mention.start: at
            for at, mention in enumerate(mentions)
            if mention.type == "PER"
            or (mention.country is None and mention.start not in known and not mention.surface.startswith(bodies))
        }
        by_end: defaultdict[int, list[int]] = defaultdict(list)
        for at, mention in enumerate(mentions):
            by_end[mention.end].append(at)
        return cls(words, mentions, by_start, by_end, pack)

    def is_person(self, word: Word) -> bool:
        """Whether a person's name begins with a word."""
        return word.start in self.by_start and self.mentions[self.by_start[word.start]].type == "PER"

    def word_behind(self, at: int) -> int:
        """The word behind the mention of an index."""
        return bisect_left(self.words, self.mentions[at].end, key=lambda word: word.start)


def people_of(description: Description, named: NamedPeople, joined: Sequence[Mention]) -> list[int]:
    """Indices of those whose role a description is; what is not known for a person has it right before the name.

    ``joined`` are the mentions with the roles they were given so far.
    """
    if not description.role.is_person:
        return []
    people = _behind(description, named, joined)
    if not people and not description.role.is_plural and not description.does:
        people = _before(description, named, joined)
    are_persons = all(named.mentions[at].type == "PER" for at in people)
    is_right_before = not people or named.words[description.last].end + 1 == named.mentions[people[0]].start
    return people if are_persons or is_right_before else []


def _behind(description: Description, named: NamedPeople, joined: Sequence[Mention]) -> list[int]:
    """Those named right behind an office, behind its body, or behind the comma that ends its phrase."""
    people = _right_behind(description, named)
    if people:
        return people
    if description.body_end is not None:
        # "The president of the Assembly, Anna Berg": she is named behind the body.
        found = _right_behind(replace(description, last=description.body_end - 1), named)
        return [at for at in found if named.mentions[at].type == "PER" and not joined[at].role]
    return [] if description.role.is_plural else _behind_phrase(description, named, joined)


def _right_behind(description: Description, named: NamedPeople) -> list[int]:
    """Indices of the persons named right after a role; several after a plural.

    Of names with commas alone between them the first is the holder's: the rest may tell of others.
    """
    at, people, is_listed = description.last + 1, list[int](), False
    while at < len(named.words):
        word = named.words[at]
        if word.start in named.by_start:
            people.append(named.by_start[word.start])
            at = named.word_behind(people[-1])
            if not description.role.is_plural or is_listed or len(people) == len(description.countries):
                break
        elif word.folded in (named.pack.conjunctions if people else named.pack.adjectives_behind):
            is_listed = bool(people)
            at += 1
        elif _may_be_passed(named, at, is_first=not people):
            at += 1
        else:
            break
    return people if is_listed or len(people) == len(description.countries) else people[:1]


def _may_be_passed(named: NamedPeople, at: int, *, is_first: bool) -> bool:
    """Whether a comma, a civility with its point, or before the first name another mark stands here; no sentence ends
    between an office and its holder."""
    word, before = named.words[at], named.words[at - 1].folded
    is_short = word.folded in named.pack.civilities or before in named.pack.civilities
    if word.surface == "." and before not in named.pack.abbreviations:
        return False
    return word.folded == "," or is_short or (is_first and word.surface in _PASSED)


def _behind_phrase(description: Description, named: NamedPeople, joined: Sequence[Mention]) -> list[int]:
    """The person without a role whose name closes the phrase of an office: "la députée de Lorne, Anna Berg,"."""
    words = named.words
    after = match_phrase(named.pack.possession_after, words, description.head_end)
    reach = range(0) if after is None else range(after, min(after + _LONGEST_PHRASE, len(words) - 1))
    comma = next((at for at in reach if words[at].surface == ","), None)
    if comma is None or words[comma + 1].start not in named.by_start:
        return []
    person = named.by_start[words[comma + 1].start]
    within = words[reach.start : comma]
    is_whole = all(_is_of_phrase(word, named.pack) and not named.is_person(word) for word in within)
    return [person] if is_whole and _is_free(joined[person]) and _is_closed(named, person) else []


def _is_of_phrase(word: Word, pack: Pack) -> bool:
    """Whether a word may go on what an office is of: no mark, and no word for where somebody is."""
    is_word = word.surface[0].isalnum() or word.surface in _WITHIN_NAMES
    return is_word and word.folded not in pack.locatives


def _is_free(mention: Mention) -> bool:
    return mention.type == "PER" and mention.kind == "name" and not mention.role


def _is_closed(named: NamedPeople, person: int) -> bool:
    """Whether a mark follows a name, as it does behind an apposition."""
    behind = named.word_behind(person)
    return behind == len(named.words) or named.words[behind].surface in _CLOSING


def _before(description: Description, named: NamedPeople, joined: Sequence[Mention]) -> list[int]:
    """The person without a role that a role is in apposition to: "Anna Berg, la secrétaire générale du parti"."""
    at = _article_before(named.words, description.first, named.pack)
    while at > 0 and named.words[at].folded in named.pack.determiners:
        at -= 1
    if at <= 0 or named.words[at].surface != ",":
        return []
    return [n for n in named.by_end.get(named.words[at - 1].end, ()) if _is_free(joined[n])]


def _article_before(words: tuple[Word, ...], first: int, pack: Pack) -> int:
    """The word before a description, or where heads stand last the article before what qualifies it: "the Tory MP"."""
    at = first - 1
    for article in range(at, max(at - _MOST_QUALIFIERS, 0) - 1, -1) if pack.head_is_last else ():
        if words[article].folded in pack.determiners:
            return article
        if not words[article].surface[0].isalnum():
            break
    return at


def country_of_phrase(
    words: tuple[Word, ...], description: Description, country_at: Mapping[int, str | None], pack: Pack
) -> str | None:
    """The state that ends the phrase of its officer: "le ministre délégué auprès de la Défense du Maroc"."""
    if description.role.sector not in read_world()["sectors_of_states"] or description.body_end is not None:
        return None
    for at in range(description.last + 1, min(description.last + _LONGEST_PHRASE, len(words))):
        link = match_phrase(pack.possession_after, words, at)
        if link is not None and link < len(words) and words[link].start in country_at:
            return country_at[words[link].start]
        if not _is_of_phrase(words[at], pack):
            break
    return None
