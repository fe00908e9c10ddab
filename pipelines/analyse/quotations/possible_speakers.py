"""Who can speak: the names, nouns and subjects of one parsed text, and of which gender they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipelines.analyse.relations import PASSIVE_SUBJECT
from pipelines.analyse.universal_tree import Span, Tree
from pipelines.languages.quotations import QuotationWords
from pipelines.languages.world import read_given_names
from pipelines.records.analysis import Mention, Timex

SUBJECTS = PASSIVE_SUBJECT | {"nsubj", "nsubj:caus"}
#: How a name hangs on the noun of its bearer, and how it does where it is no part of a longer phrase.
NAMING = frozenset({"appos", "flat:name", "nmod"})
#: Words before a noun that belong to its phrase.
_OF_PHRASE = frozenset({"DET", "ADJ", "NUM", "PROPN", "NOUN"})
#: Words that follow a subject when a parser does not see it as one.
_CARRIES_ON = frozenset({"VERB", "AUX", "NOUN", "PROPN", "PRON", "ADV"})
#: An apposition begins so many words behind its name at most.
_TO_APPOSITION = 4
_WOMAN, _MAN = "Fem", "Masc"
_GENDERS = {"f": _WOMAN, "m": _MAN}


class PossibleSpeakers:
    """Answers who the words of a text name, and whether they can speak."""

    def __init__(
        self, tree: Tree, mentions: Sequence[Mention], words: QuotationWords, timexes: Sequence[Timex] = ()
    ) -> None:
        self._tree = tree
        self._words = words
        self._speaking = words.people | words.bodies
        self._times = sorted((timex.start, timex.end) for timex in timexes)
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self.starts = [mention.start for mention in self.mentions]
        self._told: dict[str, set[str]] | None = None

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The first token of a span and the one behind its last."""
        return bisect_right(self._tree.start, start) - 1, bisect_left(self._tree.start, end)

    def mention_of(self, at: int) -> Mention | None:
        """The mention that holds a token, a name before a description."""
        start = self._tree.start[at]
        behind = bisect_right(self.starts, start)
        near = self.mentions[max(behind - 4, 0) : behind]
        holding = [mention for mention in near if mention.start <= start < mention.end]
        return min(holding, key=lambda mention: (mention.kind != "name", mention.start), default=None)

    def of_head(self, head: int) -> Span | None:
        """The words that name who a noun is: a name beside it, its mention, or its phrase where it can speak."""
        tree, mention = self._tree, self.mention_of(head)
        if mention is None or mention.kind != "name":
            for child in tree.children[head]:
                named = self.mention_of(child) if tree.relation[child] in NAMING else None
                if named is not None and named.kind == "name" and named.type == "PER":
                    return named.start, named.end
        if mention is not None:
            return self.named(mention)
        return self.phrase(head) if self.can_speak(head) else None

    def phrase(self, head: int) -> Span:
        """A noun with the words before it that belong to its phrase."""
        return self._tree.bounds(self.phrase_start(head), head)

    def named(self, mention: Mention) -> Span:
        """The name of whom a description describes, where one stands beside it: "la maire de Lyon, Anna Berg"."""
        head = self.head_of(mention)
        places = [*self._tree.tokens_over(mention.end, mention.end + len(", A"))[-1:]]
        if self._tree.relation[head] == "appos":
            places.append(self._tree.head[head])
        for at in places if mention.kind == "nominal" and mention.type == "PER" else ():
            name = self.mention_of(at)
            if name is not None and name.kind == "name" and name.type == "PER":
                return name.start, name.end
        return mention.start, mention.end

    def can_speak(self, head: int) -> bool:
        """Whether a noun without a mention names a person, a group, a body or a document, and no time."""
        tree = self._tree
        if tree.pos[head] == "PROPN":
            is_speaker = tree.surface(head)[:1].isalpha() and tree.surface(head)[-1:].isalnum()
        else:
            is_speaker = tree.pos[head] == "NOUN" and self._is_one_of(head, self._speaking)
        return is_speaker and not self.is_time(head)

    def is_time(self, at: int) -> bool:
        """Whether a word is part of an expression of time."""
        start = self._tree.start[at]
        before = bisect_right(self._times, (start, len(self._tree.text))) - 1
        return before >= 0 and start < self._times[before][1]

    def is_human(self, at: int) -> bool:
        """Whether a noun names a person or persons."""
        return self._is_one_of(at, self._words.people)

    def _is_one_of(self, at: int, nouns: frozenset[str]) -> bool:
        tree = self._tree
        last = tree.lemma[at].rpartition("-")[2]
        return not nouns.isdisjoint({tree.lemma[at], tree.word[at], last, tree.word[at].rpartition("-")[2]})

    def is_person(self, span: Span) -> bool:
        """Whether words that name a speaker name a person or persons, not a body or a document."""
        heads = range(*self.tokens(*span))
        mention = self.mention_of(heads[0]) if heads else None
        if mention is not None and (mention.start, mention.end) == span:
            return mention.type == "PER" and not self._is_a_body(mention)
        # A name that is no mention may be anybody's.
        return any(self._tree.pos[at] == "PROPN" or self._is_one_of(at, self._words.people) for at in heads[-1:])

    def _is_a_body(self, mention: Mention) -> bool:
        """Whether an apposition says that what looks like a person's name is a body: "Cap, le magazine"."""
        tree, head = self._tree, self.head_of(mention)
        beside = [child for child in tree.children[head] if tree.relation[child] in NAMING]
        beside += [tree.head[head]] if tree.relation[head] in NAMING else []
        near = [noun for noun in beside if head < noun <= head + _TO_APPOSITION and "," in tree.word[head:noun]]
        return mention.kind == "name" and any(self._is_one_of(noun, self._words.bodies) for noun in near)

    def head_of(self, mention: Mention) -> int:
        """The word of a mention that the others hang on."""
        first, last = self.tokens(mention.start, mention.end)
        inside = range(first, max(last, first + 1))
        return next((at for at in inside if self._tree.head[at] not in inside), first)

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is the subject of a verb, by the parse or by its place, or names one."""
        first, last = self.tokens(mention.start, mention.end)
        if not SUBJECTS.isdisjoint(self._tree.relation[first:last]) or self._owns_subject(first, last):
            return True
        head = self.head_of(mention)
        if self.has_preposition(head):
            return False
        noun, relation = self._tree.head[head], self._tree.relation[head]
        is_named = relation in NAMING and self._tree.relation[noun] in SUBJECTS
        return (is_named and noun != head) or self._stands_as_subject(first, last)

    def _owns_subject(self, first: int, last: int) -> bool:
        """Whether a name is the owner of a subject: "Berg's plan has changed. She …"."""
        tree = self._tree
        return any(
            tree.relation[at] == "nmod:poss" and tree.relation[tree.head[at]] in SUBJECTS for at in range(first, last)
        )

    def _stands_as_subject(self, first: int, last: int) -> bool:
        """Whether a name opens a clause and goes on to its verb or an apposition, whatever the parser made of it."""
        tree, opening = self._tree, self._tree.sentence_of(first)[0]
        if last >= len(tree) or (first != opening and tree.word[first - 1] != ","):
            return False
        if tree.word[last] == ",":
            return not any(tree.pos[at] == "VERB" for at in range(opening, first))
        return tree.pos[last] in _CARRIES_ON and tree.surface(last).islower()

    def has_preposition(self, at: int) -> bool:
        """Whether a noun stands behind a preposition."""
        relation = self._tree.relation
        return relation[at] == "pobj" or any(relation[child] == "case" for child in self._tree.children[at])

    def gender(self, span: Span) -> str | None:
        """The gender of somebody as title, noun or the same name elsewhere tell it, None where nothing does."""
        told = self._gender_here(*self.tokens(*span))
        return told or self._gender_of_name(span) or self._gender_of_given_name(span)

    def _gender_of_given_name(self, span: Span) -> str | None:
        """The gender that a person's given name tells, that of a compound by its first part or its last."""
        given, _, surname = self._tree.text[slice(*span)].casefold().partition(" ")
        if not surname or not self.is_name(span):
            return None
        first, *_, last = (*given.split("-"), given.split("-")[-1])
        genders = read_given_names()
        told = genders.get(given) or genders.get(first) or genders.get(last)
        return _GENDERS.get(told or "")

    def _gender_of_name(self, span: Span) -> str | None:
        """The gender that another mention with the same last name tells, where all agree."""
        if self._told is None:
            self._told = {}
            for mention in self.mentions:
                told = self._gender_here(*self.tokens(mention.start, mention.end)) if mention.type == "PER" else None
                if told and mention.kind == "name":
                    self._told.setdefault(mention.surface.split()[-1], set()).add(told)
        last_name = self._tree.text[slice(*span)].split()[-1:]
        genders = self._told.get(last_name[0], set()) if last_name else set()
        return next(iter(genders)) if len(genders) == 1 else None

    def _gender_here(self, first: int, last: int) -> str | None:
        """What the words of a phrase, the noun it hangs on and the words before it tell of its gender."""
        before = self.phrase_start(first)
        nouns = (at for at in range(before, last) if self._tree.pos[at] in {"NOUN", "PROPN"})
        told = next(filter(None, (self.told_gender(self._tree.word[at].rstrip(".")) for at in nouns)), None)
        if told:
            return told
        if self._is_named(first) or all(pos == "PROPN" for pos in self._tree.pos[first:last]):
            # The masculine of an office is said of women too, and the feminine only of who can be a person.
            bearers = (at for at in self._bearers(before, first, last) if self._is_one_of(at, self._words.people))
            return _WOMAN if any(self.gender_of_noun(at) == _WOMAN for at in bearers) else None
        return next(filter(None, map(self.gender_of_noun, self._heads(first, last))), None)

    def gender_of_noun(self, at: int) -> str | None:
        """The gender of a noun, as its article has it or else its own form."""
        tree = self._tree
        if tree.pos[at] != "NOUN":
            return None
        articles = [child for child in tree.children[at] if tree.pos[child] == "DET"]
        return next((gender for one in (*articles, at) for gender in tree.features(one, "Gender")), None)

    def phrase_start(self, at: int) -> int:
        """The first of the words before a noun that belong to its phrase."""
        opening = self._tree.sentence_of(at)[0]
        while at > opening and self._tree.pos[at - 1] in _OF_PHRASE:
            at -= 1
        return at

    def _heads(self, first: int, last: int) -> list[int]:
        """The words of a phrase that no other word of it governs."""
        return [at for at in range(first, last) if not first <= self._tree.head[at] < last or self._tree.head[at] == at]

    def is_name(self, span: Span) -> bool:
        """Whether words are a name, not a description."""
        return self._is_named(self.tokens(*span)[0])

    def _is_named(self, at: int) -> bool:
        mention = self.mention_of(at)
        return mention is not None and mention.kind == "name"

    def _bearers(self, before: int, first: int, last: int) -> list[int]:
        """The nouns that say who bears a name: those right before it, and its apposition."""
        tree = self._tree
        appositions = [
            child for at in range(first, last) for child in tree.children[at] if tree.relation[child] == "appos"
        ]
        return [*range(first - 1, before - 1, -1), *(at for at in appositions if at >= last)]

    def told_gender(self, word: str) -> str | None:
        """The gender that a title, a noun or a pronoun tells by itself."""
        return _MAN if word in self._words.men else _WOMAN if word in self._words.women else None
