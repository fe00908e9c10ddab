"""Annotated events to learn from, laid over the parse of their texts.

Two forms are read: sentences whose participants are spans, and whole documents
whose participants are lists of names (with the publication date, and dates as
intervals). What annotators call optional is neutral: neither right nor wrong.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipelines.analyse.events.lexicon import Sense, load_pack
from pipelines.analyse.events.participant_columns import Pair
from pipelines.analyse.events.phrases import Phrase, bounds, find_phrases
from pipelines.analyse.events.time_columns import Time, find_times
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.analyse.universal_tree import Tree
from pipelines.records.analysis import Mention, Timex
from pipelines.training.annotated_events import document_group, mention_finder, read_lines

N_FOLDS = 5
NEUTRAL, NOBODY, ACTOR, RECIPIENT = -1, 0, 1, 2
#: Types whose participants all act.
SYMMETRIC = frozenset({"CONSULT", "AGREE"})
#: An interval of days is a right date when it holds the true one and is no longer than this.
WEEK = 7
_SMALL = frozenset(["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an", "of", "et", "and"])
_INNER = frozenset({"obj", "obl", "obl:arg", "pobj", "nsubj", "conj", "nmod", "xcomp"})


@dataclass(frozen=True)
class Text:
    """A text with its annotated events; ``published`` is None for a sentence, ``weight`` says how much it counts."""

    id: str
    language: str
    source: str
    text: str
    tree: Tree
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    phrases: tuple[Phrase, ...]
    times: tuple[Time, ...]
    events: tuple[Mapping[str, Any], ...]
    published: date | None
    weight: float = 1.0

    @property
    def fold(self) -> int:
        return zlib.crc32(document_group(self.id).encode()) % N_FOLDS

    @property
    def is_document(self) -> bool:
        return self.source == "documents"


def read_sentences(path: Path) -> Iterator[Text]:
    """The annotated sentences of a file."""
    for record in read_lines(path):
        yield _text(record["id"], record["lang"], record["source"], record["text"], record["events"], None)


def read_documents(folder: Path) -> Iterator[Text]:
    """The annotated documents of a folder: ``docs.jsonl`` and ``gold.jsonl``."""
    return annotated_documents(read_lines(folder / "docs.jsonl"), read_lines(folder / "gold.jsonl"))


def annotated_documents(
    records: Iterable[Mapping[str, Any]], annotations: Iterable[Mapping[str, Any]]
) -> Iterator[Text]:
    """Documents with what is annotated in them."""
    gold = {record["doc"]: record for record in annotations}
    for record in records:
        told = gold.get(record["id"])
        if told is not None:
            published = date.fromisoformat(told["published"]) if told.get("published") else None
            yield _text(record["id"], record["lang"], "documents", record["text"], told["events"], published)


def _text(
    name: str, language: str, source: str, text: str, events: Sequence[Mapping[str, Any]], published: date | None
) -> Text:
    tree, pack = parse(text, language), load_pack(language)
    if tree is None or pack is None:
        raise ValueError(f"{name}: no model or event pack for {language!r}")
    mentions, timexes = find_mentions(text, tree, language), find_timexes(text, language)
    phrases = tuple(find_phrases(tree, mentions, timexes, pack.words["of_words"]))
    times = tuple(find_times(tree, timexes, pack.words["bound_words"]))
    return Text(name, language, source, text, tree, mentions, timexes, phrases, times, tuple(events), published)


def mentions_of(text: Text, event: Mapping[str, Any]) -> Iterator[list[Trigger]]:
    """The triggers that may stand for each mention of an event, the likeliest first."""
    for start, end in _trigger_spans(text, event):
        tree, span = text.tree, text.tree.tokens_over(start, end)
        if not span:
            continue
        root = tree.root_of(span)
        sense = Sense(event["type"], None, "", event["type"] in SYMMETRIC)
        told = [at for at in span if tree.pos[at] == "VERB" or (tree.pos[at] == "NOUN" and tree.relation[at] in _INNER)]
        yield [Trigger(tree[at], sense, span.start, span.stop - 1) for at in dict.fromkeys((root, *told))]


def _trigger_spans(text: Text, event: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    if not text.is_document:
        yield from ((trigger["start"], trigger["end"]) for trigger in event["triggers"])
        return
    yield from filter(None, map(mention_finder(text.text), event["mentions"]))


def words_of(name: str) -> frozenset[str]:
    """The words of a name without accents, capitals, articles and the like."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return frozenset(word for word in re.findall(r"\w+", plain) if word not in _SMALL)


