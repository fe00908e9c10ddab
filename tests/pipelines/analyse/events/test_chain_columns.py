"""What speaks for two reports of an article telling one event."""

from __future__ import annotations

import pytest

from pipelines.analyse.events.chain_columns import COLUMNS, ChainColumns, Report
from pipelines.analyse.events.event_times import UNKNOWN
from pipelines.analyse.events.lexicon import default_sense
from pipelines.analyse.events.participants import Sides
from pipelines.analyse.events.triggers import Trigger
from pipelines.analyse.parsing import parse
from pipelines.records.analysis import Participant

NOBODY = Sides((), ())


def someone(surface: str, kind: str = "PER", country: str | None = None) -> Sides:
    return Sides((), (Participant(0, len(surface), surface, kind, 0.9, country),))


def columns(first: Sides, second: Sides) -> dict[str, float]:
    tree = parse("Police arrested a man. Officers arrested him at home.", "en")
    assert tree is not None
    told = [at for at, word in enumerate(tree.word) if word == "arrested"]
    triggers = [Trigger(tree[at], default_sense("COERCE"), at, at) for at in told]
    reports = [Report(trigger, sides, UNKNOWN) for trigger, sides in zip(triggers, (first, second), strict=True)]
    pairs, rows = ChainColumns(tree, reports, []).pairs()
    assert pairs == [(0, 1)]
    return dict(zip(COLUMNS, rows[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [
        (someone("Omar Haddad"), someone("Haddad"), "recipients_same"),
        (someone("Omar Haddad"), someone("Mr Haddad"), "recipients_same"),
        (someone("Paris", "LOC", "FRA"), someone("the French army", "ORG", "FRA"), "recipients_of_one_country"),
        (someone("Omar Haddad"), someone("two students", "GRP"), "recipients_differ"),
    ],
    ids=["by the surname", "with a title", "two of one country", "two others"],
)
def test_parties_of_one_side_are_compared(first: Sides, second: Sides, column: str) -> None:
    assert columns(first, second)[column] == 1


def test_a_side_that_nobody_stands_on_does_not_differ() -> None:
    found = columns(someone("Omar Haddad"), NOBODY)
    assert not any(found[f"{sides}_differ"] for sides in ("actors", "recipients"))


def test_one_word_in_two_sentences_is_the_same_word() -> None:
    found = columns(NOBODY, NOBODY)
    assert (found["same_word"], found["same_sentence"]) == (1, 0)
