"""An explanation as lines: what each step says, and where paragraphs begin."""

from datetime import datetime

from assets.cli.explained import lines_of

PLACE = {
    "step": "bytes",
    "path": "a.txt",
    "block_no": 0,
    "role": "body",
    "encoding": "utf-8",
    "raw_folder": "/raw",
    "byte_start": 3,
    "byte_end": 9,
}
WORDS = {"step": "words", "words": "Ana"}


def test_a_change_of_id_stands_before_what_it_became() -> None:
    change = {
        "step": "id_change",
        "table_name": "entities",
        "old_id": "e1",
        "new_id": "e2",
        "reason": "merged_into",
        "build_id": "b2",
        "changed_at": datetime(2026, 1, 2),
    }
    assert list(lines_of([change, WORDS])) == [
        "entities e1 became e2: merged into, build b2, 2026-01-02",
        "",
        "words: Ana",
    ]


def test_words_lead_to_their_bytes_and_the_next_ones_stand_apart() -> None:
    place = PLACE | {"words": "Ana"}
    assert list(lines_of([WORDS, place, WORDS])) == [
        "words: Ana",
        "  a.txt, block 0 (body), utf-8",
        "  bytes 3-9: Ana",
        "",
        "words: Ana",
    ]


def test_a_raw_file_that_is_gone_is_told() -> None:
    assert list(lines_of([PLACE | {"words": None}]))[-1] == "  bytes 3-9 (the raw file is not at /raw any more)"
