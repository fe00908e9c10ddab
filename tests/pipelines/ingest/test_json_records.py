import gzip
import json
import random
from pathlib import Path

import pytest

from pipelines.ingest.containers import read_file
from pipelines.ingest.decode import decode
from pipelines.ingest.json_fields import json_fields
from pipelines.ingest.walk import FoundFile
from pipelines.records.source import Container, RawRecord, Refusal

LONG = "Le pont est ouvert. " * 30


def read(folder: Path, name: str, content: str | bytes) -> list[Container | RawRecord | Refusal]:
    location = folder / name
    location.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_file(FoundFile(location, name), fields=json_fields(folder)))


def texts(items: list[Container | RawRecord | Refusal]) -> list[str]:
    return [item.content.decode() for item in items if isinstance(item, RawRecord)]


@pytest.mark.parametrize(
    "name",
    ["text", "content", "body", "maintext", "article", "articleBody", "article_text", "Full-Text", "fields.bodyText"],
)
def test_text_is_found_under_the_names_of_the_common_crawlers(tmp_path: Path, name: str) -> None:
    outer, _, inner = name.partition(".")
    record = {outer: {inner: LONG}} if inner else {name: LONG}
    assert texts(read(tmp_path, "a.jsonl", json.dumps(record))) == [LONG]


@pytest.mark.parametrize("name", ["html", "raw_html", "content_html", "content.rendered", "content:encoded"])
def test_markup_is_found_under_the_names_of_the_common_crawlers(tmp_path: Path, name: str) -> None:
    outer, _, inner = name.partition(".")
    value = f"<p>{LONG}</p>"
    (item, _) = read(tmp_path, "a.jsonl", json.dumps({outer: {inner: value} if inner else value}))
    assert isinstance(item, RawRecord)
    assert (item.content.decode(), item.media_type) == (value, "text/html")


def test_markup_in_a_field_of_text_is_read_as_markup(tmp_path: Path) -> None:
    (item, _) = read(tmp_path, "a.jsonl", json.dumps({"content": "<p>Un</p><p>Deux</p>"}))
    assert isinstance(item, RawRecord)
    assert item.media_type == "text/html"


@pytest.mark.parametrize(
    "name", ["date_publish", "datePublished", "published_date", "pub_date", "webPublicationDate", "publish-date"]
)
def test_a_date_is_found_under_the_names_of_the_common_crawlers(tmp_path: Path, name: str) -> None:
    (item, _) = read(tmp_path, "a.jsonl", json.dumps({"text": LONG, name: "2021-01-10"}))
    assert isinstance(item, RawRecord)
    assert item.declared == (("date", "2021-01-10"),)


def test_what_is_declared_may_be_a_number_a_list_or_an_object(tmp_path: Path) -> None:
    record = {"text": LONG, "date": 1610280000, "authors": ["Ana", {"name": "Bo"}], "publisher": {"name": "Le Phare"}}
    (item, _) = read(tmp_path, "a.jsonl", json.dumps(record))
    assert isinstance(item, RawRecord)
    assert dict(item.declared) == {"date": "1610280000", "author": "Ana, Bo", "site": "Le Phare"}


@pytest.mark.parametrize("value", [["Un.", "Deux."], [{"text": "Un."}, {"text": "Deux."}]])
def test_a_list_of_paragraphs_is_paragraphs(tmp_path: Path, value: object) -> None:
    assert texts(read(tmp_path, "a.jsonl", json.dumps({"body": value}))) == ["Un.\n\nDeux."]


def test_a_raw_folder_may_add_names_of_its_own(tmp_path: Path) -> None:
    (tmp_path / ".json_fields.toml").write_text('text = ["corps.du_texte"]\ndate = ["jour"]\n')
    (item, _) = read(tmp_path, "a.jsonl", json.dumps({"corps": {"du_texte": LONG}, "text": "x", "jour": "2021"}))
    assert isinstance(item, RawRecord)
    assert (item.content.decode(), item.declared) == (LONG, (("date", "2021"),))


@pytest.mark.parametrize("content", ["text = [", "texte = ['a']", "text = 'a'", "text = [1]"])
def test_a_map_that_is_none_says_what_is_wrong(tmp_path: Path, content: str) -> None:
    (tmp_path / ".json_fields.toml").write_text(content)
    with pytest.raises(ValueError, match=r"json_fields\.toml"):
        json_fields(tmp_path)


@pytest.mark.parametrize("wrong", ['{"text": "cut', '["x"]', "", '{"n": 1}', "{" * 5000, '{"text": null}'])
def test_a_bad_line_costs_that_line(tmp_path: Path, wrong: str) -> None:
    lines = [json.dumps({"text": "Un"}), wrong, json.dumps({"text": "Trois"})]
    assert texts(read(tmp_path, "a.jsonl", "\n".join(lines))) == ["Un", "Trois"]


