"""The way back from a row to its bytes, as lines for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from warehouse.explaining import Step

_COUNTRY_REASONS = {
    "gazetteer": "the gazetteers, which know the name",
    "office table": "the table of who held which office",
    "office": "the office told beside the name",
    "name": "a place or a people in the name",
    "article": "its articles, which speak of that country nearly alone",
}

#: Steps that begin a paragraph of their own, unless they come first.
_APART = frozenset({"sentence", "words"})


def lines_of(steps: list[Step]) -> Iterator[str]:
    """The lines that tell the steps, those of a sentence or a mention set apart."""
    before = None
    for step in steps:
        follows_history = before == "id_change" != step["step"]
        if before and (follows_history or step["step"] in _APART):
            yield ""
        yield from _TOLD[step["step"]](step)
        before = step["step"]


def _id_change(step: Step) -> Iterator[str]:
    became = f"became {step['new_id']}" if step["new_id"] else "is no more"
    reason = step["reason"].replace("_", " ")
    yield (
        f"{step['table_name']} {step['old_id']} {became}: {reason}, build {step['build_id']}, {step['changed_at']:%F}"
    )


def _event(step: Step) -> Iterator[str]:
    when = step["event_date"] or "at an unknown date"
    until = f" to {step['event_date_end']}" if step["event_date_end"] not in (None, step["event_date"]) else ""
    basis = f" ({step['date_basis']})" if step["date_basis"] else ""
    yield f"event {step['event_id']}: {step['event_type']}, {step['modality']}, {when}{until}{basis}"
    for row in step["participants"]:
        yield f"  {row['role']}: {row['name']}" + (f" ({row['country']})" if row["country"] else "")


def _more(step: Step) -> Iterator[str]:
    yield f"… and {step['n_sentences']} sentences more"


def _sentence(step: Step) -> Iterator[str]:
    yield f"sentence: {step['words']}"
    yield f"  trigger {step['trigger']!r}, joined by {step['join_reason']} ({step['join_score']})"


def _words(step: Step) -> Iterator[str]:
    yield f"words: {step['words']}"


def _entity(step: Step) -> Iterator[str]:
    yield f"entity {step['entity_id']}: {step['name']} ({step['type']}, {step['country'] or 'no country'})"
    if step["known_as"]:
        yield f"  known as {step['known_as']}"
    if step["country_reason"]:
        yield f"  country {step['country']} by: {_COUNTRY_REASONS[step['country_reason']]}"
    for alias in step["aliases"]:
        seen = f"{alias['language']}, {alias['n_mentions']} times"
        yield f"  {alias['alias']} ({seen}): {alias['reason']} ({alias['score']:.2f})"


def _article(step: Step) -> Iterator[str]:
    yield f"article {step['article_id']}: {step['title'] or '(no headline)'}"
    published = step["published_on"] or f"{step['published_earliest']} to {step['published_latest']}"
    yield f"  published {published} ({step['published_basis']}: {step['published_evidence']!r})"
    yield f"  {step['n_words']} words of {step['language']}, extracted by {step['extraction_method']}"
    if step["duplicate_of"]:
        yield f"  {step['duplicate_kind']} copy of {step['duplicate_of']}"


def _raw_file(step: Step) -> Iterator[str]:
    yield f"raw file {step['path']}: {step['status']}" + (f" ({step['reason']})" if step["reason"] else "")
    yield f"  {step['n_bytes']} bytes of {step['media_type']}, {step['encoding']}, SHA-256 {step['sha256']}"


def _bytes(step: Step) -> Iterator[str]:
    yield f"  {step['path']}, block {step['block_no']} ({step['role']}), {step['encoding']}"
    words = (
        f": {step['words']}"
        if step["words"] is not None
        else (f" (the raw file is not at {step['raw_folder']} any more)")
    )
    yield f"  bytes {step['byte_start']}-{step['byte_end']}{words}"


_TOLD: dict[str, Callable[[Step], Iterator[str]]] = {
    "id_change": _id_change,
    "event": _event,
    "more": _more,
    "sentence": _sentence,
    "words": _words,
    "entity": _entity,
    "article": _article,
    "raw_file": _raw_file,
    "bytes": _bytes,
}
