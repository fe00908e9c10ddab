"""Learn who says a quotation: ``python -m pipelines.training.quotation_speakers --data DIR``.

DIR holds, in ``ntrex``, the press that `quoted_texts` annotates; without it our own texts alone are learned from.
Writes ``speakers.npz`` beside `speaker_judge` and prints what models reach that never saw the document, beside the
rules alone. Needs lightgbm; the pipeline does not.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.quotations import speaker_judge
from pipelines.analyse.quotations.find import rule_speakers
from pipelines.analyse.quotations.marks import quoted_spans
from pipelines.analyse.quotations.parties import NAME, Party
from pipelines.analyse.quotations.party_places import spoken_last
from pipelines.analyse.quotations.speaker_columns import COLUMNS, SpeakerColumns, with_spoken
from pipelines.analyse.quotations.speaker_judge import FILE, LEAST_PROBABILITY
from pipelines.analyse.quotations.speakers import Speakers
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.analyse.universal_tree import Span, Tree
from pipelines.forests import Floats, flatten
from pipelines.languages.quotations import quotation_words
from pipelines.training.quoted_texts import QuotedText, read_texts

N_FOLDS = 5
_N_TREES = 120
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 16,
    "max_depth": 7,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 7,
    "verbose": -1,
}
#: The parties of the quotations of a text that spoke, in order; None where nobody is known to have.
Spoken = Sequence[int | None]


@dataclass(frozen=True)
class Quoted:
    """One quotation: who is asked wherever it stands, all that is known of anybody, who the rules say, who said it.

    ``spoke`` are the parties that said it: none of a term, None where nobody annotated it.
    """

    span: Span
    asked: list[int]
    parties: list[int]
    rows: Floats
    ruled: int | None
    spoke: frozenset[int] | None
    is_told: bool


@dataclass(frozen=True)
class Example:
    """A text with its quotations, and its fold."""

    text: QuotedText
    quoted: list[Quoted]
    fold: int


def read_examples(data: Path) -> list[Example]:
    """The annotated texts with what is known of those who may have spoken in them."""
    return [
        Example(text, list(quoted_of(text)), zlib.crc32(text.group.encode()) % N_FOLDS) for text in read_texts(data)
    ]


def quoted_of(text: QuotedText) -> Iterator[Quoted]:
    """The quotations of a text with what is known of those who may have said them."""
    tree, words = parse(text.text, text.language), quotation_words(text.language)
    assert tree is not None
    assert words is not None
    spans = quoted_spans(text.text)
    mentions = find_mentions(text.text, tree, text.language)
    speakers = Speakers(tree, mentions, words, spans, find_timexes(text.text, text.language))
    columns = SpeakerColumns(tree, speakers, words, spans)
    for at, said in enumerate(rule_speakers(text.text, tree, spans, speakers)):
        span = (spans[at].start, spans[at].end)
        asked = columns.asked(at, said)
        named = (
            n for n, party in enumerate(columns.places.parties) if party.kind == NAME and party.spans[0][0] < span[0]
        )
        parties = [*asked, *(number for number in named if number not in asked)]
        gold = text.said.get(span, [] if span in text.terms else None)
        spoke = (
            None if gold is None else frozenset(n for n in parties if _is_named(columns.places.parties[n], gold, tree))
        )
        rows = columns.describe(at, said, parties)
        yield Quoted(span, asked, parties, rows, columns.places.party_of(said.speaker), spoke, bool(gold))


def _is_named(party: Party, named: Sequence[Span], tree: Tree) -> bool:
    """Whether a party is named at one of some places."""
    places = zip(party.spans, party.heads, strict=True)
    return any(
        start < last and begin < end and (end == last or start <= tree.start[head] < end)
        for (begin, last), head in places
        for start, end in named
    )


def _asked(quoted: Quoted, spoken: Spoken) -> list[int]:
    """The numbers of the rows of those asked, given who spoke before."""
    asked = {*quoted.asked, *spoken_last(spoken)}
    return [row for row, party in enumerate(quoted.parties) if party in asked]


def _columns(quoted: Quoted, rows: Sequence[int], spoken: Spoken) -> Floats:
    return with_spoken(quoted.rows[list(rows)], [quoted.parties[row] for row in rows], spoken)


def decode(example: Example, booster: Any) -> list[tuple[int | None, float]]:
    """The likeliest speaker of each quotation and how likely it is, as `speaker_judge` finds them."""
    found: list[tuple[int | None, float]] = []
    spoken: list[int | None] = []
    for quoted in example.quoted:
        rows = _asked(quoted, spoken)
        likely, probability = None, 0.0
        if rows:
            judged = booster.predict(_columns(quoted, rows, spoken), num_threads=1)
            likely, probability = quoted.parties[rows[int(judged.argmax())]], float(judged.max())
        found.append((likely, probability))
        spoken.append(likely if probability >= LEAST_PROBABILITY else None)
    return found


def fit_forest(examples: Iterable[Example], spoken: Mapping[str, Spoken]) -> Any:
    """The trees that learn from some texts, given who is taken to have said each of their quotations."""
    import lightgbm  # noqa: PLC0415 - training only; the pipeline runs without it

    columns: list[Floats] = []
    labels: list[bool] = []
    for example in examples:
        for at, quoted in enumerate(example.quoted):
            before = spoken[example.text.id][:at]
            rows = _asked(quoted, before)
            if quoted.spoke is not None and rows:
                columns.append(_columns(quoted, rows, before))
                labels += [quoted.parties[row] in quoted.spoke for row in rows]
    label: NDArray[np.intp] = np.array(labels, np.intp)
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(np.concatenate(columns), label), _N_TREES)


def _true_speakers(example: Example) -> list[int | None]:
    """Who said each quotation, the rules' answer where nobody annotated it."""
    return [quoted.ruled if quoted.spoke is None else min(quoted.spoke, default=None) for quoted in example.quoted]


