"""What the judge of triggers is told of a word beside its vectors: form, place in the parse, who stands around."""

from __future__ import annotations

from pipelines.analyse.events.trigger_features import TriggerFeatures

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_TAGS = ("VERB", "NOUN", "ADJ")
_RELATIONS = (
    "ROOT",
    "conj",
    "acl",
    "acl:relcl",
    "advcl",
    "xcomp",
    "ccomp",
    "pcomp",
    "obj",
    "nsubj",
    "nsubj:pass",
    "obl",
    "obl:arg",
    "obl:mod",
    "nmod",
    "pobj",
    "amod",
    "compound",
    "appos",
    "parataxis",
    "nmod:poss",
)
_FORMS = (
    "VerbForm=Fin",
    "VerbForm=Inf",
    "VerbForm=Part",
    "Tense=Past",
    "Tense=Pres",
    "Tense=Fut",
    "Tense=Imp",
    "Mood=Cnd",
    "Mood=Sub",
    "Number=Plur",
    "Aspect=Prog",
    "Aspect=Perf",
)
_PARTIES = ("state", "armed", "order", "people", "political", "person", "body", "place", "pronoun", "noun", "none")
#: What sort of party the sectors are.
_KIND_OF_SECTOR = {
    "GOV": "state",
    "LEG": "state",
    "SPY": "armed",
    "MIL": "armed",
    "REB": "armed",
    "UAF": "armed",
    "COP": "order",
    "JUD": "order",
    "CVL": "people",
    "OPP": "political",
    "PTY": "political",
    "LAB": "political",
    "NGO": "political",
    "IGO": "political",
    "MED": "body",
    "BUS": "body",
}
_LISTS = (
    "light_verbs",
    "occurrence_verbs",
    "speech_verbs",
    "planned_verbs",
    "hypothetical_verbs",
    "failure_verbs",
    "topic_words",
    "aspect_nouns",
    "target_nouns",
    "fear_words",
)

COLUMNS = (
    *(f"tag_{tag}" for tag in _TAGS),
    *(f"relation_{relation}" for relation in _RELATIONS),
    *(f"form_{form}" for form in _FORMS),
    "passive",
    "auxiliary",
    "reflexive",
    "negated",
    "conditional",
    "n_below",
    *(f"doer_{kind}" for kind in _PARTIES),
    *(f"sufferer_{kind}" for kind in _PARTIES),
    *(f"other_{kind}" for kind in _PARTIES),
    "above_verb",
    "above_noun",
    "above_known",
    *(f"above_{name}" for name in _LISTS),
    *(f"own_{name}" for name in _LISTS),
    "definite",
    "indefinite",
    "demonstrative",
    "bare",
    "known",
    "n_types",
    "held",
    "surest",
    "n_telling",
    "above_surest",
    "below_surest",
    "title",
    "quoted",
    "length",
    "place_in_sentence",
    "place_in_text",
    "n_tokens",
    "there_state",
    "there_armed",
    "there_order",
    "there_people",
    "there_political",
    "there_person",
    "there_known",
    "text_state",
    "text_armed",
    "text_order",
    "text_people",
    "text_political",
    "text_person",
    "text_known",
)
_THERE = ("state", "armed", "order", "people", "political", "person")


