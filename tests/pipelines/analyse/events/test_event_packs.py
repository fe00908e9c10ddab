"""The event packs hold together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.analyse.events import lexicon
from pipelines.analyse.events.lexicon import goldstein_scale, load_pack, quad_class, roots
from pipelines.languages.events import read_events
from pipelines.languages.loader import DataFileError


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_trigger_has_a_known_type_and_root(language: str) -> None:
    pack = load_pack(language)
    assert pack is not None
    senses = [t.sense for table in (pack.verbs, pack.nouns, pack.adjectives) for found in table.values() for t in found]
    for sense in senses:
        assert sense.event_type in roots()
        assert goldstein_scale(sense.cameo_root) is not None
        assert quad_class(sense.event_type) in {1, 2, 3, 4}


def test_all_sixteen_types_have_triggers_in_each_language() -> None:
    for language in ("fr", "en"):
        data = read_events(language)
        assert data is not None
        assert {group.type for group in data.group} == set(roots()) == data.telling.keys()


def test_an_unknown_event_type_is_an_error_that_names_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    data = read_events("fr")
    assert data is not None
    wrong = replace(data, group=(replace(data.group[1], type="embargo"), *data.group))
    monkeypatch.setattr(lexicon, "read_events", lambda _: wrong)
    with pytest.raises(
        DataFileError, match=r"^fr/events\.toml, line \d+: unknown event type 'embargo'; expected AGREE"
    ):
        load_pack.__wrapped__("fr")


def test_a_language_without_a_pack_has_none() -> None:
    assert load_pack("xx") is None
    assert load_pack(None) is None