def out_of_fold(
    examples: Sequence[Example],
) -> tuple[dict[str, list[tuple[int | None, float]]], dict[str, list[int | None]]]:
    """What models make of texts they never saw, and whom they take to have spoken.

    Twice: the second models learn to go on from speakers as a model finds them, not from the true ones.
    """
    spoken = {example.text.id: _true_speakers(example) for example in examples}
    found: dict[str, list[tuple[int | None, float]]] = {}
    for _ in range(2):
        for fold in range(N_FOLDS):
            booster = fit_forest((example for example in examples if example.fold != fold), spoken)
            found |= {example.text.id: decode(example, booster) for example in examples if example.fold == fold}
        spoken = {
            text: [party if probability >= LEAST_PROBABILITY else None for party, probability in answers]
            for text, answers in found.items()
        }
    return found, spoken


def print_scores(examples: Sequence[Example], found: Mapping[str, Sequence[tuple[int | None, float]]]) -> None:
    """Of the quotations whose speaker the text tells how many are right, wrong and missing, by source and language."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for example in examples:
        source = f"{example.text.language} {'press' if example.text.id.startswith('ntrex') else 'own'}"
        for quoted, (party, probability) in zip(example.quoted, found[example.text.id], strict=True):
            if quoted.is_told and quoted.spoke is not None:
                judged = party if probability >= LEAST_PROBABILITY else None
                counts[source, "rules", _verdict(quoted.ruled, quoted.spoke)] += 1
                counts[source, "judge", _verdict(judged, quoted.spoke)] += 1
    for source in sorted({source for source, _, _ in counts}):
        for who in ("rules", "judge"):
            right, wrong, missing = (counts[source, who, verdict] for verdict in ("right", "wrong", "missing"))
            share = right / (right + wrong + missing)
            print(f"  {source:<9} {who}: right {share:.3f} ({right}), wrong {wrong}, missing {missing}")


def _verdict(party: int | None, spoke: frozenset[int]) -> str:
    return "missing" if party is None else "right" if party in spoke else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(speaker_judge.__file__).with_name(FILE))
    arguments = parser.parse_args()
    examples = read_examples(arguments.data)
    found, spoken = out_of_fold(examples)
    print(f"{len(examples)} texts, speakers out of fold")
    print_scores(examples, found)
    trees = fit_forest(examples, spoken).dump_model()["tree_info"]
    arrays = flatten(trees, COLUMNS, -np.inf, 0.0)
    np.savez_compressed(arguments.write, **arrays)  # type: ignore[arg-type]
    print(f"{arguments.write}: {arguments.write.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
