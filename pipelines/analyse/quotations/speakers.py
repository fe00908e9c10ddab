"""Who speaks: the verb that introduces a quotation, and its subject or source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipelines.analyse.quotations.antecedents import Antecedents, Spoke
from pipelines.analyse.quotations.cues import Cues
from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.quotations.possible_speakers import SUBJECTS, PossibleSpeakers
from pipelines.analyse.relations import OBJECT, RELATIVE
from pipelines.analyse.universal_tree import Span, Tree
from pipelines.languages.quotations import QuotationWords
from pipelines.records.analysis import Mention, Timex

#: Clauses whose subject is that of the clause they belong to, and so many of them within each other at most.
_SHARING = frozenset({"conj", "xcomp", "advcl", "acl"})
_DEEPEST = 4
#: A subject stands so many words behind its verb, a source behind its phrase, at most.
_TO_SUBJECT, _TO_SOURCE = 6, 9
#: A noun behind its verb is its subject so many characters behind a quotation, at most.
_INVERTED_NEAR = 30
#: A clause that opens the next quotation is so many characters long at most.
_TO_NEXT = 60
_OPENS_NEXT = re.compile(r"[^.!?;:,«“\"\n]+[,:] ?[«“\"]")
_SPEAKS = frozenset({"PER", "ORG"})
_ENDS, _CLOSES = frozenset(".!?;:«“"), frozenset("»”")


class Said(NamedTuple):
    """The cue of a quotation, by its number, and the words that name its speaker; None where not told."""

    cue: int | None
    speaker: Span | None


class Speakers:
    """Answers who said what in one parsed text."""

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        words: QuotationWords,
        quoted: Sequence[QuotedSpan] = (),
        timexes: Sequence[Timex] = (),
    ) -> None:
        self._tree = tree
        self._words = words
        self._sources = [tuple(phrase.split()) for phrase in words.source_phrases]
        self.cues = Cues(tree, words)
        self.possible = PossibleSpeakers(tree, mentions, words, timexes)
        self.antecedents = Antecedents(tree, self.possible, words, quoted)

    def of_quotation(self, start: int, end: int, spoke_before: Spoke | None = None) -> Said:
        """The cue and the speaker of the words between two offsets, as their own sentence tells them.

        ``spoke_before`` is the speaker of the quotation before: a pronoun near
        by stands for them.
        """
        first, last = self.possible.tokens(start, end)
        cues = self.verbs_around(start, end)
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

    def verbs_around(self, start: int, end: int) -> list[int]:
        """The verbs of speech around the words between two offsets that may introduce them, the likeliest first."""
        first, last = self.possible.tokens(start, end)
        cues = self.cues.around(first, last)
        return [cue for cue in cues if cue < first] if self._opens_the_next(end) else cues

    def _opens_the_next(self, end: int) -> bool:
        """Whether the sentence behind words that end in a full stop opens the next ones: "…." Anna replied, "…"."""
        text = self._tree.text
        behind = text[end : end + _TO_NEXT].lstrip('”»" ')
        opened = _OPENS_NEXT.match(behind)
        return text[end - 1 : end] == "." and behind[:1].isupper() and opened is not None

    def of_verb(self, cue: int, quoted: Span, spoke_before: Spoke | None = None) -> Span | None:
        """The subject of a verb of speech outside a quotation; a pronoun is resolved."""
        pronoun = self.cues.inverted_pronoun(cue)
        if pronoun is not None:
            return self.antecedents.of(cue, pronoun, spoke_before)
        for subject in self.subjects(cue):
            if quoted[0] <= self._tree.start[subject] < quoted[1]:
                continue
            if self.cues.is_pronoun(subject):
                return self._of_pronoun(subject, spoke_before)
            party = self.possible.of_head(subject)
            if party is not None:
                return party
        before = self.cues.pronoun_before(cue)
        if before is not None:
            return self._of_pronoun(before, spoke_before)
        return self._subject_before(cue) or self._subject_behind(cue, quoted)

    def _subject_behind(self, cue: int, quoted: Span) -> Span | None:
        """Who stands behind a verb that follows its quotation, or one that only a clause beside has."""
        if self._tree.start[cue] < quoted[1]:
            # "Comme l'explique Anna Berg : «…»".
            is_beside = self._tree.relation[cue] == "advcl" and self._is_finite(cue)
            before = (at for at in self._behind(cue) if self._tree.start[at] < quoted[0])
            return self._first_mention(before) if is_beside else None
        if not self.cues.is_inverting(cue):
            return None
        behind = self._behind(cue)
        is_near = self._tree.start[cue] - quoted[1] <= _INVERTED_NEAR
        found = self._first_mention(behind) or (self._inverted_noun(behind) if is_near else None)
        return found if found is not None and not quoted[0] <= found[0] < quoted[1] else None

    def _subject_before(self, cue: int) -> Span | None:
        """The subject named nearest before a verb whose own the parser lost, where no verb stands between."""
        tree = self._tree
        if "Part" in tree.features(cue, "VerbForm") and self.cues.is_inverting(cue) is False:
            return None
        for at in range(cue - 1, tree.sentence_of(cue)[0] - 1, -1):
            if tree.pos[at] == "VERB" or tree.word[at] in _ENDS or tree.word[at] in _CLOSES:
                return None
            mention = self.possible.mention_of(at) if tree.relation[at] in SUBJECTS else None
            if mention is not None and mention.type in _SPEAKS:
                return self.possible.named(mention)
        return None

    def _of_pronoun(self, at: int, spoke_before: Spoke | None) -> Span | None:
        return self.antecedents.of(at, self._tree.word[at].lstrip("-"), spoke_before)

    def _of_aside(self, cue: int, spoke_before: Spoke | None) -> Span | None:
        """The speaker of an aside inside a quotation: the pronoun glued to its verb, or who follows it."""
        pronoun = self.cues.inverted_pronoun(cue)
        if pronoun is not None:
            return self.antecedents.of(cue, pronoun, spoke_before)
        return self._first_mention(self._behind(cue))

    def _behind(self, cue: int) -> range:
        """The tokens behind a verb among which its subject may be."""
        return range(cue + 1, min(cue + 1 + _TO_SUBJECT, len(self._tree)))

    def subjects(self, verb: int, depth: int = 0) -> Iterator[int]:
        """The words that may be the subject of a verb, the likeliest first.

        That of a relative clause is the noun it hangs on, of a verb without one that of its clause.
        """
        tree = self._tree
        own, governor = self._subjects_below(verb), tree.head[verb]
        if tree.relation[verb] == RELATIVE and all(tree.word[child] in self._words.relatives for child in own):
            yield governor
            return
        yield from own
        has_its_own = tree.relation[verb] == "advcl" and self._is_finite(verb)
        if tree.relation[verb] in _SHARING and not own and not has_its_own and depth < _DEEPEST:
            yield from self.subjects(governor, depth + 1)

    def _is_finite(self, verb: int) -> bool:
        """Whether a verb, or its auxiliary, has a person: its subject is its own."""
        helpers = (child for child in self._tree.children[verb] if self._tree.relation[child].startswith("aux"))
        return any("Fin" in self._tree.features(at, "VerbForm") for at in (verb, *helpers))

    def _subjects_below(self, verb: int) -> list[int]:
        return [child for child in self._tree.children[verb] if self._tree.relation[child] in SUBJECTS]

    def _source_near(self, first: int, last: int) -> Span | None:
        """Whom "selon", "according to" name in the sentence of a quotation."""
        for phrase in self._sources:
            for at in self.cues.places_of(phrase, first, last):
                opened = bisect_left(self._tree.start, self._tree.start[at] + len(" ".join(phrase)))
                behind = range(opened, min(opened + _TO_SOURCE, len(self._tree)))
                found = self._first_mention(behind, is_source=True)
                if found is None and " ".join(phrase) not in self._words.loose_sources:
                    found = self._source_noun(behind)
                if found is not None:
                    return found
        return None

    def _source_noun(self, places: range) -> Span | None:
        """The noun right behind "selon", "according to": a person, a body or a document."""
        for at in places:
            if self._tree.pos[at] in {"NOUN", "PROPN"}:
                return self.possible.of_head(at)
            if self._tree.pos[at] not in {"DET", "ADJ", "NUM"}:
                return None
        return None

    def _before_colon(self, first: int) -> Span | None:
        """Whom the sentence is about that ends in a colon before a quotation, whatever its verb."""
        opened = max(first - 3, 0)
        if ":" not in self._tree.word[opened:first]:
            return None
        sentence = range(self._tree.sentence_of(opened)[0], first)
        found = [mention for at in sentence if (mention := self.possible.mention_of(at)) and mention.type in _SPEAKS]
        subjects = [mention for mention in found if self.possible.is_subject(mention)]
        # Without a subject it is a heading: "Anna Berg: «…»", not "Strike in Oslo: «…»".
        party = next(filter(None, map(self.possible.of_head, self._main_subjects(sentence))), None)
        if not subjects and party is not None:
            return party
        free = [mention for mention in found if not self.possible.has_preposition(self.possible.head_of(mention))]
        return next(((mention.start, mention.end) for mention in subjects or free), None)

    def _main_subjects(self, sentence: range) -> list[int]:
        """The subjects of the verb that a sentence hangs on."""
        return [at for at in sentence if self._tree.relation[at] in SUBJECTS and self._is_root(self._tree.head[at])]

    def _is_root(self, at: int) -> bool:
        return self._tree.head[at] == at

    def of_paragraph(self, start: int, end: int) -> Span | None:
        """The one person that a paragraph is about: the only subject of its sentences."""
        heads = self._main_subjects(range(*self.possible.tokens(start, end)))
        parties = {self.possible.of_head(at) for at in heads}
        party = next(iter(parties), None)
        return party if len(parties) == 1 and party and self.possible.is_person(party) else None

    def hangs_on_object(self, cue: int, clause: int) -> bool:
        """Whether a clause tells what a thing is, not what was said: "soutenir l'hypothèse que …"."""
        tree, noun = self._tree, clause - 1
        is_object = tree.pos[noun] == "NOUN" and tree.head[noun] == cue and tree.relation[noun] in OBJECT
        return is_object and self.possible.of_head(noun) is None

    def _first_mention(self, places: Iterable[int], *, is_source: bool = False) -> Span | None:
        """The first person or body that begins at one of the tokens, stopping at the next clause.

        Behind a verb of speech, who stands behind a preposition is spoken to.
        """
        for at in places:
            word = self._tree.word[at]
            is_end = "\n" in word or word in _ENDS or (is_source and word == ",")
            if is_end or (self._tree.pos[at] == "VERB" and not self.cues.is_cue(at)):
                return None
            mention = self.possible.mention_of(at)
            if mention is not None and mention.type in _SPEAKS and (is_source or not self.possible.has_preposition(at)):
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
        return self.possible.of_head(noun) if is_beside and not self.possible.has_preposition(noun) else None
