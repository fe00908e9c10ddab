"""Whom a pronoun beside a verb of speech stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.quotations.possible_speakers import SUBJECTS, PossibleSpeakers
from pipelines.analyse.universal_tree import Span, Tree
from pipelines.languages.quotations import QuotationWords
from pipelines.records.analysis import Mention

#: A pronoun stands for somebody named so many characters before, or who spoke so near, at most.
_REACH, _SPOKE_NEAR = 600, 250
#: Clauses that tell something beside, whose subject the next sentence seldom goes on with.
_ASIDES = ("acl", "advcl", "ccomp", "csubj")


class Spoke(NamedTuple):
    """Who spoke last, and where their words ended."""

    speaker: Span
    at: int


class Antecedents:
    """Resolves the pronouns of one parsed text that stand for a speaker."""

    def __init__(
        self, tree: Tree, possible: PossibleSpeakers, words: QuotationWords, quoted: Sequence[QuotedSpan]
    ) -> None:
        self._tree = tree
        self._possible = possible
        self._words = words
        self._quoted = quoted

    def of(self, at: int, pronoun: str, spoke_before: Spoke | None) -> Span | None:
        """Who is meant by a pronoun at a token: the last subject of the sentences before, or who spoke since.

        Nobody is where only somebody of another gender or number, or no person, could be meant.
        """
        if pronoun in self._words.nobodies:
            return None
        spoke = self._spoke_near(at, pronoun, spoke_before)
        if pronoun in self._words.several or pronoun in self._words.things:
            return spoke and spoke.speaker
        return self._person(self._named_before(self._tree.start[at], pronoun), spoke)

    def _person(self, named: Sequence[Mention], spoke: Spoke | None) -> Span | None:
        """Of the persons that a pronoun may stand for the last subject, or who spoke since."""
        subjects = [mention for mention in named if self._possible.is_subject(mention)]
        told = [mention for mention in self._of_last_sentence(subjects) if not self._is_aside(mention)]
        if spoke is not None and not (told and told[-1].start > max(spoke.at, spoke.speaker[1])):
            return spoke.speaker
        # Of several who are no subject, none is meant surely.
        last = told or subjects or (named if len({mention.surface for mention in named}) == 1 else [])
        return self._possible.named(last[-1]) if last else None

    def _spoke_near(self, at: int, pronoun: str, spoke_before: Spoke | None) -> Spoke | None:
        """Who spoke before, where that is near and a pronoun may stand for them."""
        if spoke_before is None or self._tree.start[at] - spoke_before.at > _SPOKE_NEAR:
            return None
        return spoke_before if self._may_be(spoke_before.speaker, pronoun) else None

    def _of_last_sentence(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Of some mentions those that stand in the sentence of the last of them."""
        sentences = [self._tree.sentence[self._tree.token_at(mention.start)] for mention in mentions]
        return [mention for mention, at in zip(mentions, sentences, strict=True) if at == sentences[-1]]

    def _named_before(self, start: int, pronoun: str) -> list[Mention]:
        """The persons named shortly before a pronoun, outside quotations, who may be meant."""
        starts = self._possible.starts
        near = self._possible.mentions[bisect_left(starts, start - _REACH) : bisect_left(starts, start)]
        return [
            mention
            for mention in near
            if mention.type == "PER"
            and not any(span.start <= mention.start < span.end for span in self._quoted)
            and self._may_be((mention.start, mention.end), pronoun)
        ]

    def _may_be(self, span: Span, pronoun: str) -> bool:
        """Whether gender, number and kind of somebody allow a pronoun."""
        is_person = self._possible.is_person(span)
        if pronoun in self._words.things:
            return not is_person
        if pronoun in self._words.several:
            return self._is_plural(span)
        meant, told = self._possible.told_gender(pronoun), self._possible.gender(span)
        is_group = bool(meant) and not self._possible.is_name(span) and self._is_plural(span)
        return is_person and not is_group and not (meant and told and meant != told)

    def _is_plural(self, span: Span) -> bool:
        tokens = range(*self._possible.tokens(*span))
        return any("Plur" in self._tree.features(at, "Number") for at in tokens)

    def _is_aside(self, mention: Mention) -> bool:
        """Whether a mention is the subject of a clause that hangs on another."""
        tree, (first, last) = self._tree, self._possible.tokens(mention.start, mention.end)
        verbs = [tree.head[at] for at in range(first, last) if tree.relation[at] in SUBJECTS]
        return any(tree.relation[verb].startswith(_ASIDES) for verb in verbs)
