"""Learn which words tell an event: ``python -m pipelines.training.event_triggers --data DIR``.

DIR (or its folder ``events``) holds ``train/`` and ``documents/``; our own documents lie in
``event_documents/``. Writes ``triggers.npz`` and its manifest beside `trigger_judge` and prints
what judges reach that never saw the document. Needs scipy; the pipeline does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from pipelines.analyse.events import trigger_judge
from pipelines.analyse.events.lexicon import load_pack, read_codebook
from pipelines.analyse.events.trigger_columns import COLUMNS
from pipelines.analyse.events.trigger_features import TriggerFeatures, find_candidates
from pipelines.analyse.events.trigger_judge import TriggerJudge
from pipelines.analyse.events.trigger_numbers import describe
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.networks import Floats, Network
from pipelines.records.analysis import MODALITIES, Mention, Timex
from pipelines.training.annotated_events import NEVER_LEARNED, OWN, AnnotatedEvent, AnnotatedText, Span, read_annotated
from pipelines.training.network_fit import Features, Settings, fit, judge, small_arrays

N_FOLDS = 5
LANGUAGES = ("fr", "en")
TRIGGERS = Settings(n_hidden=40, n_networks=2)
MODALITY = Settings(n_hidden=16, n_epochs=8, min_rows=4)
#: What is right to report and right to leave out weighs less than what must be reported.
OPTIONAL_WEIGHT = 0.4
#: Our own documents tell more events, and in more words, than the news does.
OWN_WEIGHT = 0.5
#: The share of an event's type; the rest goes to the other types coders may give it.
_MAIN_SHARE = 0.8
#: Least confidence of a report: where precision and recall of rows meet best out of fold.
LEAST = 0.5


@dataclass(frozen=True, slots=True)
class ParsedExample:
    """An annotated text with what the analysis finds in it before events."""

    given: AnnotatedText
    doc: Doc
    mentions: Sequence[Mention]
    timexes: Sequence[Timex]


@dataclass(frozen=True)
class Rows:
    """The candidates of all texts: their text, token, features, numbers, and what each tells."""

    text: NDArray[np.intp]
    token: NDArray[np.intp]
    sentence: list[Span]
    named: list[set[str]]
    numbers: Floats
    events: list[AnnotatedEvent | None]
    weight: Floats
    fold: NDArray[np.intp]
    is_own: NDArray[np.bool_]


def analyse(text: AnnotatedText) -> ParsedExample:
    """Parse, mentions and expressions of time of a text."""
    doc = parse(text.text, text.language)
    assert doc is not None
    return ParsedExample(
        text, doc, find_mentions(text.text, doc, text.language), find_timexes(text.text, text.language)
    )


def rows_of(examples: Sequence[ParsedExample]) -> Rows:
    """The candidates of the texts with what each is."""
    found: list[tuple[int, int, set[str], AnnotatedEvent | None, float, Span]] = []
    numbers: list[Floats] = []
    for place, example in enumerate(examples):
        pack = load_pack(example.given.language)
        assert pack is not None
        features = TriggerFeatures(example.doc, example.mentions, pack)
        chosen = find_candidates(features.parsed, pack, [(t.start, t.end) for t in example.timexes])
        if not chosen:
            continue
        numbers.append(describe(example.doc, features, chosen, LANGUAGES))
        told, inside = _labels(example, set(chosen))
        for at in chosen:
            sentence, event = example.doc[at].sent, told.get(at)
            weight = _weight(example.given, event, at in inside)
            bounds = (sentence.start_char, sentence.end_char)
            found.append((place, at, set(features.of(at)), event, weight, bounds))
    texts = np.array([row[0] for row in found], np.intp)
    return Rows(
        texts,
        np.array([row[1] for row in found], np.intp),
        [row[5] for row in found],
        [row[2] for row in found],
        np.concatenate(numbers),
        [row[3] for row in found],
        np.array([row[4] for row in found], np.float32),
        np.array([examples[at].given.fold(N_FOLDS) for at in texts], np.intp),
        np.array([examples[at].given.source == "own" for at in texts]),
    )


def _weight(text: AnnotatedText, event: AnnotatedEvent | None, is_inside: bool) -> float:
    """How much a candidate counts: nothing when it only stands within the words of an event told by another."""
    if event is None and is_inside:
        return 0.0
    weight = 1.0 if event is None or event.is_core else OPTIONAL_WEIGHT
    return weight * OWN_WEIGHT if text.source == "own" else weight


def _labels(example: ParsedExample, chosen: set[int]) -> tuple[dict[int, AnnotatedEvent], set[int]]:
    """The candidate that tells each event, and all that stand within its words.

    Of several words the highest in the parse; a word that tells two events tells the one that must be reported.
    """
    told: dict[int, AnnotatedEvent] = {}
    inside: set[int] = set()
    for event in example.given.events:
        for start, end in event.spans:
            span = example.doc.char_span(start, end, alignment_mode="expand")
            assert span is not None
            within = [at for at in range(span.start, span.end) if at in chosen]
            if not within:
                continue
            top = min(within, key=lambda at: (at != span.root.i, sum(1 for _ in example.doc[at].ancestors)))
            if top not in told or (event.is_core and not told[top].is_core):
                told[top] = event
            inside |= set(within)
    return told, inside


def wanted_types(rows: Rows, types: Sequence[str]) -> Floats:
    """The shares of types of each row, the last column being no event."""
    wanted = np.zeros((len(rows.events), len(types) + 1), np.float32)
    for row, event in zip(wanted, rows.events, strict=True):
        if event is None:
            row[-1] = 1.0
            continue
        others = [types.index(kind) for kind in event.other_types if kind in types and kind != event.event_type]
        row[types.index(event.event_type)] = _MAIN_SHARE if others else 1.0
        for other in others:
            row[other] += (1 - _MAIN_SHARE) / len(others)
    return wanted


def wanted_modalities(rows: Rows) -> Floats:
    """The shares of modalities of each row that tells an event, zeros for others."""
    wanted = np.zeros((len(rows.events), len(MODALITIES)), np.float32)
    for row, event in zip(wanted, rows.events, strict=True):
        if event is not None:
            others = [m for m in event.other_modalities if m in MODALITIES and m != event.modality]
            row[MODALITIES.index(event.modality)] = _MAIN_SHARE if others else 1.0
            for other in others:
                row[MODALITIES.index(other)] += (1 - _MAIN_SHARE) / len(others)
    return wanted


class Learner:
    """All rows ready to learn from, whichever folds are left out."""

    def __init__(self, examples: Sequence[ParsedExample], rows: Rows) -> None:
        self.rows = rows
        self.told = [example.given.events for example in examples]
        self.types = tuple(read_codebook()["types"])
        self.may_learn = np.array([examples[at].given.source not in NEVER_LEARNED for at in rows.text])
        self.scale = np.ones(rows.numbers.shape[1], np.float32)
        self.scale[-len(COLUMNS) :] = 0.3 / np.maximum(rows.numbers[:, -len(COLUMNS) :].std(axis=0), 0.05)
        # Known in learning only: at run time every text is a document, and none is ours.
        kinds = np.array([[examples[at].given.is_document, examples[at].given.source == "own"] for at in rows.text])
        self.numbers = np.concatenate([rows.numbers * self.scale, kinds], axis=1).astype(np.float32)
        learned = np.flatnonzero(self.may_learn & (rows.weight > 0))
        self.features = Features(rows.named, learned, TRIGGERS.min_rows)
        self.by_type, self.by_modality = wanted_types(rows, self.types), wanted_modalities(rows)

    def networks(self, left_out: Iterable[int], share: float = 1.0) -> tuple[Network, Network]:
        """The networks for triggers and for modality, learned from a share of the texts outside some folds."""
        rows = self.rows
        drawn = np.random.default_rng(1).random(rows.text.max() + 1)[rows.text] < share
        usable = self.may_learn & (rows.weight > 0) & ~np.isin(rows.fold, list(left_out)) & drawn
        chosen = np.flatnonzero(usable)
        triggers = fit(self.features, self.numbers, self.by_type, rows.weight, chosen, TRIGGERS)
        telling = np.flatnonzero(usable & (self.by_modality.sum(axis=1) > 0))
        modality = fit(self.features, self.numbers, self.by_modality, rows.weight, telling, MODALITY)
        return self._as_run(triggers), self._as_run(modality)

    def _as_run(self, network: Network) -> Network:
        """The network as it reads unscaled numbers of documents that are not ours."""
        return replace(
            network,
            dense=network.dense[:-2] * self.scale[:, None],
            hidden_bias=network.hidden_bias + network.dense[-2],
        )

    def found_by(self, row: int, kind: int) -> list[tuple[int, str]]:
        """The events of this type that a row's words or sentence tell."""
        text, (start, end) = int(self.rows.text[row]), self.rows.sentence[row]
        own = self.rows.events[row]
        return [
            (text, event.event_id)
            for event in self.told[text]
            if self.types[kind] in event.types and (event is own or any(start <= span[0] < end for span in event.spans))
        ]

    def judged(self, network: Network, chosen: NDArray[np.intp]) -> Floats:
        """The probabilities of classes for some rows."""
        return judge(network, self.features, self.rows.numbers, chosen)


