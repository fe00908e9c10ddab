"""What speaks for a word being the report of an event: its lemma, its place in the parse, what hangs on it.

A feature is a string; features of words carry their language, those of the parse serve all languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.analyse.events.lexicon import EventPack
from pipelines.analyse.events.mention_tree import MentionTree, mention_tree
from pipelines.analyse.events.modality import ruled_modality
from pipelines.analyse.universal_tree import Tree
from pipelines.records.analysis import Mention

#: Parts of speech that can tell an event.
_TELLING = frozenset({"VERB", "NOUN", "ADJ", "AUX", "PROPN"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_FUNCTION = frozenset(
    {"punct", "det", "case", "cc", "mark", "aux", "aux:pass", "advmod", "expl:pv", "expl:comp", "expl:pass"}
)
#: So many words around it a verb's object or a noun's phrase is looked for.
_NEAR_BEFORE, _NEAR_AFTER = 6, 9
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:caus")
#: Word lists of the pack whose members say something of what hangs on them.
_LISTS = (
    "light_verbs",
    "occurrence_verbs",
    "speech_verbs",
    "planned_verbs",
    "hypothetical_verbs",
    "failure_verbs",
    "desire_verbs",
    "topic_words",
    "topic_verbs",
    "aspect_nouns",
    "target_nouns",
    "accident_words",
    "fear_words",
    "recipient_verbs",
    "telling_nouns",
    "source_words",
)


def find_candidates(tree: MentionTree, pack: EventPack, dates: Sequence[tuple[int, int]]) -> list[int]:
    """Tokens that can tell an event: verbs and other words of the lexicon, outside dates and names of several words."""
    dated = {start for start, _ in dates}
    found = []
    for at, tag in enumerate(tree.pos):
        if tag not in _TELLING or len(tree.word[at]) < 3 or tree.start[at] in dated:
            continue
        known = tree.lemma[at] in pack.telling or tree.word[at] in pack.telling
        mention = tree.mention[at]
        is_of_name = mention is not None and mention.kind == "name" and mention.end - mention.start > len(tree.word[at])
        if known or (tag == "VERB" and not is_of_name) or (tag == "ADJ" and "VerbForm=Part" in tree.morphology[at]):
            found.append(at)
    return found


def lexicon_types(tree: MentionTree, pack: EventPack, at: int) -> list[str]:
    """The types the lexicon gives a word, whatever its conditions ask."""
    lemma, word, tag = tree.lemma[at], tree.word[at], tree.pos[at]
    if tag in _NOMINAL:
        return sorted({noun.sense.event_type for key in (lemma, word) for noun in pack.nouns.get(key, ())})
    verbs = pack.verbs.get(lemma, ())
    if tag == "ADJ":
        verbs = (*pack.adjectives.get(lemma, ()), *verbs)
    return sorted({verb.sense.event_type for verb in verbs})


class TriggerFeatures:
    """The features of a text's tokens, as far as they are asked for."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], pack: EventPack) -> None:
        self.pack = pack
        self.tree = mention_tree(tree, mentions, pack.forms)
        self._language = pack.language
        self._lists = [(name, pack.words[name]) for name in _LISTS]
        self._types: dict[int, list[str]] = {}
        self.title_end = next((at for at, word in enumerate(self.tree.word) if "\n" in word), 0)

    def types(self, at: int) -> list[str]:
        """The types that the lexicon gives a token, as `lexicon_types` finds them, looked up once."""
        if at not in self._types:
            self._types[at] = lexicon_types(self.tree, self.pack, at)
        return self._types[at]

    def telling(self, at: int) -> tuple[tuple[str, int], ...]:
        """The types a word can tell, with how surely."""
        known = self.pack.telling
        return known.get(self.tree.lemma[at]) or known.get(self.tree.word[at]) or ()

    def of(self, at: int) -> list[str]:
        """The features of one token."""
        return [
            "bias",
            *self._of_word(at),
            *self.conditions(at),
            *self._below(at),
            *self._above(at),
            *self._around(at),
            *self._accidents(at),
            f"ruled={ruled_modality(self.tree, at, self.pack)}",
        ]

    def _word(self, at: int) -> str:
        """A lemma as a feature names it."""
        return f"{self._language}:{self.tree.lemma[at]}:{self.tree.pos[at][0]}"

    def _of_word(self, at: int) -> Iterator[str]:
        """The word itself: its lemma and form, its parts, what the lexicon says of it."""
        tree, lang = self.tree, self._language
        lemma, tag, relation = tree.lemma[at], tree.pos[at], tree.relation[at]
        yield from (f"tag={tag}", f"rel={relation}", f"L={self._word(at)}", f"W={lang}:{tree.word[at]}")
        yield from (f"suf={lang}:{tag[0]}:{lemma[-n:]}" for n in (3, 4, 5) if len(lemma) > n)
        yield f"pre={lang}:{lemma[:5]}"
        yield from (f"form={form}:{tag[0]}" for form in tree.morphology[at].split("|") if form)
        types = self.types(at)
        for kind in types:
            yield from (f"lex={kind}", f"lex={kind}:{tag}:{relation}")
        if len(types) != 1:
            yield "lex=many" if types else "lex=none"
        for kind, sureness in self.telling(at):
            yield from (f"tell={kind}:{sureness}", f"tell={kind}:{sureness}:{tag}", f"tell={kind}:{tag}:{relation}")

    def conditions(self, at: int) -> Iterator[str]:
        """Which of the lexicon's conditions hold: its objects, complements and fixed phrases."""
        tree = self.tree
        first, last = tree.sentence_of(at)
        window = range(max(first, at - _NEAR_BEFORE), min(last, at + _NEAR_AFTER))
        near = {tree.lemma[j] for j in window} | {tree.word[j] for j in window}
        if tree.pos[at] in _NOMINAL:
            return self._of_nouns(tree.lemma[at], near)
        return self._of_verbs(tree.lemma[at], near)

    def _of_nouns(self, lemma: str, near: set[str]) -> Iterator[str]:
        for noun in self.pack.nouns.get(lemma, ()):
            if len(noun.words) > 1 and near.issuperset(noun.words):
                yield f"phrase={noun.sense.event_type}"
            elif len(noun.words) == 1 and noun.sense.event_mode:
                yield f"mode={noun.sense.event_mode}"

    def _of_verbs(self, lemma: str, near: set[str]) -> Iterator[str]:
        for verb in self.pack.verbs.get(lemma, ()):
            asked = {word for word in verb.objects if not word.startswith("@")}
            if asked:
                yield f"held={verb.sense.event_type}:{bool(asked & near)}"
            if verb.complement_words:
                yield f"complement={verb.sense.event_type}:{bool(verb.complement_words & near)}"
            if verb.sense.event_mode and (not asked or asked & near):
                yield f"mode={verb.sense.event_mode}"

    def _below(self, at: int) -> Iterator[str]:
        """What hangs on a word."""
        tree = self.tree
        relations = set()
        for relation, child in tree.arguments(at):
            relations.add(relation)
            yield f"has={relation}:{tree.pos[at][0]}"
            if relation not in _FUNCTION:
                yield from self._argument(at, relation, child)
                continue
            yield f"below={self._language}:{relation}:{tree.word[child]}"
            if relation.startswith("expl"):
                yield f"reflexive:{self._word(at)}"
        if tree.pos[at] in {"VERB", "ADJ"}:
            yield f"frame={not relations.isdisjoint(_SUBJECTS)}:{'obj' in relations}"
            yield f"L.frame={self._word(at)}:{'obj' in relations}"

    def _argument(self, at: int, relation: str, child: int) -> Iterator[str]:
        """One argument: what it is, by itself and for this word."""
        tree, lang, word = self.tree, self._language, self._word(at)
        lemma, who, short = tree.lemma[child], self._who(child), relation.split(":", maxsplit=1)[0]
        yield f"arg={short}:{who}"
        yield f"argument={lang}:{relation}:{who}"
        yield f"L.arg={word}:{short}:{who}"
        yield f"L.rel={word}:{relation}"
        yield f"below={lang}:{relation}:{lemma}"
        yield f"object={lang}:{lemma}:{tree.pos[at][0]}"
        if relation in {"obj", "nsubj", "nsubj:pass"} or short == "obl":
            yield f"L.object={word}:{lemma}"
        for kind, sureness in self.telling(child):
            yield f"below.tell={short}:{kind}:{sureness}"
            for mine, _ in self.telling(at):
                yield f"below.tell={mine}:{short}:{kind}"
        for kind, sureness in self.telling(at):
            yield f"lex.arg={kind}:{sureness}:{short}:{who}"
        for name, words in self._lists:
            if lemma in words:
                yield f"below.in={name}:{short}"

    def _above(self, at: int) -> Iterator[str]:
        """What a word hangs on, through its preposition."""
        tree, lang = self.tree, self._language
        head, relation, tag = tree.head[at], tree.relation[at], tree.pos[at][0]
        preposition = next((tree.word[c] for c in tree.children[at] if tree.relation[c] == "case" and c < at), "")
        if head != at and tree.pos[head] == "ADP" and tree.head[head] != head:
            preposition, head = tree.word[head], tree.head[head]
        if head == at:
            yield "above=root"
            return
        lemma = tree.lemma[head]
        yield f"case={lang}:{preposition}:{tag}"
        yield f"above={lang}:{lemma}:{relation}"
        yield f"above={lang}:{lemma}:{preposition}"
        yield f"L.above={self._word(at)}:{lemma}"
        yield f"above.tag={tree.pos[head]}:{relation}"
        yield from self._lexicon_above(at, head)
        for beside, sister in tree.arguments(head):
            if sister != at and beside in {*_SUBJECTS, "obj"}:
                yield f"sister={beside}:{self._who(sister)}:{tag}"

    def _lexicon_above(self, at: int, head: int) -> Iterator[str]:
        """What the lexicon and the pack's lists say of the word above."""
        relation, tag = self.tree.relation[at], self.tree.pos[at][0]
        for kind, _ in self.telling(head):
            yield f"above.tell={kind}:{relation}:{tag}"
            for mine, _ in self.telling(at):
                yield f"above.both={kind}:{mine}"
        for name, words in self._lists:
            if self.tree.lemma[head] in words:
                yield f"above.in={name}:{relation}"
                for mine in self.types(at):
                    yield f"above.in={name}:{mine}"

    def _accidents(self, at: int) -> Iterator[str]:
        """Whether the sentence tells of an accident: nobody killed those who died in an earthquake."""
        first, last = self.tree.sentence_of(at)
        if not self.pack.words["accident_words"].isdisjoint(self.tree.lemma[first:last]):
            yield "accident"
            yield from (f"accident:{kind}" for kind, _ in self.telling(at))

    def _who(self, at: int) -> str:
        """Who or what a token stands for, in a word."""
        mention = self.tree.mention[at]
        if mention is not None:
            if mention.role in {"country", "capital", "protesters", "civilians", "demonym"}:
                return mention.role
            if mention.sector:
                return mention.sector
            return f"{mention.type}{'+' if mention.country else ''}"
        tag = self.tree.pos[at]
        return "self" if tag == "PROPN" else tag.lower()

    def _around(self, at: int) -> Iterator[str]:
        tree, lang = self.tree, self._language
        first, last = tree.sentence_of(at)
        for step in (-2, -1, 1, 2):
            other = at + step
            if first <= other < last:
                yield f"near{step}={lang}:{tree.word[other]}"
                yield f"near.tag{step}={tree.pos[other]}"
        yield f"quoted={tree.is_quoted[at]}"
