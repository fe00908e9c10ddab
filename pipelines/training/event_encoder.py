"""Train the encoder that reads sentences for events: ``python -m pipelines.training.event_encoder --data DIR``.

DIR is as for `pipelines.training.event_triggers`. Writes ``encoder.npz`` and its manifest beside
`analyse.events.sentence_reader`. With ``--left-out 0`` (or 1) half of the annotated news documents and a fifth of all
other texts are left out, and nothing is written but what the encoder makes of them (``--verdicts FILE``): from both
halves `event_triggers` learns how honest the judges' joint probability is. Needs torch; the pipeline does not.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.encoder.model_file import load_model
from pipelines.analyse.events import sentence_reader
from pipelines.analyse.events.lexicon import read_codebook
from pipelines.analyse.events.passages import word_of
from pipelines.analyse.events.sentence_reader import SentenceReader, reader_of
from pipelines.training.annotated_events import NTREX, AnnotatedText, data_files, read_annotated
from pipelines.training.encoder_fit import Settings, arrays_of, train
from pipelines.training.encoder_lessons import PassageLesson, n_pieces, passage_lessons
from pipelines.training.event_arguments import read_texts
from pipelines.training.event_trigger_rows import N_FOLDS, ParsedExample, Rows, analyse, rows_of
from pipelines.training.manifest import ENCODER_DISTRIBUTIONS, manifest_of, write_weights

N_HALVES = 2
Arrays = dict[str, NDArray[Any]]
SETTINGS = Settings()


def is_left_out(text: AnnotatedText, part: int | None) -> bool:
    """Whether a text is left out of the training of one part: half of the news documents, a fifth of the others."""
    if part is None:
        return False
    if text.source in {"wikinews", NTREX}:
        return zlib.crc32(text.group.encode()) // 7 % N_HALVES == part
    return text.fold(N_FOLDS) == part


def verdicts(reader: SentenceReader, examples: Sequence[ParsedExample], rows: Rows) -> Arrays:
    """What the encoder makes of the words of some texts: ``text``, ``token``, ``types`` and ``modalities`` of each."""
    texts: list[str] = []
    tokens: list[int] = []
    types, modalities = [], []
    by_sentence: dict[tuple[int, tuple[int, int]], list[int]] = {}
    for row, text in enumerate(rows.text.tolist()):
        by_sentence.setdefault((text, rows.sentence[row]), []).append(row)
    for number, example in enumerate(examples):
        sentences = example.tree.sentence_spans()
        for span, sentence in reader.read(example.given.text, sentences, range(len(sentences))).items():
            at = [int(rows.token[row]) for row in by_sentence.get((number, span), ())]
            judged, seen = sentence.rows_of_words([word_of(example.tree[token]) for token in at])
            texts += [example.given.text_id] * len(judged)
            tokens += [at[word] for word in judged]
            types.append(reader.types.probabilities(seen))
            modalities.append(reader.modalities.probabilities(seen))
    return {
        "text": np.array(texts),
        "token": np.array(tokens),
        "types": np.concatenate(types).astype(np.float16),
        "modalities": np.concatenate(modalities).astype(np.float16),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(sentence_reader.__file__).with_name(sentence_reader.FILE))
    parser.add_argument("--left-out", type=int, choices=range(N_HALVES))
    parser.add_argument("--verdicts", type=Path, help="where what is made of the texts left out is written")
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    examples = [analyse(text) for text in read_annotated(data)]
    if arguments.left_out is None:
        lessons = lessons_without(examples, data, None)
        write(arguments.write, arrays_of(train(load_model(), lessons, SETTINGS), lessons), lessons, data_files(data))
    else:
        _, made = train_without(examples, data, arguments.left_out)
        np.savez_compressed(arguments.verdicts, **made)  # type: ignore[arg-type]


def lessons_without(examples: Sequence[ParsedExample], data: Path, part: int | None) -> list[PassageLesson]:
    """The passages of the texts that are not left out."""
    kept = [example for example in examples if not is_left_out(example.given, part)]
    ids = {example.given.text_id for example in kept}
    texts = [text for text in read_texts(data) if text.id in ids]
    lessons = passage_lessons(kept, texts, tuple(read_codebook()["types"]))
    print(f"{len(kept)} texts, {len(lessons)} passages, {n_pieces(lessons)} pieces", flush=True)
    return lessons


def train_without(examples: Sequence[ParsedExample], data: Path, part: int) -> tuple[Arrays, Arrays]:
    """The weights learned without a part of the texts, and what they make of it."""
    lessons = lessons_without(examples, data, part)
    arrays = arrays_of(train(load_model(), lessons, SETTINGS), lessons)
    rest = [example for example in examples if is_left_out(example.given, part)]
    return arrays, verdicts(reader_of(arrays), rest, rows_of(rest))


def write(path: Path, arrays: dict[str, NDArray[Any]], lessons: Sequence[PassageLesson], files: Sequence[Path]) -> None:
    """Write the weights and, beside them, what they were made of."""
    figures = {"passages": len(lessons), "pieces": n_pieces(lessons)}
    write_weights(path, arrays, manifest_of(files, asdict(SETTINGS), ENCODER_DISTRIBUTIONS, **figures))


if __name__ == "__main__":
    main()
