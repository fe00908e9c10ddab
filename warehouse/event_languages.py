"""Which languages events are read in, as the tables and the command line tell it."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.lists import format_list

from pipelines.languages.loader import languages_with
from pipelines.languages.world import read_world


@cache
def event_languages() -> str:
    """One sentence that names the languages with event words, so that no other's lack of events is silent."""
    canonical = Locale(read_world()["canonical_language"])
    names = sorted(canonical.languages[language] for language in languages_with("events.toml"))
    said = format_list(names, locale=canonical)
    return f"Events and quotations are read in {said}; articles in other languages have none."
