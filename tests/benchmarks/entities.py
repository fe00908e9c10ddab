"""Names and aliases, measured: ``python tests/benchmarks/entities.py --data DIR``.

DIR (or its folder ``events``) holds ``ner_fr.jsonl``, ``ner_en.jsonl`` and
``aliases.jsonl``, and ``parallel_pud.jsonl`` where there is one. Prints the project's figures beside those of the spaCy
models alone, by source; aliases beside equality of the folded names; how far the entities of a
sentence and its translation agree, and what differs by kind.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from entity_scores import Counts, add_up, name_counts, pair_counts

from pipelines.analyse.mentions.known_name import fold_name
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.mentions.names import MODEL_TYPES
from pipelines.analyse.parsing import load_model, parse
from pipelines.corpus.entities.resolution import resolve_entities
from pipelines.corpus.entities.similarity import name_similarity
from pipelines.languages.names import load_pack

LANGUAGES = ("fr", "en")
TYPES = ("PER", "LOC", "ORG", "MISC")


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def our_names(text: str, language: str) -> list[tuple[int, int, str]]:
    mentions = find_mentions(text, parse(text, language), language)
    return [(m.start, m.end, m.type) for m in mentions if m.kind == "name"]


def model_names(text: str, language: str) -> list[tuple[int, int, str]]:
    """What the model finds by itself."""
    pack = load_pack(language)
    assert pack is not None
    doc = load_model(pack.model)(text)
    return [(e.start_char, e.end_char, MODEL_TYPES[e.label_]) for e in doc.ents if e.label_ in MODEL_TYPES]


def measure_names(data: Path, language: str) -> None:
    records = read(data / f"ner_{language}.jsonl")
    sources = sorted({record["source"] for record in records})
    ours: defaultdict[str, list[dict[str, Counts]]] = defaultdict(list)
    model: defaultdict[str, list[dict[str, Counts]]] = defaultdict(list)
    seconds = words = 0.0
    for record in records:
        begin = time.process_time()
        found = our_names(record["text"], language)
        seconds += time.process_time() - begin
        words += len(record["text"].split())
        ours[record["source"]].append(name_counts(record, found))
        model[record["source"]].append(name_counts(record, model_names(record["text"], language)))
    print(f"names, {language}: {len(records)} texts, {1000 * seconds / words:.2f} s of CPU a thousand words")
    everything = (("all", sources), *((source, [source]) for source in sources))
    for label, members in everything:
        mine = add_up(count for source in members for count in ours[source])
        theirs = add_up(count for source in members for count in model[source])
        print(f"  {label:<42} {mine['strict']} | span F1={mine['span'].f1:.3f} | model alone {theirs['strict']}")
    total = add_up(count for source in sources for count in ours[source])
    print("  " + "   ".join(f"{kind} {total[kind]}" for kind in ("PER", "LOC", "ORG")))


def measure_aliases(data: Path) -> None:
    records = read(data / "aliases.jsonl")
    sources = sorted({record["source"] for record in records})
    scored = [
        (r, name_similarity(r["a"], r["b"], r["type"]) >= 0.5, fold_name(r["a"]) == fold_name(r["b"])) for r in records
    ]
    print(f"aliases: {len(records)} pairs")
    for label in ("all", *sources):
        chosen = [row for row in scored if label in {"all", row[0]["source"]}]
        mine = pair_counts((row["same"], said) for row, said, _ in chosen)
        folded = pair_counts((row["same"], said) for row, _, said in chosen)
        print(f"  {label:<16} n={len(chosen):<5} {mine} wrong={mine.wrong:<4} | folded names equal {folded}")


class Translated(NamedTuple):
    """A sentence and its translation: the entities, type and name, that only the one and only the other names."""

    record_id: str
    n_agreed: int
    alone: tuple[list[tuple[str, str]], list[tuple[str, str]]]


def read_parallel(data: Path) -> list[Translated]:
    """The entities of parallel sentences, all of them one corpus."""
    records = read(data / "parallel_pud.jsonl")
    rows = [
        {"article_id": f"{record['id']}|{language}", "language": language, **asdict(mention)}
        for record in records
        for language in LANGUAGES
        for mention in find_mentions(record[language], parse(record[language], language), language)
        if mention.kind == "name"
    ]
    tables = resolve_entities(pl.DataFrame(rows))
    told = {row["entity_id"]: (row["type"], row["name"]) for row in tables.entities.iter_rows(named=True)}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, _, _, entity_id in tables.links.iter_rows():
        named[article_id].add(entity_id)
    translated = []
    for record in records:
        left, right = (named[f"{record['id']}|{language}"] for language in LANGUAGES)
        alone = tuple(sorted(told[entity] for entity in side) for side in (left - right, right - left))
        translated.append(Translated(record["id"], len(left & right), (alone[0], alone[1])))
    return translated


def measure_parallel(data: Path, *, with_examples: bool) -> None:
    """How far the entities of a sentence and of its translation are the same.

    Those that differ are counted by type: where the other sentence has none of the type left it is missed there
    (or no name here); two that are left on both sides may be one entity told as two.
    """
    pairs = read_parallel(data)
    agreed = 2 * sum(pair.n_agreed for pair in pairs)
    total = agreed + sum(len(side) for pair in pairs for side in pair.alone)
    share = agreed / max(total, 1)
    print(f"parallel sentences: {len(pairs)}, entities of one that are the other's: {share:.3f} of {total}")
    for kind in TYPES:
        left_alone = [[sum(other == kind for other, _ in side) for side in pair.alone] for pair in pairs]
        as_two = sum(2 * min(left, right) for left, right in left_alone)
        only = [sum(max(sides[at] - sides[1 - at], 0) for sides in left_alone) for at in (0, 1)]
        alone = ", ".join(f"{n} in {language} alone" for n, language in zip(only, LANGUAGES, strict=True))
        print(f"  {kind:<5} {as_two} told as two, {alone}")
    if with_examples:
        for pair in pairs:
            sides = (", ".join(f"{name} ({kind})" for kind, name in side) or "nothing" for side in pair.alone)
            if any(pair.alone):
                print(f"  {pair.record_id}: {' / '.join(sides)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--examples", action="store_true", help="list the entities of parallel sentences that differ")
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    if not (data / "aliases.jsonl").is_file():
        print(f"skipped: no names and aliases in {arguments.data} (expected events/aliases.jsonl)")
        return 0
    for language in LANGUAGES:
        measure_names(data, language)
    measure_aliases(data)
    if (data / "parallel_pud.jsonl").is_file():
        measure_parallel(data, with_examples=arguments.examples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
