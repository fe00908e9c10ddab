"""Which words of a text tell an event, of what type: a network over all that may, learned from annotated text.

Learned by `pipelines.training.event_triggers`; `triggers.md` says from what, and what it reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events.modality import ruled_modality
from pipelines.analyse.events.passages import Span, sentence_of, word_of
from pipelines.analyse.events.sentence_reader import ReadText, SentenceReader, load_reader
from pipelines.analyse.events.trigger_features import TriggerFeatures, find_candidates
from pipelines.analyse.events.trigger_numbers import describe
from pipelines.analyse.universal_tree import Tree
from pipelines.networks import Floats, Network, network_of, pooled

FILE = "triggers.npz"
#: From this probability on what the rules of modality say stands. Out of fold .02 to .2 give the same share right.
LEAST_RULED = 0.05
#: A sentence is read by the encoder when a word of it tells an event with at least this probability, as in half of
#: those with a candidate. Out of fold a bound of .05 finds no more.
LEAST_READ = 0.2

#: No sentence of prose tells more events; one that is a clause repeated a thousand times would take minutes.
MOST_TOLD = 12
#: No article of the length that is analysed tells more; of one that does, the first ones are kept. To compare so
#: many with each other (`chains`) takes a quarter of a second.
MOST_TOLD_IN_ALL = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word that tells an event: its token, the type, how likely it is that a reader would say so, the modality."""

    at: int
    event_type: str
    confidence: float
    modality: str


@dataclass(frozen=True, slots=True)
class TriggerJudge:
    """The networks for event types and for modality, and how honest their probabilities are.

    The last class of the network of types is no event. ``raised`` and ``honest`` are points of the calibration.
    """

    languages: tuple[str, ...]
    types: tuple[str, ...]
    modalities: tuple[str, ...]
    triggers: Network
    modality: Network
    raised: Floats
    honest: Floats
    least: float

    def judge(
        self, text: str, features: TriggerFeatures, dates: Sequence[tuple[int, int]]
    ) -> tuple[list[Verdict], ReadText]:
        """The words of a text that tell an event, in order, and the sentences read to find them."""
        tree = features.tree
        chosen = find_candidates(tree, features.pack, dates)
        if not chosen:
            return [], {}
        named = [set(features.of(at)) for at in chosen]
        numbers = describe(features, chosen, self.languages)
        probabilities = self.triggers.probabilities(named, numbers)
        likely = [at for at, row in zip(chosen, probabilities, strict=True) if 1.0 - row[-1] >= LEAST_READ]
        read = _read(text, tree, likely)
        second: dict[int, Floats] = {}
        for rows, types, modalities in _judged_again(tree, chosen, read, load_reader()):
            probabilities[rows] = pooled(probabilities[rows], types)
            second |= dict(zip(rows, modalities, strict=True))
        kinds = probabilities[:, :-1].argmax(axis=1)
        confidence = self.calibrated(1.0 - probabilities[:, -1])
        told = _surest([row for row in range(len(chosen)) if confidence[row] >= self.least], confidence, tree, chosen)
        if not told:
            return [], read
        modal = self.modality.probabilities([named[row] for row in told], numbers[told])
        return [
            Verdict(
                chosen[row],
                self.types[kinds[row]],
                round(float(confidence[row]), 3),
                self._modality(
                    pooled(mode[None], second[row][None])[0] if row in second else mode,
                    ruled_modality(tree, chosen[row], features.pack),
                ),
            )
            for row, mode in zip(told, modal, strict=True)
        ], read

    def _modality(self, likely: Floats, ruled: str | None) -> str:
        """What the rules say unless the network finds it unlikely, else the likeliest."""
        if ruled in self.modalities[1:] and likely[self.modalities.index(ruled)] >= LEAST_RULED:
            return ruled
        return self.modalities[int(likely.argmax())]

    def calibrated(self, probability: Floats) -> Floats:
        """How often words so judged told an event of that type, in texts that the judge had never seen."""
        found: Floats = np.interp(probability, self.raised, self.honest).astype(np.float32)
        return found


def _surest(told: Sequence[int], confidence: Floats, tree: Tree, chosen: Sequence[int]) -> list[int]:
    """Of the rows that tell events, in order, the `MOST_TOLD` surest of each sentence, `MOST_TOLD_IN_ALL` of a text."""
    by_sentence: dict[Span, list[int]] = {}
    for row in sorted(told, key=lambda row: -confidence[row]):
        by_sentence.setdefault(sentence_of(tree[chosen[row]]), []).append(row)
    return sorted(row for rows in by_sentence.values() for row in rows[:MOST_TOLD])[:MOST_TOLD_IN_ALL]


def _read(text: str, tree: Tree, likely: Sequence[int]) -> ReadText:
    """The sentences of these words, read by the encoder as they stand: a curly apostrophe is a piece of its own."""
    sentences = tree.sentence_spans()
    worth = {sentence_of(tree[at]) for at in likely}
    asked = [at for at, span in enumerate(sentences) if span in worth]
    return load_reader().read(text, sentences, asked)


def _judged_again(
    tree: Tree, chosen: Sequence[int], read: ReadText, reader: SentenceReader
) -> Iterator[tuple[list[int], Floats, Floats]]:
    """What the encoder makes of the words of each sentence it read: their numbers, types and modalities."""
    by_sentence: dict[Span, list[int]] = {}
    for row, at in enumerate(chosen):
        by_sentence.setdefault(sentence_of(tree[at]), []).append(row)
    for span, sentence in read.items():
        rows = by_sentence[span]
        judged, seen = sentence.rows_of_words([word_of(tree[chosen[row]]) for row in rows])
        yield [rows[at] for at in judged], reader.types.probabilities(seen), reader.modalities.probabilities(seen)


@cache
def load_judge() -> TriggerJudge:
    """The judge whose weights lie beside this module; read once a process."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as data:
        return judge_of(data)


def judge_of(data: Mapping[str, NDArray[Any]]) -> TriggerJudge:
    """The judge of a file's arrays."""
    languages, types, modalities = (
        tuple(str(name) for name in data[key]) for key in ("languages", "types", "modalities")
    )
    return TriggerJudge(
        languages,
        types,
        modalities,
        network_of(data, "trigger_"),
        network_of(data, "modality_"),
        data["raised"].astype(np.float32),
        data["honest"].astype(np.float32),
        float(data["least"][0]),
    )
