"""Who may have spoken: the persons, bodies and documents of one parsed text, each with all the places that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.analyse.quotations.cues import Cues
from pipelines.analyse.quotations.possible_speakers import SUBJECTS, PossibleSpeakers
from pipelines.analyse.universal_tree import Span, Tree
from pipelines.records.analysis import Mention

#: What a party is known by, the most telling first.
NAME, DESCRIPTION, NOUN = "name", "nominal", "noun"
_SPEAK = frozenset({"PER", "ORG", "LOC"})
_CLOSING = frozenset({"»", "”", '"'})
_PRONOMINAL = frozenset({"PRON", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(slots=True)
class Party:
    """Somebody, or something, that words may be said by; ``heads`` are the tokens its ``spans`` hang on, in order.

    Not all that a verb of speech has for its subject ``speaks``.
    """

    kind: str
    type: str
    key: str
    spans: list[Span] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    speaks: bool = True


def find_parties(tree: Tree, possible: PossibleSpeakers, cues: Cues, sentences: set[int]) -> list[Party]:
    """The parties of a text, names first; ``sentences`` are the numbers of those with quotations."""
    parties = _Names(possible).parties
    taken = {at for party in parties for start, end in party.spans for at in range(*possible.tokens(start, end))}
    others: dict[tuple[str, str], Party] = {}
    described = _described(tree, possible, taken, _told(tree, cues, sentences))
    for kind, span, head, key, type_ in sorted(described, key=lambda one: one[1]):
        speaks = kind != NOUN or possible.can_speak(head) or tree.pos[head] in _PRONOMINAL
        party = others.setdefault((kind, key), Party(kind, type_, key, speaks=speaks))
        party.spans.append(span)
        party.heads.append(head)
    return [*parties, *others.values()]


def _described(
    tree: Tree, possible: PossibleSpeakers, taken: set[int], told: set[int]
) -> Iterator[tuple[str, Span, int, str, str]]:
    """Descriptions, nouns that can speak, and whatever is the subject of a verb of speech."""
    seen: set[int] = set()
    for mention in possible.mentions:
        if mention.kind != "name" and mention.type in _SPEAK:
            head = possible.head_of(mention)
            tokens = range(*possible.tokens(mention.start, mention.end))
            if taken.isdisjoint(tokens) and seen.isdisjoint(tokens):
                seen.update(tokens)
                yield DESCRIPTION, (mention.start, mention.end), head, tree.lemma[head], mention.type
    for at in range(len(tree)):
        if at in taken or at in seen:
            continue
        is_told = at in told and tree.pos[at] in _NOUNS and not possible.is_time(at)
        if possible.can_speak(at) or is_told:
            yield NOUN, possible.phrase(at), at, tree.lemma[at], "PER" if possible.is_human(at) else "ORG"


def _told(tree: Tree, cues: Cues, sentences: set[int]) -> set[int]:
    """The subjects of verbs of speech and of sentences with a quotation, and the nouns behind a verb behind a mark."""
    told = {at for at in range(len(tree)) if tree.relation[at] in SUBJECTS and tree.sentence[at] in sentences}
    for cue in filter(cues.is_cue, range(len(tree))):
        told.update(child for child in tree.children[cue] if tree.relation[child] in SUBJECTS)
        if not _CLOSING.isdisjoint(tree.word[max(cue - 4, 0) : cue]):
            behind = range(cue + 1, min(cue + 5, len(tree)))
            told.update([at for at in behind if tree.pos[at] in _NOUNS][:1])
    return {at for at in told if not cues.stands_for_other(at)}


class _Names:
    """The names of a text, put together where they name the same: a person by all names or by the first or last."""

    def __init__(self, possible: PossibleSpeakers) -> None:
        self._by_words: dict[tuple[str, ...], Party] = {}
        self._by_part: defaultdict[str, list[Party]] = defaultdict(list)
        named = [mention for mention in possible.mentions if mention.kind == "name" and mention.type in _SPEAK]
        for mention in named:
            words = _words(mention)
            if mention.type == "PER" and len(words) > 1:
                self._person(words)
        for mention in named:
            party = self._party(mention)
            party.spans.append((mention.start, mention.end))
            party.heads.append(possible.head_of(mention))
        self.parties = [*{id(party): party for party in self._by_words.values() if party.spans}.values()]

    def _party(self, mention: Mention) -> Party:
        words = _words(mention)
        if mention.type == "PER":
            known = self._by_words.get(words) or _nearest(self._by_part[words[-1]] or self._by_part[words[0]])
            return known or self._person(words)
        return self._by_words.setdefault((mention.type, *words), Party(NAME, mention.type, " ".join(words)))

    def _person(self, words: tuple[str, ...]) -> Party:
        """The bearer of a full name: that of one with more names or fewer, if the last is the same."""
        alike = (party for party in self._by_part[words[-1]] if party.key.endswith(words[-1]))
        known = next((party for party in alike if _holds(words, tuple(party.key.split()))), None)
        party = known or Party(NAME, "PER", " ".join(words))
        self._by_words[words] = party
        if known is None:
            for word in {words[0], words[-1]}:
                self._by_part[word].append(party)
        return party


def _holds(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether all words of a name are in the other."""
    return set(some) <= set(others) or set(others) <= set(some)


def _words(mention: Mention) -> tuple[str, ...]:
    return tuple(mention.surface.casefold().replace("’", "'").split()) or ("",)


def _nearest(parties: Sequence[Party]) -> Party | None:
    """Of the bearers of a name the one named last so far, else the one named first behind."""
    before = [party for party in parties if party.spans]
    return max(before, key=lambda party: party.spans[-1]) if before else next(iter(parties), None)
