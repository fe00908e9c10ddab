"""What is known of a noun phrase beside a trigger: words for a linear model, numbers for the forests over it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.analyse.events.phrases import Phrase
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.events.word_classes import NONE, class_of
from pipelines.analyse.universal_tree import VERBAL, Tree

#: Sentences before its own in which a party left out is looked for.
SENTENCES_BACK = 3
#: No sentence of prose has more phrases in and before it; one that is a clause repeated a thousand times would take
#: minutes, for each pair is compared with all others.
MOST_PHRASES = 120
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
#: What a phrase is in a sentence that speaks of it.
_TOPICAL = _SUBJECTS | {"obj", "obl:agent", "ROOT", "root", "iobj"}
#: What tells by its presence how the others are to be read.
_ARGUMENTS = _SUBJECTS | {"obj", "iobj", "obl:agent", "xcomp", "ccomp", "nmod", "nmod:poss", "amod", "acl"}
_NEAR, _BETWEEN = 12, 3

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


class Deed(NamedTuple):
    """What a trigger's word is beside any phrase: its voice, the subject of a verb above it, its arguments."""

    voice: str
    subject: int | None
    frame: str

    @classmethod
    def of(cls, tree: Tree, at: int) -> Deed:
        """What the word at a token is."""
        return cls(voice_of(tree, at), _subject(tree, at), frame_of(tree, at))


@dataclass(frozen=True, slots=True)
class Pair:
    """A trigger and a phrase: ``path`` leads from one to the other (None between sentences)."""

    trigger: Trigger
    deed: Deed
    phrase: Phrase
    path: str | None
    meet: int


def describe(tree: Tree, pair: Pair) -> list[str]:
    """What a linear model reads of a pair, as words."""
    if pair.path is None:
        return _describe_outside(tree, pair)
    trigger, phrase, path = pair.trigger, pair.phrase, pair.path
    at, head = trigger.token.i, phrase.head
    kind = _kind(tree, phrase)
    what, lemma, voice = trigger.sense.event_type, tree.lemma[at], pair.deed.voice
    preposition = tree.preposition(head)
    side = "after" if head > at else "before"
    apart = abs(head - at)
    likeness, deed, frame = _likeness(tree, head), class_of(tree.word[at]), pair.deed.frame
    found = [
        f"p {path}",
        f"pp {path} {preposition}",
        f"pv {path} {voice}",
        f"pt {path} {what}",
        f"ptv {path} {what} {voice}",
        f"pptv {path} {preposition} {what} {voice}",
        f"pk {path} {kind}",
        f"pl {path} {preposition} {lemma}",
        f"kt {kind} {what}",
        f"ks {kind} {side} {voice}",
        f"h {tree.lemma[head]}",
        f"ht {tree.lemma[head]} {what}",
        f"r {preposition} {what} {side}",
        f"rl {preposition} {lemma} {side}",
        f"rk {preposition} {kind}",
        f"g {tree.lemma[tree.head[head]]} {tree.label[head]} {preposition}",
        f"m {tree.lemma[pair.meet]} {path}",
        f"mp {tree.pos[pair.meet]} {path}",
        f"d {side} {min(apart, _NEAR)} {voice}",
        f"v {voice} {what} {side} {tree.label[head]}",
        f"n {_number(tree, head)} {what} {side}",
        f"a {_article(tree, head)} {kind}",
        f"o {_opening(tree, phrase)} {what}",
        f"z {likeness}",
        f"zp {likeness} {path}",
        f"zt {likeness} {what}",
        f"zr {likeness} {preposition}",
        f"yl {deed} {path}",
        f"ylr {deed} {path} {preposition}",
        f"yz {deed} {likeness}",
        f"f {path} {preposition} {frame}",
        f"ft {path} {frame} {what}",
        f"fl {path} {frame} {lemma}",
    ]
    if apart <= _BETWEEN + 1:
        low, high = sorted((at, head))
        found.append(f"b {side} {' '.join(tree.lemma[low + 1 : high])}")
    if phrase.mention is not None:
        found += [f"c {phrase.mention.role} {what} {side}", f"e {phrase.mention.sector} {what} {side} {voice}"]
    return found