def label_pairs(text: Text, event: Mapping[str, Any], pairs: Sequence[Pair]) -> list[int]:
    """What each pair of a trigger is: `NOBODY`, `ACTOR`, `RECIPIENT` or `NEUTRAL`."""
    return _label_by_name(text, event, pairs) if text.is_document else _label_by_span(text, event, pairs)


def _label_by_span(text: Text, event: Mapping[str, Any], pairs: Sequence[Pair]) -> list[int]:
    labels = [NOBODY] * len(pairs)
    for label, party in _parties(event, "optional"):
        span = text.tree.tokens_over(party["start"], party["end"])
        if not span:
            continue
        inside = [at for at, pair in enumerate(pairs) if pair.phrase.head in span]
        for at in inside:
            labels[at] = labels[at] or NEUTRAL
        over = [at for at, pair in enumerate(pairs) if pair.phrase.first < span.stop and span.start <= pair.phrase.last]
        root = text.tree.root_of(span)
        nearest = min(inside or over[:1], key=lambda at: abs(pairs[at].phrase.head - root), default=None)
        if nearest is not None:
            labels[nearest] = label
    return labels


def _label_by_name(text: Text, event: Mapping[str, Any], pairs: Sequence[Pair]) -> list[int]:
    parties = list(_parties(event, "optional_parties"))
    words = [words_of(text.text[slice(*bounds(text.tree, pair.phrase))]) for pair in pairs]
    hits = [[at for at, (_, party) in enumerate(parties) if _names(mine, party)] for mine in words]
    inside = {party for at, pair in enumerate(pairs) if _is_here(pair) for party in hits[at]}
    labels = []
    for pair, mine in zip(pairs, hits, strict=True):
        label = _label_of({parties[party][0] for party in mine})
        is_known = pair.path is None and label > NOBODY and inside.issuperset(mine)
        is_doubtful = label == NOBODY and _may_be_meant(pair, parties)
        labels.append(NEUTRAL if is_known or is_doubtful else label)
    return _outermost(pairs, labels)


def _outermost(pairs: Sequence[Pair], labels: Sequence[int]) -> list[int]:
    """The labels, neutral for a phrase within another that names a party."""
    outer = [pair for pair, label in zip(pairs, labels, strict=True) if label > NOBODY]
    return [
        NEUTRAL if label > NOBODY and any(_holds(other, pair) for other in outer) else label
        for pair, label in zip(pairs, labels, strict=True)
    ]


def _label_of(sides: set[int]) -> int:
    """The label of a phrase that names parties of these sides; of both it is neutral."""
    if {ACTOR, RECIPIENT} <= sides:
        return NEUTRAL
    return max(sides, default=NOBODY)


def _parties(event: Mapping[str, Any], optional: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    recipient = ACTOR if event.get("symmetric") else RECIPIENT
    for label, side in ((ACTOR, "actors"), (recipient, "recipients"), (NEUTRAL, optional)):
        yield from ((label, party) for party in event.get(side, ()))


def _names(words: frozenset[str], party: Mapping[str, Any]) -> bool:
    """Whether words are those of one of a party's names, or hold them all."""
    return bool(words) and any(name and (words <= name or name <= words) for name in map(words_of, party["names"]))


def _is_here(pair: Pair) -> bool:
    return pair.path is not None and not pair.phrase.is_pronoun


def _may_be_meant(pair: Pair, parties: Sequence[tuple[int, Mapping[str, Any]]]) -> bool:
    """A pronoun, or a place or body of a party's country: named otherwise than the annotator did."""
    mention = pair.phrase.mention
    if pair.phrase.is_pronoun:
        return True
    if mention is None or mention.country is None or mention.type == "PER":
        return False
    return any(party.get("iso3") == mention.country and party.get("kind") != "PER" for _, party in parties)


def _holds(outer: Pair, inner: Pair) -> bool:
    a, b = outer.phrase, inner.phrase
    return a.head != b.head and a.first <= b.first and b.last <= a.last


def date_is_right(event: Mapping[str, Any], found: tuple[date, date]) -> bool:
    """Whether an interval lies in one that the annotator accepts, or holds it and is at most a week long."""
    accepted = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in dates_of(event)]
    short = found[1] - found[0] < timedelta(days=WEEK)
    return any((a <= found[0] and found[1] <= b) or (short and found[0] <= a and b <= found[1]) for a, b in accepted)


def dates_of(event: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The intervals an annotator accepts, as ISO dates."""
    return [span for span in [event.get("date"), *event.get("date_alt", ())] if span and None not in span]
