"""The press of NTREX: its texts, what is annotated in them by offset, translations that stay together."""

from pathlib import Path

from pipelines.training import annotated_events, ntrex
from pipelines.training.annotated_events import document_group, mention_finder


def write(folder: Path) -> None:
    (folder / "DOCUMENT_IDS.tsv").write_text("a.1\na.1\nb.2\n", encoding="utf-8")
    (folder / "newstest2019-src.eng.txt").write_text("One\nTwo\nThree\n", encoding="utf-8")
    (folder / "newstest2019-ref.fra.txt").write_text("Un\nDeux\nTrois\n", encoding="utf-8")


def test_lines_of_one_document_are_one_text(tmp_path: Path) -> None:
    write(tmp_path)
    texts = {record["id"]: record["text"] for record in ntrex.read_texts(tmp_path)}
    assert texts == {
        "ntrex-001-en": "One\nTwo",
        "ntrex-002-en": "Three",
        "ntrex-001-fr": "Un\nDeux",
        "ntrex-002-fr": "Trois",
    }


def test_a_folder_without_the_data_set_has_no_texts(tmp_path: Path) -> None:
    assert annotated_events.ntrex_records(tmp_path) == ([], [])


def test_a_document_and_its_translation_are_one_group() -> None:
    assert document_group("ntrex-001-en") == document_group("ntrex-001-fr") == "ntrex-001"
    assert document_group("own-fr-u-001") == "own-fr-u-001"


def test_a_mention_given_by_offset_is_where_it_says() -> None:
    assert mention_finder("Il a dit non.")({"start": 9, "end": 12}) == (9, 12)


def test_every_annotation_has_a_document_a_day_and_offsets() -> None:
    records = annotated_events.read_lines(annotated_events.OWN / "ntrex.jsonl")
    assert len({record["doc"] for record in records}) == len(records) == 246
    mentions = [mention for record in records for event in record["events"] for mention in event["mentions"]]
    assert all(0 <= mention["start"] < mention["end"] for mention in mentions)
    assert not any("sentence" in mention for mention in mentions)
