"""Learn which reports of an article tell one event: ``python -m pipelines.training.event_chains --data DIR``.

DIR is as for `pipelines.training.event_triggers`; only documents are learned from, their annotated triggers with the
participants and times that the judges beside `chains` give them. Writes ``chains.npz`` and its manifest there. Needs
torch; the pipeline does not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events import chains
from pipelines.analyse.events.chain_columns import COLUMNS, ChainColumns
from pipelines.analyse.events.clauses import read_reports
from pipelines.analyse.events.lexicon import load_pack
from pipelines.analyse.events.mention_tree import mention_tree
from pipelines.analyse.events.sentence_reader import SentenceReader, load_reader
from pipelines.analyse.events.syntax import Syntax
from pipelines.analyse.events.trigger_judge import Verdict
from pipelines.networks import Floats
from pipelines.training import pair_network
from pipelines.training.annotated_events import PRESS, data_files, read_annotated
from pipelines.training.event_trigger_rows import ParsedExample, analyse
from pipelines.training.manifest import ENCODER_DISTRIBUTIONS, manifest_of, write_weights
from pipelines.training.pair_network import Settings

#: How much pairs of a source count: the press as it is most, our own dense texts least.
WEIGHTS = {"wikinews": 2.0, **dict.fromkeys(PRESS, 2.0), "own news": 1.0, "own": 0.7}


@dataclass(frozen=True)
class Pairs:
    """All pairs of reports: vectors of reports, the two of each pair, columns, whether both tell one event, source."""

    vectors: Floats
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    columns: Floats
    is_one: NDArray[np.bool_]
    source: list[str]

    def vectors_of(self, chosen: NDArray[np.intp]) -> Floats:
        """What the network sees of the vectors of some pairs."""
        return chains.vectors_of_pairs(self.vectors, self.left[chosen], self.right[chosen])


def pairs_of(examples: Sequence[ParsedExample], reader: SentenceReader) -> Pairs:
    """The pairs of reports of the documents' events, read by an encoder."""
    vectors, columns, left, right = [], [np.zeros((0, len(COLUMNS)), np.float32)], [], []
    is_one: list[bool] = []
    source: list[str] = []
    n_reports = 0
    for example in examples:
        pairs, mine, told, events = _pairs_of_document(example, reader)
        vectors.append(told)
        columns.append(mine)
        left += [n_reports + one for one, _ in pairs]
        right += [n_reports + other for _, other in pairs]
        is_one += [events[one] == events[other] for one, other in pairs]
        source += [example.given.source] * len(pairs)
        n_reports += len(told)
    ends = np.array(left, np.intp), np.array(right, np.intp)
    return Pairs(np.concatenate(vectors), *ends, np.concatenate(columns), np.array(is_one, np.bool_), source)


def _pairs_of_document(
    example: ParsedExample, reader: SentenceReader
) -> tuple[list[tuple[int, int]], Floats, Floats, list[str]]:
    """The pairs of a document's reports, their columns, the vectors of reports, and the event of each."""
    text, tree, pack = example.given.text, example.tree, load_pack(example.given.language)
    assert pack is not None
    told: dict[int, tuple[str, str, str]] = {}
    for event in example.given.events:
        for start, end in event.spans:
            top = tree.root_of(tree.tokens_over(start, end))
            told.setdefault(top, (event.event_type, event.modality, event.event_id))
    sentences = tree.sentence_spans()
    read = reader.read(text, sentences, range(len(sentences)))
    syntax = Syntax(tree, example.mentions, pack.words)
    verdicts = [Verdict(at, told[at][0], 1.0, told[at][1]) for at in sorted(told)]
    reports = read_reports(text, verdicts, syntax, example.mentions, example.timexes, read, pack)
    laid_over = mention_tree(tree, example.mentions, pack.forms)
    pairs, columns = ChainColumns(laid_over, reports, example.timexes).pairs()
    vectors = chains.vectors_of(reports, read, reader.encoder.model.width)
    return pairs, columns, vectors, [told[at][2] for at in sorted(told)]


def train(pairs: Pairs, settings: Settings) -> dict[str, NDArray[Any]]:
    """The arrays of the network learned from pairs, as `chains.load_judge` reads them."""
    weight = np.array([WEIGHTS[name] for name in pairs.source], np.float32)
    rows = pair_network.Rows(pairs.columns, pairs.is_one, weight, pairs.vectors_of)
    return {**pair_network.train(rows, settings, chains.HEAD), "columns": np.array(COLUMNS)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(chains.__file__).with_name(chains.FILE))
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    examples = [analyse(text) for text in read_annotated(data) if text.is_document]
    settings, pairs = Settings(), pairs_of(examples, load_reader())
    manifest = manifest_of(data_files(data), asdict(settings), ENCODER_DISTRIBUTIONS, pairs=len(pairs.is_one))
    write_weights(arguments.write, train(pairs, settings), manifest)


if __name__ == "__main__":
    main()