def _describe_outside(tree: Tree, pair: Pair) -> list[str]:
    """The words for a phrase of a sentence before: how near, what it does there, whether a pronoun can mean it."""
    at, head = pair.trigger.token.i, pair.phrase.head
    back = min(tree.sentence[at] - tree.sentence[head], SENTENCES_BACK + 1)
    subject, fits = _kind_of_subject(tree, pair.deed), agreement(tree, pair.deed, head)
    what, voice, kind, label = (
        pair.trigger.sense.event_type,
        pair.deed.voice,
        _kind(tree, pair.phrase),
        tree.label[head],
    )
    title = "title" if tree.sentence[head] == 0 else "text"
    likeness = _likeness(tree, head)
    return [
        f"O {back}", f"Ol {back} {label} {title}", f"Os {subject} {label}", f"Oa {fits} {label}",
        f"Oab {fits} {back} {title}",
        f"Ok {kind} {what}", f"Okl {kind} {label}", f"Ov {voice} {subject} {what}", f"Ovl {voice} {fits} {label}",
        f"Oh {tree.lemma[head]}", f"Og {tree.lemma[tree.head[head]]} {label}", f"Or {tree.preposition(head)} {label}",
        f"On {tree.lemma[at]} {label}", f"Oo {_opening(tree, pair.phrase)} {what}",
        f"Oz {likeness}", f"Ozl {likeness} {label}", f"Ozt {likeness} {what}",
    ]  # fmt: skip


def _kind_of_subject(tree: Tree, deed: Deed) -> str:
    """What the nearest verb above a trigger has for its subject: a "pronoun", a "noun", or "none"."""
    return "none" if deed.subject is None else "pronoun" if tree.pos[deed.subject] == "PRON" else "noun"


def _subject(tree: Tree, at: int) -> int | None:
    for above in tree.ancestors(at):
        for child in tree.children[above]:
            if tree.label[child] in _SUBJECTS:
                return child
    return None


def agreement(tree: Tree, deed: Deed, head: int) -> str:
    """Whether a noun agrees in gender and number with the pronoun that is a trigger's subject."""
    subject = deed.subject
    if subject is None or tree.pos[subject] != "PRON":
        return "no pronoun"
    found = []
    for name in ("Gender", "Number"):
        said, meant = tree.features(head, name), tree.features(subject, name)
        found.append("open" if not said or not meant else "same" if said == meant else "other")
    return " ".join(found)


def frame_of(tree: Tree, at: int) -> str:
    """What a trigger has below it: the labels of its arguments, with their prepositions where it is a noun."""
    below = [child for child in tree.children[at] if tree.label[child] in _ARGUMENTS]
    is_verb = tree.pos[at] in VERBAL
    return " ".join(sorted({tree.label[c] if is_verb else f"{tree.label[c]}-{tree.preposition(c)}" for c in below}))


def voice_of(tree: Tree, at: int) -> str:
    """How a trigger tells its deed: as a noun, or by a verb that is active, passive, an infinitive or a participle."""
    pos = tree.pos[at]
    if pos not in VERBAL:
        return "noun" if pos in {"NOUN", "PROPN"} else "other"
    labels = {tree.label[child] for child in tree.children[at]}
    if labels & {"aux:pass", "nsubj:pass"}:
        return "passive"
    form = tree.features(at, "VerbForm")
    if "Part" in form and "aux" not in labels:
        return "participle"
    if "Inf" in form or tree.tag[at] == "VB":
        return "infinitive"
    return "reflexive" if "expl" in labels else "active"