def calibrate(
    probability: Floats, is_right: NDArray[np.bool_], weight: Floats, n_points: int = 12
) -> tuple[Floats, Floats]:
    """Points (said, true) of a rising curve: shares of what is right in equal parts by probability, pooled
    where they fall (Ayer et al. 1955)."""
    order = np.argsort(probability, kind="stable")
    blocks: list[list[float]] = []
    for part in np.array_split(order, n_points):
        total = float(weight[part].sum())
        blocks.append(
            [total, float((probability[part] * weight[part]).sum()), float((is_right[part] * weight[part]).sum())]
        )
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][0] > blocks[-1][2] / blocks[-1][0]:
            last = blocks.pop()
            blocks[-1] = [mine + its for mine, its in zip(blocks[-1], last, strict=True)]
    said = [0.0, *(block[1] / block[0] for block in blocks), 1.0]
    true = [0.0, *(block[2] / block[0] for block in blocks), blocks[-1][2] / blocks[-1][0]]
    return np.array(said, np.float32), np.array(true, np.float32)


def is_right(learner: Learner, probability: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which rows, judged to tell an event of their likeliest type, are right, and which count.

    Right as in scoring documents: the words tell an event of that type, or one is told in their sentence.
    Rows do not count where the only such events are optional.
    """
    rows = learner.rows
    right, counts = np.zeros(len(rows.events), bool), rows.weight > 0
    for at, kind in enumerate(probability[:, :-1].argmax(axis=1)):
        event, (start, end) = rows.events[at], rows.sentence[at]
        told = [event] if event is not None else []
        told += [other for other in learner.told[rows.text[at]] if any(start <= span[0] < end for span in other.spans)]
        fitting = [other for other in told if learner.types[kind] in other.types]
        right[at] = any(other.is_core for other in fitting)
        counts[at] &= bool(right[at]) or not fitting
        counts[at] &= bool(right[at]) or event is None or event.is_core
    return right, counts


def out_of_fold(learner: Learner, share: float = 1.0) -> tuple[Floats, Floats, list[tuple[Network, Network]]]:
    """Probabilities of types and modalities of all rows, and the networks of each fold, which never saw it."""
    n_rows = len(learner.rows.events)
    types = np.zeros((n_rows, len(learner.types) + 1), np.float32)
    modalities = np.zeros((n_rows, len(MODALITIES)), np.float32)
    networks = []
    for fold in range(N_FOLDS):
        triggers, modality = learner.networks([fold], share)
        judged = np.flatnonzero(learner.rows.fold == fold)
        types[judged] = learner.judged(triggers, judged)
        modalities[judged] = learner.judged(modality, judged)
        networks.append((triggers, modality))
    return types, modalities, networks


def judge_arrays(
    learner: Learner, networks: tuple[Network, Network], curve: tuple[Floats, Floats]
) -> dict[str, NDArray[Any]]:
    """The arrays of the file."""
    arrays: dict[str, NDArray[Any]] = {
        "languages": np.array(LANGUAGES),
        "types": np.array(learner.types),
        "modalities": np.array(MODALITIES),
        "raised": curve[0],
        "honest": curve[1],
        "least": np.array([LEAST], np.float32),
    }
    for prefix, network in zip(("trigger_", "modality_"), networks, strict=True):
        arrays |= small_arrays(network, prefix)
    return arrays


def curve_of(learner: Learner, probability: Floats) -> tuple[Floats, Floats]:
    """The calibration of out-of-fold probabilities; documents that are not ours count most."""
    right, counts = is_right(learner, probability)
    weight = np.where(learner.rows.is_own, 0.3, 1.0).astype(np.float32)
    said = 1.0 - probability[:, -1]
    counts &= said > 0.05
    return calibrate(said[counts], right[counts], weight[counts])


def fold_judges(learner: Learner) -> tuple[list[TriggerJudge], Floats]:
    """A judge a fold, which never saw its texts, and the out-of-fold probabilities."""
    types, _, networks = out_of_fold(learner)
    curve = curve_of(learner, types)
    return [trigger_judge.judge_of(judge_arrays(learner, pair, curve)) for pair in networks], types


def print_figures(
    examples: Sequence[ParsedExample], learner: Learner, types: Floats, modalities: Floats
) -> dict[str, Any]:
    """Precision and recall of triggers by source, modality, and how honest the confidence is; returns them."""
    rows = learner.rows
    figures: dict[str, Any] = {}
    kinds = types[:, :-1].argmax(axis=1)
    right, counts = is_right(learner, types)
    curve = curve_of(learner, types)
    confidence = np.interp(1.0 - types[:, -1], *curve)
    sources = np.array([examples[at].given.source for at in rows.text])
    for source in sorted(set(sources)):
        mine = (sources == source) & counts
        said = mine & (confidence >= LEAST)
        wanted = {
            (at, event.event_id)
            for at, example in enumerate(examples)
            for event in example.given.events
            if event.is_core and example.given.source == source
        }
        found = {key for at in np.flatnonzero(said & right) for key in learner.found_by(int(at), int(kinds[at]))}
        precision = float(right[said].mean()) if said.any() else 0.0
        recall = len(found & wanted) / max(len(wanted), 1)
        figures[source] = {"precision": round(precision, 3), "recall": round(recall, 3), "events": len(wanted)}
        print(f"  {source:<20} triggers right {precision:.3f}, events found {recall:.3f} of {len(wanted)}")
    telling = np.flatnonzero(learner.by_modality.sum(axis=1) > 0)
    best = learner.by_modality[telling].argmax(axis=1) == modalities[telling].argmax(axis=1)
    figures["modality"] = {"right": round(float(best.mean()), 3), "events": len(best)}
    print(f"  modality right {best.mean():.3f} of {len(best)}")
    figures["reliability"] = reliability(confidence[counts & ~rows.is_own], right[counts & ~rows.is_own])
    for low, high, said_, true, n in figures["reliability"]["bins"]:
        print(f"  confidence {low:.1f} to {high:.1f}: said {said_:.3f}, true {true:.3f} of {n}")
    print(f"  expected calibration error {figures['reliability']['error']:.3f}")
    return figures


def reliability(confidence: NDArray[Any], right: NDArray[np.bool_], least: float = 0.3) -> dict[str, Any]:
    """What was said and what was true, by tenths of confidence from ``least`` on, and the mean difference."""
    bins, total = [], 0.0
    for low in np.arange(least, 1.0, 0.1):
        chosen = (confidence >= low) & (confidence < low + 0.1 + 1e-6)
        n = int(chosen.sum())
        if n:
            said, true = float(confidence[chosen].mean()), float(right[chosen].mean())
            bins.append([round(float(low), 1), round(float(low) + 0.1, 1), round(said, 3), round(true, 3), n])
            total += abs(said - true) * n
    return {"bins": bins, "error": round(total / max(sum(b[4] for b in bins), 1), 4)}


def print_learning_curve(examples: Sequence[ParsedExample], learner: Learner) -> None:
    """What judges reach that learned from a part of the texts."""
    for share in (0.25, 0.5, 0.75, 1.0):
        print(f"{share:.0%} of the texts")
        types, modalities, _ = out_of_fold(learner, share)
        print_figures(examples, learner, types, modalities)


def manifest(paths: Sequence[Path], figures: dict[str, Any]) -> dict[str, Any]:
    """What the weights were made of."""
    return {
        "data": {f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
        "settings": {"triggers": asdict(TRIGGERS), "modality": asdict(MODALITY), "folds": N_FOLDS},
        "versions": {name: metadata.version(name) for name in ("numpy", "scipy", "spacy")},
        "out_of_fold": figures,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(trigger_judge.__file__).with_name(trigger_judge.FILE))
    parser.add_argument("--curve", action="store_true", help="only print what parts of the texts reach")
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    examples = [analyse(text) for text in read_annotated(data)]
    rows = rows_of(examples)
    learner = Learner(examples, rows)
    print(f"{len(examples)} texts, {len(rows.events)} candidates, {len(learner.features.names)} features")
    if arguments.curve:
        print_learning_curve(examples, learner)
        return
    types, modalities, _ = out_of_fold(learner)
    figures = print_figures(examples, learner, types, modalities)
    np.savez_compressed(arguments.write, **judge_arrays(learner, learner.networks([]), curve_of(learner, types)))  # type: ignore[arg-type]
    paths = [
        *sorted((data / "train").glob("*.jsonl")),
        *sorted((data / "documents").glob("*.jsonl")),
        *sorted(OWN.glob("*/*.jsonl")),
    ]
    arguments.write.with_suffix(".json").write_text(
        json.dumps(manifest(paths, figures), indent=2) + "\n", encoding="utf-8"
    )
    print(f"{arguments.write}: {arguments.write.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
