"""A data file that says what its record does not declare is an error that names file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from pipelines.languages.boilerplate import Boilerplate, all_boilerplate
from pipelines.languages.bylines import all_byline_words
from pipelines.languages.events import EventsData
from pipelines.languages.loader import DataFileError, parse_record
from pipelines.languages.names_data import NamesData
from pipelines.languages.temporal import TemporalData


@dataclass(frozen=True)
class Names:
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    name: str


@dataclass(frozen=True)
class Words:
    verbs: tuple[str, ...]
    is_spaced: bool = True
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    tense: Literal["past", "future"] = "past"
    rules: tuple[Rule, ...] = ()
    mode: str | None = None


def parse(source: str) -> Words:
    return parse_record(source, "xx/words.toml", Words)


def test_a_file_becomes_the_record_it_declares() -> None:
    found = parse('verbs = ["dire"]\n[cues]\nshare = ["partager"]\n[names]\nheads = ["Parti"]\n')
    assert found == Words(("dire",), True, {"share": ("partager",)}, Names(("Parti",)))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("verbs = []\nmode = 1", "xx/words.toml, line 2: expected a value of type str for mode, found 1"),
        ('verbs = []\nverb = ["dire"]', "xx/words.toml, line 2: unknown key 'verb'; expected verbs"),
        ("is_spaced = true", "xx/words.toml: missing key 'verbs'"),
        ('verbs = []\nis_spaced = "yes"', "xx/words.toml, line 2: expected a value of type bool for is_spaced"),
        ('\nverbs = "dire"', "xx/words.toml, line 2: expected a list for verbs, found 'dire'"),
        ("verbs = []\n[cues]\nshare = [1]", "xx/words.toml, line 3: expected a value of type str for cues.share"),
        ("verbs = []\n[names]\nhead = []", "xx/words.toml, line 3: unknown key 'head'"),
        ("verbs = []\ncues = 1", "xx/words.toml, line 2: expected a table for cues"),
        ('verbs = []\ntense = "soon"', "xx/words.toml, line 2: expected one of past, future for tense, found 'soon'"),
        ('verbs = []\n[[rules]]\nname = "a"\n[[rules]]\nname = 2', "xx/words.toml, line 5: expected a value of type"),
        ('verbs = []\n[[rules]]\nname = "a"\n[[rules]]', "xx/words.toml, line 4: missing key 'name'"),
    ],
)
def test_anything_else_is_an_error_with_its_line(source: str, message: str) -> None:
    with pytest.raises(DataFileError, match=f"^{message}"):
        parse(source)


def test_every_language_that_has_boilerplate_or_bylines_loads() -> None:
    assert {"fr", "en", "zh"} <= all_boilerplate().keys()
    assert any("par" in words.lead_ins for words in all_byline_words())


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('[cues]\nshares = ["partager"]', "xx/data.toml, line 2: expected one of share, subscribe, account, related"),
        ('[phrases.begins]\nbody = ["lire"]', "xx/data.toml, line 2: expected one of caption, credit, byline, agency"),
    ],
)
def test_an_unknown_kind_of_cue_or_role_of_a_phrase_is_an_error_with_its_line(source: str, message: str) -> None:
    with pytest.raises(DataFileError, match=f"^{message}"):
        parse_record(source, "xx/data.toml", Boilerplate)


@pytest.mark.parametrize("record", [NamesData, TemporalData, EventsData])
def test_names_temporal_expressions_and_events_are_records_too(record: type[Any]) -> None:
    with pytest.raises(DataFileError, match=r"^xx/data\.toml, line 2: unknown key 'wrong'"):
        parse_record("\nwrong = 1\n", "xx/data.toml", record)