def _kind(tree: Tree, phrase: Phrase) -> str:
    mention = phrase.mention
    if mention is None:
        return "pronoun" if phrase.is_pronoun else tree.pos[phrase.head]
    if mention.kind == "nominal":
        return f"nominal {mention.role if mention.type in {'LOC', 'MISC'} else mention.type}"
    return f"{mention.type} {mention.role}" if mention.type == "LOC" else mention.type


def _likeness(tree: Tree, head: int) -> str:
    """What a noun is like: its word class, or that it is written as a name."""
    found = class_of(tree.word[head])
    return "name" if found == NONE and tree.surface(head)[0].isupper() else found


def _number(tree: Tree, head: int) -> str:
    return "".join(tree.features(head, "Number") or ["?"])


def _article(tree: Tree, head: int) -> str:
    for child in tree.children[head]:
        if tree.label[child] in {"det", "nummod", "nmod:poss"}:
            return tree.lemma[child] if tree.label[child] == "det" else tree.label[child]
    return "none"


def _opening(tree: Tree, phrase: Phrase) -> str:
    """Whether a phrase opens its sentence, with a colon after it: the topic of a headline."""
    start, _ = tree.sentences[tree.sentence[phrase.head]]
    if phrase.first > start + 1:
        return "inside"
    after = tree.word[phrase.last + 1] if phrase.last + 1 < len(tree.word) else ""
    return f"opens {after}" if after in {":", ","} else "opens"


NUMBERS = (
    "steps", "ups", "downs", "apart", "is_after", "rank", "rank_kind", "n_phrases", "verbs_between", "commas_between",
    "is_noun", "is_passive", "is_active", "is_participle", "is_infinitive", "is_symmetric", "is_far",
    "is_subject", "is_object", "is_oblique", "is_nmod", "is_conj", "is_appos", "is_name", "is_person", "is_body",
    "is_place", "is_pronoun", "is_common", "has_country", "has_sector", "is_capitalised", "is_plural", "length",
    "is_direct", "is_quoted", "is_title", "place_in_sentence", "n_children", "same_clause", "sentences_back",
    "agrees", "disagrees", "subject_is_pronoun", "subject_is_noun", "n_named", *EVENT_TYPES,
)  # fmt: skip


def measure(tree: Tree, pair: Pair, rank: int, rank_kind: int, n_phrases: int, n_named: int) -> list[float]:
    """The columns `NUMBERS` of a pair.

    ``rank`` counts phrases nearer to the trigger on the same side, ``rank_kind`` those of the same label,
    ``n_named`` how often the text has the phrase's head.
    """
    trigger, phrase = pair.trigger, pair.phrase
    at, head, mention = trigger.token.i, phrase.head, phrase.mention
    path = pair.path or ""
    ups, downs = path.count("<"), path.count(">")
    low, high = sorted((at, head))
    voice, label = pair.deed.voice, tree.label[head]
    last = path.rsplit(">", 1)[-1] if ">" in path else ""
    start, end = tree.sentences[tree.sentence[head]]
    fits, subject = agreement(tree, pair.deed, head), _kind_of_subject(tree, pair.deed)
    return [
        ups + downs, ups, downs, min(high - low, 60), head > at, rank, rank_kind, n_phrases,
        tree.verbs_between(low, high), tree.commas_between(low, high),
        voice == "noun", voice == "passive", voice in {"active", "reflexive"}, voice == "participle",
        voice == "infinitive",
        trigger.sense.is_symmetric, path == "far",
        last in _SUBJECTS, last == "obj", last == "obl", last == "nmod", last == "conj", last == "appos",
        mention is not None and mention.kind == "name", mention is not None and mention.type == "PER",
        mention is not None and mention.type == "ORG", mention is not None and mention.type == "LOC",
        phrase.is_pronoun, mention is None and not phrase.is_pronoun,
        mention is not None and mention.country is not None, mention is not None and mention.sector is not None,
        tree.surface(head)[0].isupper(), _number(tree, head) == "Plur", phrase.last - phrase.first + 1,
        ups + downs == 1, _is_quoted(tree, head), tree.sentence[head] == 0, (head - start) / max(1, end - start),
        len(tree.children[head]), label in _SUBJECTS and ups == 0, tree.sentence[at] - tree.sentence[head],
        fits.count("same"), fits.count("other"),
        subject == "pronoun", subject == "noun", min(n_named, 9),
        *(trigger.sense.event_type == name for name in EVENT_TYPES),
    ]  # fmt: skip


