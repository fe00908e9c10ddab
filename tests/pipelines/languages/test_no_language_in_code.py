"""A language is data: no string in code is the code of a language that has a folder, nor a word of its packs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipelines.languages.boilerplate import all_boilerplate
from pipelines.languages.bylines import BylineWords
from pipelines.languages.events import read_events
from pipelines.languages.lines import LineWords
from pipelines.languages.loader import languages_with, read_record
from pipelines.languages.names import load_pack

HOUSE = Path(__file__).parents[3]
LANGUAGES = frozenset(path.name for path in (HOUSE / "pipelines" / "languages").iterdir() if len(path.name) == 2)

#: Words that only look like a language: elements of HTML, letters of a sound, a no.
OTHER_WORDS = {
    "pipelines/read/segmentation/open_elements.py": {"tr"},
    "pipelines/analyse/events/event_times.py": {"no"},
    "pipelines/text/phonetics.py": {"cs"},
    "warehouse/dictionary.py": {"no"},
}
#: Labels of Universal Dependencies, TIMEX3, HTML, pages' metadata and our own that are also words of a language.
LABELS = frozenset(
    {
        *("analyse", "article", "articles", "aux", "be", "data", "datum", "dem", "det", "direction"),
        *("fecha", "fin", "fut", "han", "is", "modif", "og", "per", "publication", "su", "we"),
    }
)
#: Words that only look like one, or that stand where letters are looked at, not words.
OTHER_SAYINGS = {
    "pipelines/analyse/mentions/gazetteer.py": {"un"},  # the code of the United Nations
    "pipelines/analyse/mentions/regions.py": {"us"},  # the code of a country
    "pipelines/ingest/containers/objects.py": {"em"},  # an element
    "pipelines/read/language_id/detect.py": {"com"},  # a domain
    "pipelines/read/metadata/page_metadata.py": {"web"},  # what a site may be called
    "pipelines/read/publication_date/markup.py": {"at", "ed", "on", "online"},  # keys of metadata
    "pipelines/text/phonetics.py": {"ou", "qu"},  # how letters sound
    "pipelines/text/words.py": {"jusqu", "qu"},  # where an apostrophe parts words, in any language
}
#: Methods that ask whether a text has some words.
ASKED_OF_TEXT = {"startswith", "endswith", "removeprefix", "removesuffix"}
ASKED_OF_ENDS = {"endswith", "removesuffix"}
LONGEST_ENDING = 3


def modules() -> Iterator[Path]:
    """Modules of the rooms; training names what it was trained on."""
    for room in ("pipelines", "warehouse", "checks", "assets"):
        paths = (HOUSE / room).rglob("*.py")
        yield from (path.relative_to(HOUSE) for path in paths if "training" not in path.parts)


def languages_in(source: str) -> list[str]:
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [f"line {node.lineno}: {node.value!r}" for node in strings if node.value in LANGUAGES]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in _strings(item))
    elif isinstance(value, tuple | list):
        yield from (text for item in value for text in _strings(item))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > 1}


def _said_on_lines(language: str) -> set[str]:
    files = (("bylines.toml", BylineWords), ("lines.toml", LineWords))
    packs: list[Any] = [
        read_record(language, name, record) for name, record in files if language in languages_with(name)
    ]
    return _words(text for pack in packs for text in _strings(asdict(pack)))


def _said_of_events(language: str) -> set[str]:
    """Words that the work on events and on descriptions asks for by name."""
    events, names = read_events(language), load_pack(language)
    listed = events.words.by_name().values() if events is not None else ()
    return _words([*(word for words in listed for word in words), *(names.numerals if names is not None else ())])


@cache
def said_words() -> tuple[frozenset[str], frozenset[str]]:
    """The small words of languages and those of lines and events, without English; the small words of English."""
    small = {language: _words(pack.function_words) for language, pack in all_boilerplate().items()}
    english = small.pop("en")
    others = set().union(*small.values(), *(_said_on_lines(language) | _said_of_events(language) for language in small))
    in_english = english | _said_on_lines("en") | _said_of_events("en")
    return frozenset(others - in_english - LABELS), frozenset(english - LABELS)


def _pieces(pattern: ast.expr) -> Sequence[ast.AST]:
    """A string, or those parts of a formatted one that stand in it as they are."""
    return pattern.values if isinstance(pattern, ast.JoinedStr) else [pattern]


def words_in(source: str) -> list[tuple[int, str]]:
    """Words of languages in patterns, in collections, and in what something is compared with or begins or ends with.

    Code is in English, so English is looked for in patterns only.
    """
    others, english = said_words()
    found = set()
    parts: Sequence[ast.AST]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile":
            parts, known = [part for argument in node.args for part in _pieces(argument)], others | english
        elif isinstance(node, ast.Compare):
            parts, known = [part for side in (node.left, *node.comparators) for part in ast.walk(side)], others
        elif isinstance(node, ast.Set | ast.List):
            parts, known = list(node.elts), others
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKED_OF_TEXT:
            parts, known = [part for argument in node.args for part in ast.walk(argument)], others
        elif isinstance(node, ast.Assign):
            parts, known = _pieces(node.value), others
        else:
            continue
        texts = (part for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
        for text in texts:
            plain = re.sub(r"\(\?P?<\w+>|\\[a-zA-Z]|\[[^]]*\]", " ", str(text.value))
            found |= {(text.lineno, word) for word in _words([plain]) & known}
    return sorted(found)


def endings_in(source: str) -> list[str]:
    """Endings of words that something is asked for, itself or by the name of a constant."""
    tree = ast.parse(source)
    constants = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKED_OF_ENDS:
            asked = [constants.get(a.id, a) if isinstance(a, ast.Name) else a for a in node.args]
            parts = [part for argument in asked for part in ast.walk(argument) if isinstance(part, ast.Constant)]
            found |= {part.value for part in parts if isinstance(part.value, str) and is_ending(part.value)}
    return sorted(found)


def is_ending(text: str) -> bool:
    return text.isalpha() and text.islower() and len(text) <= LONGEST_ENDING


@pytest.mark.parametrize(
    ("source", "ending"),
    [('word.endswith("s")', "s"), ('_MANY = ("ers", "ors")\nword.endswith(_MANY)', "ers")],
)
def test_the_test_sees_the_ending_of_a_word(source: str, ending: str) -> None:
    assert ending in endings_in(source)


@pytest.mark.parametrize("path", sorted(path for path in modules() if path.parts[0] == "pipelines"), ids=str)
def test_no_ending_of_words_stands_in_code(path: Path) -> None:
    assert endings_in((HOUSE / path).read_text("utf-8")) == []


def test_the_test_sees_a_language() -> None:
    assert languages_in('if language == "fr":\n    pass\n') == ["line 1: 'fr'"]


@pytest.mark.parametrize("path", sorted(modules()), ids=str)
def test_no_language_stands_in_code(path: Path) -> None:
    others = OTHER_WORDS.get(path.as_posix(), set())
    found = languages_in((HOUSE / path).read_text("utf-8"))
    assert [place for place in found if place.split("'")[1] not in others] == []


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (r're.compile(r"\b(?:est|sont)\b")', "sont"),
        (r're.compile(rf"(?:{NAME})\s(?:le|par)\s")', "par"),
        ('if word in {"der", "die"}:\n    pass\n', "der"),
        (r're.compile(r"days? of the week")', "the"),
        (r'LEAD = r"(?:rédaction|publié)"', "publié"),
        ('if verb.lemma_ == "devoir":\n    pass\n', "devoir"),
        ('surface.startswith(("trois", "three"))', "trois"),
    ],
)
def test_the_test_sees_words_of_a_language(source: str, word: str) -> None:
    assert word in {found for _, found in words_in(source)}


@pytest.mark.parametrize("path", sorted(path for path in modules() if path.parts[0] == "pipelines"), ids=str)
def test_no_words_of_a_language_stand_in_code(path: Path) -> None:
    others = OTHER_SAYINGS.get(path.as_posix(), set())
    found = words_in((HOUSE / path).read_text("utf-8"))
    assert [f"line {line}: {word}" for line, word in found if word not in others] == []