def test_half_an_emoji_costs_that_character_and_is_told(tmp_path: Path) -> None:
    record = json.dumps({"text": f"Un \ud83d été. {LONG}", "title": "T \ud83d", "url": "https://a.example/\udc00"})
    (item, _) = read(tmp_path, "a.jsonl", record)
    assert isinstance(item, RawRecord)
    decoded = decode(item.content, item.charset)
    assert decoded.text.startswith("Un \ufffd été.")
    assert decoded.repairs == (("lone_surrogate", 1),)
    assert "".join((item.url or "", *item.declared[0])).encode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a.json", [{"text": "Un"}, {"text": "Deux"}]),
        ("a.json", {"status": "ok", "articles": [{"content": "Un"}, {"content": "Deux"}]}),
        ("a.json", {"response": {"total": 2, "results": [{"body": "Un"}, {"body": "Deux"}]}}),
        ("a.json", {"title": "Fil", "description": "Nouvelles", "items": [{"text": "Un"}, {"text": "Deux"}]}),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_of_json_gives_its_articles(tmp_path: Path, name: str, value: object, indent: int | None) -> None:
    assert texts(read(tmp_path, name, json.dumps(value, indent=indent))) == ["Un", "Deux"]


def test_a_file_called_json_may_hold_lines(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text * 2000}) for text in ("Un", "Deux", "Trois")]
    assert texts(read(tmp_path, "a.json", "\n".join(lines))) == ["Un" * 2000, "Deux" * 2000, "Trois" * 2000]


def test_an_article_with_lists_in_it_is_one_article(tmp_path: Path) -> None:
    value = {"text": LONG, "authors": [{"name": "Ana"}], "comments": [{"text": "Bravo"}, {"text": "Merci"}]}
    assert texts(read(tmp_path, "a.json", json.dumps(value, indent=2))) == [LONG]


def test_lines_after_a_broken_gzip_member_are_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": random.Random(n).randbytes(300).hex()}) + "\n" for n in range(30)]
    parts = [gzip.compress("".join(lines[n : n + 10]).encode()) for n in (0, 10, 20)]
    parts[1] = parts[1][:900] + bytes(100) + parts[1][1000:]
    items = read(tmp_path, "a.jsonl.gz", b"".join(parts))
    found = texts(items)
    wanted = [json.loads(line)["text"] for line in lines]
    assert found[:10] == wanted[:10]
    assert found[-9:] == wanted[-9:]  # the first line of the next member is lost with the broken one
    assert isinstance(items[-1], Refusal)


@pytest.mark.parametrize("moment", ["2016-12-31T23:59:60Z", "0001-01-01T00:00:00+05:00", "2021-99-99", "soon"])
def test_a_moment_that_no_clock_shows_costs_the_moment(tmp_path: Path, moment: str) -> None:
    (item, _) = read(tmp_path, "a.jsonl", json.dumps({"text": LONG, "retrieved_at": moment}))
    assert isinstance(item, RawRecord)
    assert item.retrieved_at is None


def test_values_one_after_the_other_are_read_and_a_broken_one_costs_what_follows(tmp_path: Path) -> None:
    values = [json.dumps({"text": f"{LONG}{n}"}, indent=2) for n in (1, 2)]
    items = read(tmp_path, "a.json", "\n".join([*values, '{"text": ']))
    assert texts(items) == [f"{LONG}1", f"{LONG}2"]
    assert [item.rule for item in items if isinstance(item, Refusal)] == ["damaged"]


def test_sections_are_one_article_with_their_headings(tmp_path: Path) -> None:
    sections = [
        {"heading": "Le vote", "paragraphs": [LONG, "Deux."]},
        {"heading": "La suite", "paragraphs": ["Trois."]},
    ]
    items = read(tmp_path, "a.json", json.dumps({"title": "Le pont", "sections": sections}))
    assert texts(items) == [f"Le vote\n\n{LONG}\n\nDeux.\n\nLa suite\n\nTrois."]


def test_the_words_of_a_paragraph_that_are_kept_in_pieces_are_one_paragraph(tmp_path: Path) -> None:
    pieces = [{"text": "Le "}, {"text": "pont", "bold": True}, {"text": " est ouvert."}]
    body = {
        "type": "root",
        "children": [{"type": "p", "children": pieces}, {"type": "p", "children": [{"text": "Deux."}]}],
    }
    assert texts(read(tmp_path, "a.jsonl", json.dumps({"body": body}))) == ["Le pont est ouvert.\n\nDeux."]


def test_markup_written_as_text_is_markup(tmp_path: Path) -> None:
    (item, _) = read(tmp_path, "a.jsonl", json.dumps({"content": "&lt;p&gt;Un &amp;amp; deux&lt;/p&gt;"}))
    assert isinstance(item, RawRecord)
    assert (item.content.decode(), item.media_type) == ("<p>Un &amp; deux</p>", "text/html")
