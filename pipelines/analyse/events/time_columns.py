"""What is known of an expression of time beside a trigger, and of whether a trigger tells the news itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.analyse.events.datelines import dateline_spans
from pipelines.analyse.events.participant_columns import voice_of
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.mentions.name import Taken
from pipelines.analyse.temporal.expressions import read_expression
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.records.analysis import Timex

#: Sentences before and after its own in which an expression of time may date an event.
BACK, AHEAD = 6, 1
_DATING = frozenset({"DATE", "TIME"})
_LONGEST = 60
#: A word of "until" stands this many words before the expression at most.
_BOUND_REACH = 3


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time in a parse: the token it hangs by, its first and its last, and its kind."""

    timex: Timex
    root: int
    first: int
    last: int
    kind: str


def find_times(tree: Tree, timexes: Sequence[Timex], bound_words: frozenset[str]) -> list[Time]:
    """The expressions that can date an event, in order.

    Those of datelines date the text; until when something lasts (``bound_words`` before it) dates nothing.
    """
    found = []
    datelines = Taken(dateline_spans(tree.text, timexes))
    for timex in timexes:
        if not datelines.is_free(timex.start, timex.start + 1):
            continue
        tokens = tree.tokens_over(timex.start, timex.end)
        if timex.type in _DATING and tokens and not _is_bound(tree, tokens.start, bound_words):
            found.append(Time(timex, tree.root_of(tokens), tokens.start, tokens.stop - 1, kind_of(timex)))
    return found


def _is_bound(tree: Tree, first: int, bound_words: frozenset[str]) -> bool:
    at = first
    while at > 0 and first - at < _BOUND_REACH and tree.pos[at - 1] in {"ADP", "DET", "ADV", "SCONJ"}:
        at -= 1
    return any(word in bound_words for word in tree.word[at : first + 1])


def kind_of(timex: Timex) -> str:
    """What an expression is like: "weekday", "shift D", "date Y-M-D", "date -M-D", "value year"."""
    parts = read_expression(timex.expression)
    anchor = " last" if parts.get("anchor") == "last" else ""
    if "weekday" in parts and "date" not in parts:
        return "weekday"
    if "shift" in parts or "choose" in parts:
        count = parts.get("shift", "")
        side = "-" if count.startswith("-") else "0" if count == "0" else "+"
        return f"shift {parts.get('unit')} {side}{anchor}"
    if "date" in parts:
        value = parts["date"]
        return f"date {'' if value.startswith('XXXX') else 'Y'}-{len(value)}"
    if "value" in parts:
        return f"value {len(parts['value']) if parts['value'][:4].isdigit() else parts['value'][:3]}"
    return f"other{anchor}"


def is_of_day(kind: str) -> bool:
    """Whether an expression of a kind tells one day."""
    return kind in {"weekday", "date Y-10", "date -10"} or kind.startswith("shift D")


def tense_of(tree: Tree, at: int) -> str:
    """The tense of the finite verb that carries a trigger, and whether it is its own; "none" without a verb."""
    for above in tree.ancestors(at):
        if tree.pos[above] not in VERBAL:
            continue
        parts = [above, *(c for c in tree.children[above] if tree.label[c].startswith("aux"))]
        finite = [part for part in parts if "Fin" in tree.features(part, "VerbForm")]
        if not finite:
            if above == at or tree.label[above] in {"xcomp", "acl", "advcl", "ccomp"}:
                continue
            return "nonfinite"
        tense = "".join(tree.features(finite[0], "Tense")) or "".join(tree.features(finite[0], "Mood"))
        is_compound = len(parts) > 1 and finite[0] != above and "Part" in tree.features(above, "VerbForm")
        return f"{'compound ' if is_compound else ''}{tense} {'own' if above == at else 'above'}"
    return "none"


def candidates_of(tree: Tree, trigger: Trigger, times: Sequence[Time]) -> list[Time]:
    """The expressions near enough to date what a trigger tells."""
    here = tree.sentence[trigger.token.i]
    return _of_sentences(tree, times, here - BACK, here + AHEAD)


def _of_sentences(tree: Tree, times: Sequence[Time], first: int, last: int) -> list[Time]:
    """Those of a text's expressions, in its order, that stand in the sentences of some numbers."""

    def sentence_of(time: Time) -> int:
        return tree.sentence[time.root]

    begin = bisect_left(times, first, key=sentence_of)
    return list(times[begin : bisect_right(times, last, lo=begin, key=sentence_of)])


def describe_time(tree: Tree, trigger: Trigger, modality: str, time: Time) -> list[str]:
    """What a linear model reads of a trigger and an expression of time, as words."""
    at = trigger.token.i
    apart = tree.sentence[at] - tree.sentence[time.root]
    way = tree.path(at, time.root) if apart == 0 else None
    path = way[0] if way is not None else f"sentence {max(-1, min(apart, 4))}"
    kind, tense = time.kind, tense_of(tree, at)
    first = tree.word[time.first - 1] if time.first else ""
    before = " ".join(tree.word[max(0, time.first - 2) : time.first])
    preposition = tree.preposition(time.root)
    direction = read_expression(time.timex.expression).get("direction", "")
    side = "after" if time.root > at else "before"
    what = trigger.sense.event_type
    return [
        f"p {path}", f"pk {path} {kind}", f"pp {path} {preposition}", f"pw {path} {first}",
        f"k {kind}", f"kt {kind} {tense}", f"km {kind} {modality}", f"kd {kind} {direction} {tense}",
        f"w {first}", f"ww {before}", f"r {preposition} {kind}", f"s {side} {path[:1]} {kind}",
        f"t {tense} {path}", f"m {modality} {direction} {path[:1]}", f"y {what} {path}", f"l {tree.lemma[at]} {path}",
        f"g {tree.lemma[tree.head[time.root]]} {tree.label[time.root]} {apart == 0}",
        f"gp {tree.pos[tree.head[time.root]]} {tree.label[time.root]} {path}",
        f"o {tree.sentence[time.root] == 0} {tree.sentence[at] == 0} {kind}",
        f"x {_opens(tree, time)} {kind} {path[:1]}",
    ]  # fmt: skip


