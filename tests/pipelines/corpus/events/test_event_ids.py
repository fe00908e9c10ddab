"""Ids of events and mentions come from the words that report them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipelines.corpus.events.coreference import merge_clauses
from pipelines.corpus.events.dated_clauses import DatedClause, Party
from tests.pipelines.corpus.events.test_coreference import BERG, KOWALSKI, MAY_3, NOVAK, report

FIRST = replace(report("b", MAY_3, (NOVAK, KOWALSKI)), first_day=date(2021, 5, 3))
SECOND = replace(report("a", MAY_3, (NOVAK, KOWALSKI)), first_day=date(2021, 5, 4))


def ids_of(*clauses: DatedClause) -> tuple[str, set[str]]:
    tables = merge_clauses(clauses)
    return str(tables.events["event_id"].item()), set(tables.mentions["event_mention_id"])


def test_a_later_report_does_not_change_the_id_of_its_event() -> None:
    assert ids_of(FIRST, SECOND)[0] == ids_of(FIRST)[0] != ids_of(SECOND)[0]


def test_other_ids_of_participants_and_another_date_change_no_id() -> None:
    renamed = replace(FIRST, actors=(Party("novak again", "PER", "CZE", "GOV"), KOWALSKI), event_earliest=None)
    assert ids_of(renamed) == ids_of(FIRST)


def test_text_removed_before_the_sentence_changes_no_id() -> None:
    clause = FIRST.clause
    moved = replace(clause, trigger_start=40, trigger_end=45, sentence_start=40, sentence_end=60)
    assert ids_of(replace(FIRST, clause=moved)) == ids_of(FIRST)


def test_a_sentence_printed_twice_is_two_mentions() -> None:
    again = replace(report("b", MAY_3, (NOVAK, BERG), at=100), first_day=date(2021, 5, 3))
    assert merge_clauses([FIRST, again]).mentions["event_mention_id"].n_unique() == 2
