"""Learn whether two articles tell one event: ``python -m pipelines.training.event_identity --data DIR``.

DIR is as for `pipelines.training.event_triggers`. Learned from is the press in two languages (NTREX): two documents
tell one story, their annotated triggers with the participants and times that the judges of the analysis give them.
Prints what networks reach that never saw the story, and writes ``identity.npz`` and its manifest beside
`corpus.events.identity_judge`. Needs torch; the pipeline does not.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.analyse.events.chain_columns import Report
from pipelines.analyse.events.event_times import find_event_times
from pipelines.analyse.events.lexicon import load_pack
from pipelines.analyse.events.participants import find_participants
from pipelines.analyse.events.passages import sentence_of
from pipelines.analyse.events.sentence_reader import SentenceReader, load_reader
from pipelines.corpus.events import identity_judge
from pipelines.corpus.events.dated_clauses import NEWS_DAYS
from pipelines.corpus.events.sentence_names import names_in
from pipelines.corpus.events.telling import COLUMNS, Telling, Who, columns_of
from pipelines.networks import Floats, Perceptron
from pipelines.records.analysis import Participant
from pipelines.training import pair_network
from pipelines.training.annotated_events import document_group, ntrex_files, ntrex_records
from pipelines.training.event_arguments import days_of
from pipelines.training.event_gold import N_FOLDS, Text, annotated_documents, mentions_of
from pipelines.training.manifest import ENCODER_DISTRIBUTIONS, manifest_of, write_weights
from pipelines.training.pair_network import Settings

SETTINGS = Settings(hidden=64, n_epochs=4)
#: So many pairs of different stories a telling, as examples of what is not one event, and how much one counts.
N_STRANGERS, STRANGER_WEIGHT, STORY_WEIGHT = 3, 1.0, 3.0
#: The bounds at which figures are printed.
_BOUNDS = (0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True)
class Told:
    """A telling with the document it stands in, its story, and the event it is of."""

    document: str
    story: str
    fold: int
    event: str
    telling: Telling


@dataclass(frozen=True)
class Pair:
    """Two tellings of one type in different documents: whether they are of one story, and of one event."""

    left: Told
    right: Told

    @property
    def is_of_story(self) -> bool:
        return self.left.story == self.right.story

    @property
    def is_one(self) -> bool:
        return self.is_of_story and self.left.event == self.right.event


def tellings_of(text: Text, reader: SentenceReader) -> Iterator[Told]:
    """What each annotated mention of an event tells, its participants and times as they are judged."""
    pack, published = load_pack(text.language), text.published
    if pack is None or published is None:
        return
    told = {
        ways[0].token.i: (event["id"], replace(ways[0], modality=event["modality"]))
        for event in text.events
        for ways in mentions_of(text, event)
    }
    triggers = [told[at][1] for at in sorted(told)]
    sentences = text.tree.sentence_spans()
    read = reader.read(text.text, sentences, range(len(sentences)))
    sides = find_participants(text.text, text.tree, triggers, text.phrases, text.mentions, read, pack.words)
    whens = find_event_times(text.tree, triggers, text.times, read)
    days = days_of(text)
    for at, report in zip(sorted(told), map(Report, triggers, sides, whens), strict=True):
        telling = _telling(text, report, days, published)
        yield Told(text.id, document_group(text.id), text.fold, told[at][0], telling)


def _telling(text: Text, report: Report, days: dict[int, tuple[date, date]], published: date) -> Telling:
    trigger, (actors, recipients), when = report
    found = None if when.timex_start is None else days.get(when.timex_start)
    if found is None and when.basis == "published":
        found = (published - NEWS_DAYS, published)
    sentence = text.text[slice(*sentence_of(trigger.token))]
    kind = trigger.sense.event_type
    return Telling(kind, trigger.modality, _side(actors), _side(recipients), found, when.basis, names_in(sentence))


def _side(participants: Sequence[Participant]) -> tuple[Who, ...]:
    return tuple(Who(frozenset(p.surface.casefold().split()), p.country, p.type == "PER") for p in participants)


def pairs_of(told: Sequence[Told]) -> list[Pair]:
    """All pairs of tellings of one type in different documents of a story, and some of different stories."""
    by_story: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    by_type: defaultdict[str, list[Told]] = defaultdict(list)
    for each in told:
        by_story[each.story, each.telling.event_type].append(each)
        by_type[each.telling.event_type].append(each)
    pairs = [Pair(*two) for mine in by_story.values() for two in combinations(mine, 2)]
    draw = random.Random(0)
    strangers = [
        Pair(each, other) for each in told for other in draw.choices(by_type[each.telling.event_type], k=N_STRANGERS)
    ]
    # A story's folds are one: who is strange to it must be of its fold too, or it would be learned from and judged.
    strangers = [pair for pair in strangers if not pair.is_of_story and pair.left.fold == pair.right.fold]
    pairs = [pair for pair in pairs if pair.left.document != pair.right.document] + strangers
    return [pair for pair in pairs if _days_may_meet(pair.left.telling.days, pair.right.telling.days)]


def _days_may_meet(mine: tuple[date, date] | None, theirs: tuple[date, date] | None) -> bool:
    """Whether two tellings may be of one day; those that cannot be are asked of nobody."""
    return mine is None or theirs is None or (mine[0] <= theirs[1] and theirs[0] <= mine[1])


def rows_of(pairs: Sequence[Pair]) -> pair_network.Rows:
    """What a network learns from pairs."""
    columns = np.array([columns_of(pair.left.telling, pair.right.telling) for pair in pairs], np.float32)
    weight = [STORY_WEIGHT if pair.is_of_story else STRANGER_WEIGHT for pair in pairs]
    return pair_network.Rows(columns, np.array([pair.is_one for pair in pairs]), np.array(weight, np.float32))


def print_figures(pairs: Sequence[Pair]) -> None:
    """Precision and recall of pairs of a story by networks that never saw it."""
    folds = np.array([pair.left.fold for pair in pairs])
    judged = np.zeros(len(pairs), np.float32)
    for fold in range(N_FOLDS):
        others = [pair for pair in pairs if pair.left.fold != fold]
        judge = Perceptron.of(pair_network.train(rows_of(others), SETTINGS, identity_judge.HEAD), identity_judge.HEAD)
        judged[folds == fold] = judge.probabilities(rows_of([p for p in pairs if p.left.fold == fold]).columns)[:, 1]
    of_story = np.array([pair.is_of_story for pair in pairs])
    _print_bounds("pairs of a story", judged[of_story], np.array([pair.is_one for pair in pairs])[of_story])


def _print_bounds(name: str, judged: Floats, is_one: NDArray[np.bool_]) -> None:
    print(f"{name}: {len(judged)}, of one event {is_one.sum()}")
    for bound in _BOUNDS:
        joined = judged >= bound
        right = int((joined & is_one).sum())
        print(
            f"  from {bound}: precision {right / max(1, joined.sum()):.3f}, recall {right / max(1, is_one.sum()):.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(identity_judge.__file__).with_name(identity_judge.FILE))
    arguments = parser.parse_args()
    data = arguments.data / "events" if (arguments.data / "events").is_dir() else arguments.data
    texts, reader = annotated_documents(*ntrex_records(data)), load_reader()
    pairs = pairs_of([told for text in texts for told in tellings_of(text, reader)])
    print_figures(pairs)
    network = pair_network.train(rows_of(pairs), SETTINGS, identity_judge.HEAD)
    manifest = manifest_of(ntrex_files(data), asdict(SETTINGS), ENCODER_DISTRIBUTIONS, pairs=len(pairs))
    write_weights(arguments.write, {**network, "columns": np.array(COLUMNS)}, manifest)


if __name__ == "__main__":
    main()