def _is_quoted(tree: Tree, head: int) -> bool:
    start, _ = tree.sentences[tree.sentence[head]]
    before = tree.word[start:head]
    return before.count("«") > before.count("»") or before.count('"') % 2 == 1


def pairs_of(tree: Tree, trigger: Trigger, phrases: Sequence[Phrase]) -> list[Pair]:
    """The trigger with each phrase of its sentence, none a part of it, and with those it may leave out.

    ``phrases`` are those of the text in its order.
    What is left out is named by the subjects, objects and names of the last sentences and of the headline.
    """
    at = trigger.token.i
    here, deed = tree.sentence[at], Deed.of(tree, at)
    found = []
    for phrase in _nearest(at, _from_title_and_near(tree, phrases, here)):
        if tree.sentence[phrase.head] == here:
            way = None if trigger.first <= phrase.head <= trigger.last else tree.path(at, phrase.head)
            if way is not None:
                found.append(Pair(trigger, deed, phrase, *way))
        elif _is_topical(tree, phrase):
            found.append(Pair(trigger, deed, phrase, None, -1))
    return found


def _from_title_and_near(tree: Tree, phrases: Sequence[Phrase], here: int) -> list[Phrase]:
    """The phrases of the first sentence, of one and of those right before it."""

    def first_of(sentence: int) -> int:
        return bisect_left(phrases, sentence, key=lambda phrase: tree.sentence[phrase.head])

    near = max(here - SENTENCES_BACK, 1)
    return [*phrases[: first_of(1)], *phrases[first_of(near) : first_of(here + 1)]]


def _nearest(at: int, phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Those of the phrases that stand nearest to a word, no more than an ordinary text has around it."""
    if len(phrases) <= MOST_PHRASES:
        return phrases
    nearest = sorted(phrases, key=lambda phrase: abs(phrase.head - at))[:MOST_PHRASES]
    return sorted(nearest, key=lambda phrase: phrase.head)


def _is_topical(tree: Tree, phrase: Phrase) -> bool:
    """Whether a later sentence may speak of a phrase without naming it again."""
    if phrase.is_pronoun:
        return False
    return phrase.mention is not None or tree.label[phrase.head] in _TOPICAL


def measure_all(tree: Tree, pairs: Sequence[Pair], named: Counter[str]) -> list[list[float]]:
    """The columns `NUMBERS` of all pairs of one trigger; ``named`` counts the heads of the text's phrases."""
    ranks = _ranks(tree, pairs)
    return [
        measure(tree, pair, *ranks[pair.phrase.head], len(pairs), named[tree.lemma[pair.phrase.head]]) for pair in pairs
    ]


def _ranks(tree: Tree, pairs: Sequence[Pair]) -> dict[int, tuple[int, int]]:
    """For each head how many others are nearer to the trigger on its side, and how many of them have its label."""
    ranks = {}
    nearest_first = sorted(pairs, key=lambda pair: abs(pair.phrase.head - pair.trigger.token.i))
    for is_after in (False, True):
        heads = [p.phrase.head for p in nearest_first if (p.phrase.head > p.trigger.token.i) == is_after]
        alike: Counter[str] = Counter()
        for rank, head in enumerate(heads):
            ranks[head] = rank, alike[tree.label[head]]
            alike[tree.label[head]] += 1
    return ranks
