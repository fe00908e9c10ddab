import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.ingest.names import Numbered, file_name, spell


@given(st.binary(max_size=255))
def test_a_name_of_any_bytes_is_spelled_in_printable_text_and_turned_back(name: bytes) -> None:
    spelling = spell(name)
    spelling.encode()
    assert os.fsencode(file_name(spelling)) == name
    assert not set(spelling) & set("\n\r\t\0#")


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        (b"Mu\xf1oz.txt", r"Mu\xf1oz.txt"),
        ("Muñoz « été ».txt".encode(), "Muñoz « été ».txt"),
        (b"C# 'a' \"b\".txt", "C\\x23 'a' \"b\".txt"),
        (b"two\nlines.txt", r"two\x0alines.txt"),
        (rb"a\b.txt", r"a\x5cb.txt"),
    ],
)
def test_what_is_no_plain_character_of_a_name_is_escaped(name: bytes, spelling: str) -> None:
    assert spell(name) == spell(os.fsdecode(name)) == spelling


def test_equal_names_are_numbered_and_meet_no_other_name() -> None:
    number = Numbered()
    names = [number(spell(name)) for name in (b"a", b"a", rb"a\2", b"a", b"b")]
    assert names == ["a", r"a\2", r"a\x5c2", r"a\3", "b"]
