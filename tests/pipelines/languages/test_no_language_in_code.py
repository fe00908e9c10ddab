"""A language is data: no string in code is the code of a language that has a folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[3]
LANGUAGES = frozenset(path.name for path in (HOUSE / "pipelines" / "languages").iterdir() if len(path.name) == 2)

#: Words that only look like a language: elements of HTML, letters of a sound, a no.
OTHER_WORDS = {
    "pipelines/read/segmentation/open_elements.py": {"tr"},
    "pipelines/analyse/events/event_times.py": {"no"},
    "pipelines/text/phonetics.py": {"cs"},
    "warehouse/dictionary.py": {"no"},
}


def modules() -> Iterator[Path]:
    """Modules of the rooms; training names what it was trained on."""
    for room in ("pipelines", "warehouse", "checks", "assets"):
        paths = (HOUSE / room).rglob("*.py")
        yield from (path.relative_to(HOUSE) for path in paths if "training" not in path.parts)


def languages_in(source: str) -> list[str]:
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [f"line {node.lineno}: {node.value!r}" for node in strings if node.value in LANGUAGES]


def test_the_test_sees_a_language() -> None:
    assert languages_in('if language == "fr":\n    pass\n') == ["line 1: 'fr'"]


@pytest.mark.parametrize("path", sorted(modules()), ids=str)
def test_no_language_stands_in_code(path: Path) -> None:
    others = OTHER_WORDS.get(path.as_posix(), set())
    found = languages_in((HOUSE / path).read_text("utf-8"))
    assert [place for place in found if place.split("'")[1] not in others] == []
