"""Who speaks: the verb that introduces a quotation, and its subject or source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipelines.analyse.quotations.cues import Cues
from pipelines.analyse.relations import PASSIVE_SUBJECT, RELATIVE
from pipelines.analyse.universal_tree import Span, Tree
from pipelines.languages.quotations import QuotationWords
from pipelines.records.analysis import Mention

_SUBJECTS = PASSIVE_SUBJECT | {"nsubj", "nsubj:caus"}
#: Clauses whose subject is that of the clause they belong to.
_SHARING = frozenset({"conj", "xcomp", "advcl", "acl"})
#: How a name hangs on the noun of its bearer.
_NAMING = frozenset({"appos", "flat:name", "nmod"})
#: Letters of the longest pronoun that stands for the noun before it.
_LONGEST_RELATIVE = 5
#: Words before a noun that belong to its phrase.
_OF_PHRASE = frozenset({"DET", "ADJ", "NUM", "PROPN", "NOUN"})
#: A subject stands so many words behind its verb, a source behind its phrase, at most.
_TO_SUBJECT, _TO_SOURCE = 6, 9
#: A pronoun stands for somebody named so many characters before, or who spoke so near, at most.
_REACH, _SPOKE_NEAR = 600, 250
_SPEAKS = frozenset({"PER", "ORG"})
_ENDS = frozenset(".!?;:«“")


class Said(NamedTuple):
    """The cue of a quotation, by its number, and the words that name its speaker; None where not told."""

    cue: int | None
    speaker: Span | None


class Speakers:
    """Answers who said what in one parsed text."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], words: QuotationWords) -> None:
        self._tree = tree
        self._words = words
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]
        self._sources = [tuple(phrase.split()) for phrase in words.source_phrases]
        self.cues = Cues(tree, words)

    def of_quotation(self, start: int, end: int, spoke_before: Span | None = None) -> Said:
        """The cue and the speaker of the words between two offsets, as their own sentence tells them.

        ``spoke_before`` is the speaker of the quotation before: a pronoun near
        by stands for them.
        """
        first, last = self._tokens(start, end)
        cues = self.cues.around(first, last)
        for cue in cues:
            speaker = self.of_verb(cue, (start, end), spoke_before)
            if speaker is not None:
                return Said(cue, speaker)
        for cue in self.cues.inside(first, last):
            speaker = self._of_aside(cue, spoke_before)
            if speaker is not None:
                return Said(cue, speaker)
        source = self._source_near(first, last) or self._before_colon(first)
        return Said(cues[0] if cues and source is None else None, source)

    def of_verb(self, cue: int, quoted: Span, spoke_before: Span | None = None) -> Span | None:
        """The subject of a verb of speech outside a quotation; a pronoun is resolved."""
        if self.cues.has_inverted_pronoun(cue):
            return self._antecedent(cue, spoke_before)
        for subject in self._subjects(cue):
            if quoted[0] <= self._tree.start[subject] < quoted[1]:
                continue
            if self.cues.is_pronoun(subject):
                return self._antecedent(subject, spoke_before)
            party = self._party_of(subject)
            if party is not None:
                return party
        if self.cues.has_pronoun_before(cue):
            return self._antecedent(cue, spoke_before)
        if self._tree.start[cue] < quoted[1]:
            return None
        behind = self._behind(cue)
        found = self._first_mention(behind) or self._inverted_noun(behind)
        return found if found is not None and not quoted[0] <= found[0] < quoted[1] else None

    def _of_aside(self, cue: int, spoke_before: Span | None) -> Span | None:
        """The speaker of an aside inside a quotation: the pronoun glued to its verb, or who follows it."""
        if self.cues.has_inverted_pronoun(cue):
            return self._antecedent(cue, spoke_before)
        return self._first_mention(self._behind(cue))

    def _behind(self, cue: int) -> range:
        """The tokens behind a verb among which its subject may be."""
        return range(cue + 1, min(cue + 1 + _TO_SUBJECT, len(self._tree)))

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        """The first token of a span and the one behind its last."""
        return bisect_right(self._tree.start, start) - 1, bisect_left(self._tree.start, end)

    def _subjects(self, cue: int) -> Iterator[int]:
        """The words that may be the subject of a verb, the likeliest first."""
        tree = self._tree
        own, governor = self._subjects_below(cue), tree.head[cue]
        if tree.relation[cue] == RELATIVE and all(
            len(tree.word[child]) <= _LONGEST_RELATIVE and tree.pos[child] == "PRON" for child in own
        ):
            yield governor
        yield from own
        if tree.relation[cue] in _SHARING and not own:
            yield from self._subjects_below(governor)

    def _subjects_below(self, verb: int) -> list[int]:
        return [child for child in self._tree.children[verb] if self._tree.relation[child] in _SUBJECTS]

    def _source_near(self, first: int, last: int) -> Span | None:
        """Whom "selon", "according to" name in the sentence of a quotation."""
        for phrase in self._sources:
            for at in self.cues.places_of(phrase, first, last):
                behind = range(at + len(phrase), min(at + len(phrase) + _TO_SOURCE, len(self._tree)))
                found = self._first_mention(behind, is_source=True)
                if found is not None:
                    return found
        return None

    def _before_colon(self, first: int) -> Span | None:
        """Whom the sentence is about that ends in a colon before a quotation, whatever its verb."""
        opened = max(first - 3, 0)
        if ":" not in self._tree.word[opened:first]:
            return None
        sentence = range(self._tree.sentence_of(opened)[0], first)
        found = [mention for at in sentence if (mention := self._mention_of(at)) and mention.type in _SPEAKS]
        subjects = [mention for mention in found if self._is_subject(mention)]
        return next(((mention.start, mention.end) for mention in subjects or found), None)

    def _first_mention(self, places: Iterable[int], *, is_source: bool = False) -> Span | None:
        """The first person or body that begins at one of the tokens, stopping at the next clause.

        Behind a verb of speech, who stands behind a preposition is spoken to.
        """
        for at in places:
            word = self._tree.word[at]
            is_end = "\n" in word or word in _ENDS or (is_source and word == ",")
            if is_end or (self._tree.pos[at] == "VERB" and not self.cues.is_cue(at)):
                return None
            mention = self._mention_of(at)
            if mention is not None and mention.type in _SPEAKS and (is_source or not self._has_preposition(at)):
                return mention.start, mention.end
        return None

    def _inverted_noun(self, places: range) -> Span | None:
        """A noun with its article right behind a verb of speech: "indique le quotidien"."""
        pos = self._tree.pos
        article = next((at for at in places if pos[at] not in {"ADV", "AUX"}), None)
        if article is None or pos[article] != "DET" or article + 1 not in places:
            return None
        noun = self._tree.head[article]
        is_beside = article < noun <= article + 2 and pos[noun] == "NOUN"
        return self._party_of(noun) if is_beside and not self._has_preposition(noun) else None

    def _party_of(self, head: int) -> Span | None:
        """The words that name who a noun is: a name beside it, its mention, or its noun phrase."""
        tree, mention = self._tree, self._mention_of(head)
        if mention is None or mention.kind != "name":
            for child in tree.children[head]:
                named = self._mention_of(child) if tree.relation[child] in _NAMING else None
                if named is not None and named.kind == "name" and named.type == "PER":
                    return named.start, named.end
        if mention is not None:
            return mention.start, mention.end
        if tree.pos[head] not in {"NOUN", "PROPN"}:
            return None
        first, (opening, _) = head, tree.sentence_of(head)
        while first > opening and tree.pos[first - 1] in _OF_PHRASE:
            first -= 1
        return tree.bounds(first, head)

    def _mention_of(self, at: int) -> Mention | None:
        """The mention that holds a token, a name before a description."""
        start = self._tree.start[at]
        behind = bisect_right(self._starts, start)
        near = self._mentions[max(behind - 4, 0) : behind]
        holding = [mention for mention in near if mention.start <= start < mention.end]
        return min(holding, key=lambda mention: (mention.kind != "name", mention.start), default=None)

    def _antecedent(self, pronoun: int, spoke_before: Span | None) -> Span | None:
        """Who spoke near before a pronoun, else the person named last, the subject of a sentence first."""
        start = self._tree.start[pronoun]
        if spoke_before and 0 <= start - spoke_before[1] <= _SPOKE_NEAR:
            return spoke_before
        first, last = bisect_left(self._starts, start - _REACH), bisect_left(self._starts, start)
        near = [mention for mention in self._mentions[first:last] if mention.type == "PER"]
        candidates = [mention for mention in near if self._is_subject(mention)] or near
        return (candidates[-1].start, candidates[-1].end) if candidates else None

    def _is_subject(self, mention: Mention) -> bool:
        first, last = self._tokens(mention.start, mention.end)
        return not _SUBJECTS.isdisjoint(self._tree.relation[first:last])

    def _has_preposition(self, at: int) -> bool:
        relation = self._tree.relation
        return relation[at] == "pobj" or any(relation[child] == "case" for child in self._tree.children[at])
