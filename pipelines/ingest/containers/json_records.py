"""JSON: one article an object, one object a line, or a file of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pipelines.ingest.containers.compressed import DamagedError
from pipelines.ingest.containers.document import sample_of
from pipelines.ingest.containers.objects import object_record
from pipelines.ingest.containers.sniff import is_object
from pipelines.ingest.containers.source import Source
from pipelines.records.source import RawRecord, Refusal

#: With fewer characters the text of an object is the description of the feed whose articles it lists.
ARTICLE_CHARACTERS = 300

#: What parts two values of a file; some writers put commas between them.
_SPACE = re.compile(r"[\s,]*")


def read_json_lines(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield a record for each line; a bad line is refused alone.

    Raises:
        DamagedError: at the end, when the compressed data around the lines is broken or cut off.
    """
    yield from _read_lines(source, [])


def _read_lines(source: Source, begun: list[bytes]) -> Iterator[RawRecord | Refusal]:
    """The records of the lines already read, and of the rest."""
    number = 0
    damage: DamagedError | None = None
    while True:
        try:
            line = begun.pop(0) if begun else source.stream.readline(source.limits.line + 1)
        except DamagedError as error:
            damage = error
            number += 1
            yield Refusal(f"{source.path}#{number}", "ingest", "damaged", f"lost in what is broken: {error}")
            if not source.resume():
                break
            _skip_rest_of_line(source)
            continue
        if not line:
            break
        number += 1
        path = f"{source.path}#{number}"
        if len(line) > source.limits.line:
            _skip_rest_of_line(source)
            yield Refusal(path, "ingest", "too_large", "a line beyond the size of a document", sample_of(line))
        elif line.strip():
            yield _read_object(source, path, line)
    if damage:
        raise damage


def read_json(source: Source) -> Iterator[RawRecord | Refusal]:
    """Yield a record for each object of a JSON file: one article, a list of them, a list inside an answer, or lines."""
    first = source.stream.readline(source.limits.line + 1)
    second = source.stream.readline(source.limits.line + 1)
    if second.strip() and is_object(first):
        yield from _read_lines(source, [first, second])
        return
    content = first + second + source.stream.read(source.limits.document + 1)
    if len(content) > source.limits.document:
        mebibytes = source.limits.document // 2**20
        reason = f"more than {mebibytes} MiB in one JSON value; write one article a line (JSON lines)"
        yield Refusal(f"{source.path}#1", "ingest", "too_large", reason, sample_of(content))
        return
    values = (article for value in _values(content) for article in _articles(source, value))
    for number, article in enumerate(values, start=1):
        path = f"{source.path}#{number}"
        sample = str(article).encode("utf-8", "replace")
        yield _to_record(source, path, article, sample)


def _values(content: bytes) -> Iterator[object]:
    """The values of a file, which may hold one after the other.

    Raises:
        ValueError: where what follows is none.
    """
    text = content.decode(json.detect_encoding(content), "surrogatepass").removeprefix("\ufeff")
    decoder = json.JSONDecoder(strict=False)
    end = _SPACE.match(text).end()  # type: ignore[union-attr]
    while end < len(text):
        value, end = decoder.raw_decode(text, end)
        yield value
        end = _SPACE.match(text, end).end()  # type: ignore[union-attr]


def _skip_rest_of_line(source: Source) -> None:
    while (rest := source.stream.readline(source.limits.line)) and not rest.endswith(b"\n"):
        pass


def _read_object(source: Source, path: str, line: bytes) -> RawRecord | Refusal:
    try:
        value = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        return Refusal(path, "ingest", "bad_json", f"not a JSON object: {error}", sample_of(line))
    return _to_record(source, path, value, line)


def _articles(source: Source, value: object) -> list[object]:
    """The objects that are articles: those of a list, an object with a text, or those of a list inside an object."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or len(source.fields.of(value).get("text", "")) >= ARTICLE_CHARACTERS:
        return [value]
    inner = [_articles(source, part) for part in value.values() if isinstance(part, dict)]
    lists = [part for part in (*value.values(), *inner) if isinstance(part, list) and _has_text(source, part)]
    return max(lists, key=len, default=[value])


def _has_text(source: Source, values: list[object]) -> bool:
    return any(isinstance(value, dict) and not {"html", "text"}.isdisjoint(source.fields.of(value)) for value in values)


def _to_record(source: Source, path: str, value: object, sample: bytes) -> RawRecord | Refusal:
    if not isinstance(value, dict):
        return Refusal(path, "ingest", "bad_json", "a JSON value, not an object", sample_of(sample))
    return object_record(source, path, value, sample)
