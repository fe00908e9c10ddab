"""The event packs hold together."""

from __future__ import annotations

import pytest

from pipelines.analyse.events.lexicon import goldstein_scale, load_pack, quad_class, roots
from pipelines.languages.loader import read_language


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_trigger_has_a_known_type_and_root(language: str) -> None:
    pack = load_pack(language)
    assert pack is not None
    senses = [t.sense for table in (pack.verbs, pack.nouns, pack.adjectives) for found in table.values() for t in found]
    for sense in senses:
        assert sense.event_type in roots()
        assert goldstein_scale(sense.cameo_root) is not None
        assert quad_class(sense.event_type) in {1, 2, 3, 4}


def test_packs_name_the_same_words() -> None:
    assert read_language("fr", "events.toml")["words"].keys() == read_language("en", "events.toml")["words"].keys()


def test_all_sixteen_types_have_triggers_in_each_language() -> None:
    for language in ("fr", "en"):
        groups = read_language(language, "events.toml")["group"]
        assert {group["type"] for group in groups} == set(roots())


def test_a_language_without_a_pack_has_none() -> None:
    assert load_pack("xx") is None
    assert load_pack(None) is None
