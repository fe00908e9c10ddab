"""Questions asked of a parse: who is a verb's subject, what stands with it, what a noun phrase names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence

from pipelines.analyse.events.datelines import dateline_spans
from pipelines.analyse.mentions.name import Taken
from pipelines.analyse.relations import NAME_PART, OBJECT, OBLIQUE, PASSIVE_SUBJECT, PREPOSITION, RELATIVE, SUBJECT
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.records.analysis import Mention

_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "acl", "parataxis"})
#: How a noun hangs on what belongs to it.
_OWNING = frozenset({"nmod", "amod", "compound", "obl:arg", "nmod:poss", "appos"})
#: What may be listed with a noun, and how many words from it.
_OF_LIST, _LISTED_NEAR = frozenset({"ADJ", "NOUN", "PROPN"}), 8
#: Types of mentions that stand in one list.
_LISTED = ({"PER"}, {"ORG"}, {"LOC"}, {"MISC"}, {"PER", "ORG"})


def is_purpose(tree: Tree, verb: int) -> bool:
    """Whether an infinitive hangs on an adverb: "afin de discuter"."""
    is_oblique = tree.relation[verb].startswith("obl") and tree.pos[tree.head[verb]] == "ADV"
    return is_oblique and "Inf" in tree.features(verb, "VerbForm")


class Syntax:
    """A parsed text with its mentions, in order of their start, laid over the tokens, given by number."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], words: Mapping[str, frozenset[str]]) -> None:
        self.tree = tree
        self.words = words
        self.mentions = mentions
        self._at: dict[int, list[Mention]] = {}
        datelines = Taken(dateline_spans(tree.text, ()))
        for mention in mentions:
            if not datelines.is_free(mention.start, mention.start + 1):
                continue
            for at in tree.tokens_over(mention.start, mention.end):
                self._at.setdefault(at, []).append(mention)

    def mentions_at(self, at: int) -> list[Mention]:
        """The mentions that a token is of, those of datelines left out."""
        return self._at.get(at, [])

    def below(self, at: int, relations: Container[str]) -> list[int]:
        """What hangs on a token by one of some relations."""
        return [child for child in self.tree.children[at] if self.tree.relation[child] in relations]

    def subjects(self, verb: int) -> list[int]:
        """Active subjects of a verb, those of governing verbs for infinitives, participles and conjuncts."""
        return self._subjects(verb, SUBJECT, 0)

    def _has_subject(self, verb: int) -> bool:
        """Whether the parser gives the verb a subject of its own."""
        return bool(self.below(verb, SUBJECT | PASSIVE_SUBJECT))

    def passive_subjects(self, verb: int) -> list[int]:
        """Subjects to whom it is done, of the verb or of those that govern it."""
        return self._subjects(verb, PASSIVE_SUBJECT, 0)

    def _subjects(self, verb: int, relations: frozenset[str], depth: int) -> list[int]:
        tree = self.tree
        own = [self._antecedent(child) for child in self.below(verb, relations)]
        above = tree.head[verb]
        if own or self._has_subject(verb) or depth > 3 or above == verb:
            return own
        if tree.relation[verb] in {RELATIVE, "acl"} and tree.pos[above] in {"NOUN", "PROPN", "PRON"}:
            return [above]
        return self._subjects_above(verb, relations, depth)

    def _subjects_above(self, verb: int, relations: frozenset[str], depth: int) -> list[int]:
        """Subjects of the verb that governs this one, or its object where that is who acts ("asked X to go")."""
        tree = self.tree
        above, relation = tree.head[verb], tree.relation[verb]
        if tree.pos[above] == "ADP" or tree.relation[above] == "prep" or is_purpose(tree, verb):
            above = tree.head[above]
        elif relation not in _SHARES_SUBJECT and not (relation.startswith("obl") and tree.pos[verb] == "VERB"):
            return []
        if tree.pos[above] not in VERBAL:
            return []
        if relation == "xcomp" and relations is SUBJECT:
            controlled = self.below(above, {"obj", "iobj"})
            if any(self._actors_in(child) for child in controlled):
                return controlled
        found = self._subjects(above, SUBJECT, depth + 1)
        return found or self._subjects(above, PASSIVE_SUBJECT, depth + 1)

    def _antecedent(self, at: int) -> int:
        """The noun that a relative pronoun stands for; any other word itself."""
        head = self.tree.head[at]
        is_relative = self.tree.word[at] in self.words["relative_pronouns"] and self.tree.relation[head] == RELATIVE
        return self.tree.head[head] if is_relative else at

    def objects(self, verb: int) -> list[int]:
        """Objects of a verb, those of the verb it is listed with where it has none."""
        tree = self.tree
        own = [self._antecedent(child) for child in self._objects(verb)]
        above = tree.head[verb]
        if not own and tree.relation[verb] == "conj" and tree.pos[above] == "VERB" and self._shares_object(verb):
            own = self._objects(above)
        return own

    def _objects(self, verb: int) -> list[int]:
        return [child for child in self.below(verb, OBJECT) if self.tree.pos[child] != "ADP"]

    def _shares_object(self, verb: int) -> bool:
        return not self.below(verb, OBLIQUE | PREPOSITION | {"xcomp", "ccomp"})

    def obliques(self, at: int) -> Iterator[tuple[str, int]]:
        """(preposition, noun) of complements of a verb or noun."""
        tree = self.tree
        for child in tree.children[at]:
            relation = tree.relation[child]
            if tree.heads_its_noun(child):
                yield from ((tree.word[child], noun) for noun in self.below(child, {"pobj"}))
            elif relation in OBLIQUE or relation in {"iobj", "appos", "conj"}:
                case = next((c for c in self.below(child, {"case", "mark"}) if c < child), None)
                if case is not None:
                    yield tree.word[case], child

    def is_passive(self, verb: int) -> bool:
        """Whether what a verb tells is done to its subject, or to the noun that it describes as a participle."""
        tree = self.tree
        if self.below(verb, {"nsubj:pass", "aux:pass"}):
            return True
        if any(tree.relation[child].startswith("aux") for child in tree.children[verb]):
            return False
        relation, above = tree.relation[verb], tree.head[verb]
        if relation == "conj" and tree.pos[above] == "VERB" and "Part" in tree.features(verb, "VerbForm"):
            return self.is_passive(above)
        return relation == "acl" and self._is_participle(verb)

    def _is_participle(self, verb: int) -> bool:
        endings = tuple(self.words["participle_endings"])
        return self.tree.tag[verb] == "VBN" or self.tree.surface(verb).endswith(endings)

    def _actors_in(self, noun: int) -> list[Mention]:
        """Mentions a noun phrase stands for: its own and its conjuncts', else those it belongs to."""
        own = self._own(noun)
        for conjunct in self._conjuncts(noun):
            own += [mention for mention in self._own(conjunct) if mention not in own]
        if own and all(m.kind == "nominal" and m.country is None and m.type == "PER" for m in own):
            # "les dirigeants de l'Union européenne": the union is who acts.
            bodies = [m for m in self._owners(noun, 0) if m.kind == "name" and m.type in {"ORG", "LOC"}]
            own = bodies or own
        return self._coordinated(own) or self._owners(noun, 0)

    def own_actors(self, noun: int) -> list[Mention]:
        """Mentions a noun phrase is, not those it belongs to."""
        own = self._own(noun)
        for conjunct in self._conjuncts(noun):
            own += [mention for mention in self._own(conjunct) if mention not in own]
        return self._coordinated(own)

    def _coordinated(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions, and those a conjunction or comma strings to the last of them.

        Parsers lose the later members of a list ("avec X, Y et le président Z"); the words between tell.
        """
        strung = list(mentions)
        while strung:
            following = self._strung_to(strung[-1], strung)
            if following is None:
                break
            strung.append(following)
        return strung

    def _strung_to(self, mention: Mention, already: list[Mention]) -> Mention | None:
        after = bisect_left(self.mentions, mention.end, key=lambda other: other.start)
        for at in range(after, len(self.mentions)):
            other = self.mentions[at]
            if other in already or other.role == "demonym":
                continue
            if other.start - mention.end > 60:
                return None
            gap = self.tree.tokens_over(mention.end, other.start)
            if not gap or {other.type, mention.type} not in _LISTED:
                return None
            inside = [
                at for at in gap
                if mention.end <= self.tree.start[at] < other.start and not self.tree.word[at].isspace()
            ]  # fmt: skip
            return other if self._is_list_gap(inside, mention, other) else None
        return None

    def _is_list_gap(self, gap: list[int], mention: Mention, following: Mention) -> bool:
        tree = self.tree
        if not gap or tree.word[gap[0]] not in self.words["listing_words"]:
            return False
        if tree.word[gap[0]] == "," and following.kind == "nominal":
            # "dirigeants russe, azerbaïdjanais" are two, "Lord Halifax, président du conseil" is one.
            return mention.kind == "nominal" and mention.role == following.role and len(gap) == 1
        if tree.word[gap[0]] == "," and any(
            tree.relation[at] in SUBJECT | PASSIVE_SUBJECT for at in tree.tokens_over(following.start, following.end)
        ):
            return False
        allowed = {"CCONJ", "PUNCT", "DET"} | ({"NOUN", "ADJ", "PROPN"} if following.role else set())
        return all(tree.pos[at] in allowed for at in gap)

    def _own(self, noun: int) -> list[Mention]:
        """The mentions of a noun and of the parts of its name; of a description those listed with it too."""
        parts = [noun, *(part for child in self.tree.children[noun] for part in self._name_parts(child))]
        found = list(dict.fromkeys(mention for at in parts for mention in self.mentions_at(at)))
        if any(mention.kind == "nominal" for mention in found):
            found = list(dict.fromkeys((*found, *self._listed_below(noun, found[0].role))))
        return _one_a_person(_widest(found))

    def _listed_below(self, noun: int, role: str | None) -> Iterator[Mention]:
        """Each demonym of "dirigeants russe, azerbaïdjanais et arménien": they are descriptions with one role."""
        tree = self.tree
        near = (at for at in tree.subtree(noun) if abs(at - noun) < _LISTED_NEAR and tree.pos[at] in _OF_LIST)
        for mention in (mention for at in near for mention in self.mentions_at(at)):
            if mention.kind == "nominal" and mention.role == role and mention.start > tree.start[noun]:
                yield mention

    def _owners(self, noun: int, depth: int) -> list[Mention]:
        """The mentions a noun belongs to: "les troupes de X", "X's troops"."""
        if depth > 2:
            return []
        for complement in self._complements_of(noun):
            found = self.own_actors(complement) or self._owners(complement, depth + 1)
            if found:
                return found
        return []

    def _complements_of(self, noun: int) -> Iterator[int]:
        """The nouns that a noun belongs to, with no preposition or one of "of"."""
        tree, of_words = self.tree, self.words["of_words"]
        for child in tree.children[noun]:
            if tree.relation[child] in _OWNING:
                case = next((c for c in self.below(child, {"case"}) if c < child), None)
                if case is None or tree.word[case] in of_words:
                    yield child
            elif tree.relation[child] == "prep" and tree.word[child] in of_words:
                yield from tree.children[child]

    def _name_parts(self, at: int) -> list[int]:
        tree = self.tree
        if tree.relation[at] not in NAME_PART:
            return []
        return [at, *(part for child in tree.children[at] for part in self._name_parts(child))]

    def _conjuncts(self, noun: int) -> list[int]:
        found = []
        for child in self.tree.children[noun]:
            if self.tree.relation[child] == "conj":
                found += [child, *self._conjuncts(child)]
            elif self.tree.relation[child] in NAME_PART:
                found += self._conjuncts(child)
        return found


def _one_a_person(mentions: list[Mention]) -> list[Mention]:
    """A person's name and the office in apposition to it are one: "Lord Halifax, président du conseil"."""
    if not any(mention.kind == "name" and mention.type == "PER" for mention in mentions):
        return mentions
    return [m for m in mentions if m.kind == "name" and m.type == "PER"]


def _widest(mentions: list[Mention]) -> list[Mention]:
    """Of overlapping mentions the widest: "the mayor of Oslo" is he, and not the town."""
    kept = []
    for mention in mentions:
        rivals = [m for m in mentions if m is not mention and m.start < mention.end and mention.start < m.end]
        if any(m.end - m.start > mention.end - mention.start for m in rivals):
            continue
        kept.append(mention)
    return kept