def _opens(tree: Tree, time: Time) -> str:
    """Whether an expression opens its sentence, and what follows it: a dateline has its dash."""
    start, _ = tree.sentences[tree.sentence[time.root]]
    after = " ".join(tree.word[time.last + 1 : time.last + 3])
    return f"opens {after if not after[:1].isalpha() else 'word'}" if time.first <= start + 2 else "inside"


TIME_NUMBERS = (
    "apart", "distance", "is_after", "steps", "ups", "rank", "rank_side", "n_here", "verbs_between", "commas_between",
    "is_noun", "is_planned", "is_past", "is_compound", "is_imperfect", "is_present", "is_future", "opens", "is_first",
    "in_title", "sentence", "same_verb", "is_day", "is_year", "is_relative", "counts_from_last",
)  # fmt: skip


def measure_time(tree: Tree, trigger: Trigger, modality: str, time: Time, times: Sequence[Time]) -> list[float]:
    """The columns `TIME_NUMBERS`; ``times`` are all candidates of the trigger."""
    at = trigger.token.i
    apart = tree.sentence[at] - tree.sentence[time.root]
    way = tree.path(at, time.root) if apart == 0 else None
    path = way[0] if way is not None else ""
    low, high = sorted((at, time.root))
    nearer = [o for o in times if o is not time and abs(o.root - at) < abs(time.root - at)]
    tense = tense_of(tree, at)
    start, _ = tree.sentences[tree.sentence[time.root]]
    kind = time.kind
    return [
        apart, min(abs(time.root - at), _LONGEST), time.root > at, path.count("<") + path.count(">"), path.count("<"),
        len(nearer), sum((o.root > at) == (time.root > at) for o in nearer),
        sum(tree.sentence[o.root] == tree.sentence[at] for o in times),
        min(9, tree.verbs_between(low, high)), min(9, tree.commas_between(low, high)),
        voice_of(tree, at) == "noun", modality == "planned", "Past" in tense, "compound" in tense, "Imp" in tense,
        "Pres" in tense and "compound" not in tense, "Fut" in tense, time.first <= start + 2, time is times[0],
        tree.sentence[time.root] == 0, min(tree.sentence[at], 20),
        apart == 0 and _verb_above(tree, at) == _verb_above(tree, time.root),
        is_of_day(kind), kind == "value 4",
        kind.startswith("shift") or kind == "weekday", kind.endswith("last"),
    ]  # fmt: skip


def _verb_above(tree: Tree, at: int) -> int:
    return next((above for above in tree.ancestors(at) if tree.pos[above] in VERBAL), -1)


def describe_news(tree: Tree, trigger: Trigger, modality: str, times: Sequence[Time]) -> list[str]:
    """What a linear model reads of whether a trigger tells what has just happened, as words."""
    at = trigger.token.i
    tense, voice, what = tense_of(tree, at), voice_of(tree, at), trigger.sense.event_type
    number = tree.sentence[at]
    start, end = tree.sentences[number]
    place = "title" if number == 0 else "lead" if number <= 2 else "body" if number <= 6 else "end"
    here = [time.kind for time in _of_sentences(tree, times, number, number)]
    return [
        f"t {tense}", f"tv {tense} {voice}", f"tp {tense} {place}", f"tm {tense} {modality}", f"p {place}",
        f"pv {place} {voice}", f"y {what} {tense}", f"l {tree.lemma[at]}", f"lb {tree.label[at]} {voice}",
        f"la {tree.label[tree.head[at]]} {tense}", f"m {modality}", f"n {min(len(here), 2)} {tense}",
        *(f"k {kind}" for kind in here), *(f"kt {kind} {tense}" for kind in here),
        *(f"w {word}" for word in set(tree.lemma[start:end]) if word.isalpha()),
    ]  # fmt: skip


NEWS_NUMBERS = (
    "sentence", "share", "in_title", "is_noun", "is_planned", "is_past", "is_compound", "is_imperfect", "is_present",
    "is_future", "n_here", "n_year_here", "n_back", "year_back", "depth", "in_relative",
)  # fmt: skip


def measure_news(tree: Tree, trigger: Trigger, modality: str, times: Sequence[Time]) -> list[float]:
    """The columns `NEWS_NUMBERS`."""
    at = trigger.token.i
    number = tree.sentence[at]
    tense = tense_of(tree, at)
    here, back = _of_sentences(tree, times, number, number), _of_sentences(tree, times, 0, number - 1)
    above = list(tree.ancestors(at))
    return [
        min(number, 20), number / max(1, len(tree.sentences)), number == 0, voice_of(tree, at) == "noun",
        modality == "planned", "Past" in tense, "compound" in tense, "Imp" in tense,
        "Pres" in tense and "compound" not in tense, "Fut" in tense, len(here), sum(t.kind == "value 4" for t in here),
        len(back), sum(t.kind == "value 4" for t in back), len(above), any(tree.label[a] == "acl:relcl" for a in above),
    ]  # fmt: skip