class TriggerColumns:
    """The columns of a text's tokens."""

    def __init__(self, features: TriggerFeatures) -> None:
        self._features = features
        self._tree = tree = features.tree
        self._kinds = [self._kind(at) if tree.mention[at] is not None else "" for at in range(len(tree))]
        self._known = [tree.pos[at] in {"VERB", "NOUN"} and bool(features.telling(at)) for at in range(len(tree))]
        total = max(len(tree), 1)
        self._text = [100 * self._kinds.count(kind) / total for kind in _THERE] + [100 * sum(self._known) / total]
        self._sentences: dict[int, list[float]] = {}
        self._lists = [features.pack.words[name] for name in _LISTS]
        self._agents = features.pack.words["agent_words"]

    def of(self, at: int) -> list[float]:
        """The columns of one token."""
        below = list(self._tree.arguments(at))
        passive = self._is_passive(at, {relation for relation, _ in below})
        return [
            *self._shape(at),
            passive,
            *self._helpers(below),
            *self._parties(at, below, passive),
            *self._above(at),
            *(self._tree.lemma[at] in names for names in self._lists),
            *self._article(at),
            *self._lexicon(at, below),
            *self._sentence(at),
        ]

    def _shape(self, at: int) -> list[float]:
        """Part of speech, relation and form."""
        tree = self._tree
        return [
            *(tree.pos[at] == name for name in _TAGS),
            *(tree.relation[at] == name for name in _RELATIONS),
            *(name in tree.morphology[at] for name in _FORMS),
        ]

    def _is_passive(self, at: int, relations: set[str]) -> bool:
        form = self._tree.morphology[at]
        is_participle = self._tree.relation[at] == "acl" and "Part" in form and "Past" in form
        return bool(relations & {"aux:pass", "nsubj:pass"}) or is_participle

    def _helpers(self, below: list[tuple[str, int]]) -> list[float]:
        """Auxiliary, reflexive, negation and condition below a word, and how much hangs on it."""
        said, words = self._tree.word, self._features.pack.words
        has_expletive = any(relation.startswith("expl") for relation, _ in below)
        return [
            any(relation.startswith("aux") for relation, _ in below),
            has_expletive or any(said[child] in words["reflexives"] for _, child in below),
            any(said[child] in words["negations"] for relation, child in below if ":" not in relation),
            any(said[child] in words["hypothetical_marks"] for relation, child in below if relation == "mark"),
            min(len(below), 8),
        ]

    def _lexicon(self, at: int, below: list[tuple[str, int]]) -> list[float]:
        """What the lexicon says of a word, of its head and of what hangs on it."""
        types, head = self._features.types(at), self._tree.head[at]
        return [
            bool(types),
            len(types),
            sum(held.endswith(":True") for held in self._features.conditions(at)),
            self._surest(at),
            len(self._features.telling(at)),
            self._surest(head) if head != at else 0,
            max((self._surest(child) for _, child in below), default=0),
        ]

    def _surest(self, at: int) -> int:
        return max((sureness for _, sureness in self._features.telling(at)), default=0)

    def _kind(self, at: int) -> str:
        """What sort of party a token is."""
        tree = self._tree
        mention = tree.mention[at]
        if mention is None:
            return "pronoun" if tree.pos[at] == "PRON" else "noun"
        if mention.role in {"country", "capital"}:
            return "state"
        if mention.role in {"protesters", "civilians"}:
            return "people"
        if mention.sector:
            return _KIND_OF_SECTOR.get(mention.sector, "body")
        if mention.type == "LOC":
            return "place"
        return "person" if mention.type == "PER" else "body"

    def _parties(self, at: int, below: list[tuple[str, int]], passive: bool) -> list[float]:
        tree = self._tree
        sides: dict[str, set[str]] = {"doer": set(), "sufferer": set(), "other": set()}
        for relation, child in below:
            side = self._side(relation, passive)
            if side is not None:
                sides[side].add(self._kind(child))
        if not sides["doer"] and not passive:
            sides["doer"] |= self._shared_doers(at)
        if tree.relation[at] in {"acl", "acl:relcl"}:
            sides["sufferer" if passive else "doer"].add(self._kind(tree.head[at]))
        return [kind in (found or {"none"}) for found in sides.values() for kind in _PARTIES]

    def _side(self, relation: str, passive: bool) -> str | None:
        """The side of a deed that its argument stands on."""
        name = relation.partition(":")[0]
        if relation == "nsubj:pass" or name in {"obj", "iobj"} or (name == "nsubj" and passive):
            return "sufferer"
        if name in {"nsubj", "csubj"} or relation.partition(":")[2] in self._agents:
            return "doer"
        return "other" if name in {"obl", "nmod", "compound", "amod", "appos"} else None

    def _shared_doers(self, at: int) -> set[str]:
        """The subjects of the verb above that are this verb's too."""
        tree = self._tree
        if tree.pos[at] != "VERB" or tree.head[at] == at or tree.relation[at] not in {"conj", "xcomp", "advcl"}:
            return set()
        return {self._kind(child) for relation, child in tree.arguments(tree.head[at]) if relation in _SUBJECTS}

    def _above(self, at: int) -> list[float]:
        tree = self._tree
        head = tree.head[at]
        if tree.pos[head] == "ADP":
            head = tree.head[head]
        if head == at:
            return [False] * (3 + len(_LISTS))
        lemma = tree.lemma[head]
        return [
            tree.is_verb(head),
            tree.pos[head] == "NOUN",
            self._known[head],
            *(lemma in names for names in self._lists),
        ]

    def _article(self, at: int) -> list[float]:
        tree = self._tree
        articles = [tree.morphology[c] for c in tree.children[at] if tree.relation[c] == "det"]
        joined = "|".join(articles)
        return ["Definite=Def" in joined, "Definite=Ind" in joined, "PronType=Dem" in joined, not articles]

    def _sentence(self, at: int) -> list[float]:
        tree = self._tree
        first, last = tree.sentence_of(at)
        if first not in self._sentences:
            kinds = self._kinds[first:last]
            self._sentences[first] = [float(kinds.count(kind)) for kind in _THERE] + [
                float(sum(self._known[first:last]))
            ]
        length = last - first
        return [
            first < self._features.title_end,
            tree.is_quoted[at],
            length,
            (at - first) / max(length, 1),
            first / max(len(tree), 1),
            min(len(tree), 1000),
            *self._sentences[first],
            *self._text,
        ]
