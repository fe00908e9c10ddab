"""A document in, a page of labelled blocks out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from pipelines.read import memory
from pipelines.read.classifier.classify import Verdict, classify
from pipelines.read.features import feature_table
from pipelines.read.front_matter import titles
from pipelines.read.front_matter.dump_bylines import find_signature
from pipelines.read.metadata import page_metadata
from pipelines.read.metadata.agency import find_agency
from pipelines.read.rules import roles
from pipelines.read.rules.context_rules import find_boilerplate
from pipelines.read.rules.crawl_mark import find_mark
from pipelines.read.rules.file_header import find_file_header
from pipelines.read.rules.line_context import LineContext
from pipelines.read.rules.notices import is_notice
from pipelines.read.rules.told_days import tells_a_day
from pipelines.read.segmentation import markup
from pipelines.read.segmentation.characters import one_byte_each
from pipelines.read.segmentation.html import read_html
from pipelines.read.segmentation.plain_text import read_text
from pipelines.read.segmentation.text_blocks import Document
from pipelines.records.document import KEPT_ROLES, Block, Metadata, Page, Run

#: So many headings that are links, none with more words under it, make a section
#: front; none of 1,232 news pages of the sets has them.
_TEASERS, _TEASER_WORDS, _FRONT = 6, 80.0, 0.4
#: What a text keeps of its likelihood that says why no article is shown.
_NOTICE = 0.4
_TEASER_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_ALL_LINK = 0.85
#: Kept words with which a page, or a dump, is no stub: crawls of dumps hold briefs.
#: A page that dates or signs what stands below its headline may be a brief, too, or one that tells what happened on
#: a day of the week; an error page does neither.
_PAGE_WORDS, _DUMP_WORDS, _BRIEF_WORDS = 60.0, 45.0, 30.0
_TIME = markup.FLAG["time"]
_NEWLINE, _RETURN = 10, 13


class BlockLike(Protocol):
    """What has a role and a text."""

    @property
    def role(self) -> str: ...
    @property
    def text(self) -> str: ...


def read_page(text: str, media_type: str, url: str | None = None, declared: tuple[tuple[str, str], ...] = ()) -> Page:
    """Cut a decoded document into labelled blocks that tile it, with its metadata.

    `media_type` is ``text/html`` or ``text/plain``; any other is read as plain
    text. `url` and `declared` are what the container says of the document.
    Never fails on any text: a document without words has markup blocks only.
    """
    page = _cleaned(text, media_type, url, declared)
    if len(text) > memory.LARGE:
        memory.give_back()
    return page


def _cleaned(text: str, media_type: str, url: str | None, declared: tuple[tuple[str, str], ...]) -> Page:
    source, left_out = _plain_newlines(text)
    is_html = media_type == "text/html"
    header = None if is_html else find_file_header(source)
    if header is not None:
        mark, start, rule = header.text, header.end, "file_header"
        declared = (*declared, *header.stated)
    else:
        mark, start = ("", 0) if is_html else find_mark(source)
        rule = "crawl_mark"
    document = read_html(source) if is_html else read_text(source, start)
    head, stated, titles_stated = read_head(document, url, declared)
    verdict = classify(document, head, is_html, source)
    context = LineContext.of(document.blocks, verdict, titles.marked_rows(document, titles_stated))
    removed = find_boilerplate(context, is_html)
    if removed:
        context = context.without(removed)
        verdict = context.verdict
    headline = titles.find_title(document, titles_stated, context)
    blocks = _blocks(document, verdict, removed, headline.row, start, len(source))
    if mark:
        blocks.insert(0, Block(0, start, mark, "boilerplate", 1.0, rule))
    if left_out:
        blocks = [_moved(block, left_out) for block in blocks]
    byline = stated.byline
    if byline is None and not is_html:
        byline = find_signature(context, headline.row, titles.body_start(verdict))
    settled = replace(stated, title=headline.value, byline=byline, agency=find_agency(byline, blocks))
    return Page(
        kind="html" if is_html else "text",
        blocks=tuple(blocks),
        metadata=settled,
        method=verdict.method,
        confidence=verdict.confidence,
        article_probability=_article_probability(document, context, is_html, byline is not None),
    )


def read_head(
    document: Document, url: str | None, declared: tuple[tuple[str, str], ...]
) -> tuple[feature_table.Head, Metadata, page_metadata.StatedTitles]:
    """What the classifier should know of a page's titles, the page's metadata, and the titles it states."""
    titles_stated = page_metadata.stated_titles(document, declared)
    stated, body = page_metadata.read_metadata(document, url, declared, titles_stated)
    title = stated.title.value if stated.title else ""
    description = page_metadata.meta_value(document, "description")
    head = feature_table.Head(
        title_words=feature_table.words_of(title),
        description_words=feature_table.words_of(description.value) if description else frozenset(),
        body_trigrams=frozenset(feature_table.trigrams(body)) if body else frozenset(),
    )
    return head, stated, titles_stated


def _article_probability(document: Document, context: LineContext, is_html: bool, is_signed: bool) -> float:
    """How likely a document is an article: cleanly cut, no stub and no section front."""
    verdict = context.verdict
    kept_words = float(verdict.n_words[verdict.kept].sum())
    enough = _PAGE_WORDS if is_html else _DUMP_WORDS
    if kept_words < enough and _is_brief(document, context, is_html, is_signed):
        enough = _BRIEF_WORDS
    likely = verdict.expected_f1 * min(kept_words / enough, 1.0) * _not_a_front(document, verdict)
    return likely * (_NOTICE if is_notice(context.text_of(context.kept)) else 1.0)


def _is_brief(document: Document, context: LineContext, is_html: bool, is_signed: bool) -> bool:
    """Whether few words may be an article: dated or signed below a headline, or the news of a day of the week."""
    if is_html and context.headlines and (is_signed or _is_dated(document, context)):
        return True
    return (bool(context.headlines) or not is_html) and tells_a_day(context.text_of(context.kept))


def _is_dated(document: Document, context: LineContext) -> bool:
    """Whether a page says when it appeared, to machines or to readers."""
    return any(key in markup.DATE_KEYS for key, _ in document.meta) or any(
        line.is_dated or block.flags & _TIME for line, block in zip(context.lines, document.blocks, strict=True)
    )


def _not_a_front(document: Document, verdict: Verdict) -> float:
    """A factor of the article probability, 1 or less: low where the kept text is links or teasers.

    A text more than half of links is a menu or a list. Headings that are links,
    with but a few sentences under each, are the teasers of a section front;
    related links inside an article leave long stretches without such headings.
    """
    rows = [int(row) for row in verdict.kept.nonzero()[0]]
    kept = [document.blocks[row] for row in rows]
    length = sum(len(block.text) for block in kept)
    if not length:
        return 1.0
    linked = sum(min(block.link_chars, len(block.text)) for block in kept) / length
    n_headings, stretch, longest = 0, 0.0, 0.0
    for row in range(max(rows[0] - 1, 0), rows[-1] + 1):
        block = document.blocks[row]
        if block.tag in _TEASER_HEADINGS and block.link_chars >= _ALL_LINK * len(block.text):
            n_headings, stretch = n_headings + 1, 0.0
        elif verdict.kept[row]:
            stretch += float(verdict.n_words[row])
            longest = max(longest, stretch)
    is_front = n_headings >= _TEASERS and longest < _TEASER_WORDS
    return min(2.0 * (1.0 - linked), 1.0) * (_FRONT if is_front else 1.0)


def article_text(blocks: Sequence[BlockLike]) -> tuple[str, tuple[tuple[int, int] | None, ...]]:
    """The text of the kept blocks, and each block's span in it (None where removed)."""
    parts: list[str] = []
    spans: list[tuple[int, int] | None] = []
    position = 0
    for block in blocks:
        if block.role not in KEPT_ROLES or not block.text:
            spans.append(None)
            continue
        if parts:
            position += 2
        spans.append((position, position + len(block.text)))
        parts.append(block.text)
        position += len(block.text)
    return "\n\n".join(parts), tuple(spans)


def _blocks(
    document: Document,
    verdict: Verdict,
    removed: Mapping[int, roles.Role],
    title_row: int | None,
    start: int,
    length: int,
) -> list[Block]:
    """Label the blocks and fill what lies between them, so that the blocks tile the document from `start` on."""
    blocks: list[Block] = []
    position = start
    opaque = iter([*document.opaque, (length, length)])
    next_opaque = next(opaque)
    has_kept = False
    judged = zip(
        document.blocks, verdict.probability.tolist(), verdict.kept.tolist(), verdict.cues.tolist(), strict=True
    )
    for row, (block, probability, is_kept, cues) in enumerate(judged):
        gap_end = position
        while next_opaque[1] <= block.raw_start and next_opaque[1] < length:
            gap_end = max(gap_end, next_opaque[1])
            next_opaque = next(opaque)
        if gap_end > position:
            blocks.append(Block(position, gap_end, "", "markup", 1.0, "no_text"))
            position = gap_end
        if row == title_row:
            label, confidence = roles.Role("title", "title"), 1.0
        elif verdict.unseen[row]:
            label, confidence = roles.UNSEEN, 1.0
        elif row in removed:
            label, confidence = removed[row], 1.0
        elif is_kept:
            label, confidence = roles.kept_role(block, not has_kept), probability
            has_kept = True
        elif verdict.copies[row]:
            label, confidence = roles.IN_PAGE_DUPLICATE, probability
        else:
            label, confidence = roles.removed_role(block, cues), 1.0 - probability
        end = max(block.raw_end, position)
        runs = block.runs() if label.role in KEPT_ROLES else ()
        blocks.append(Block(position, end, block.text, label.role, confidence, label.rule, runs))
        position = end
    if position < length:
        blocks.append(Block(position, length, "", "markup", 1.0, "no_text"))
    return blocks


def _plain_newlines(text: str) -> tuple[str, list[int]]:
    """The text with ``\\n`` alone as newline, and after which of its characters one of `text` was left out."""
    if "\r" not in text:
        return text, []
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    codes = one_byte_each(text)
    left_out = np.flatnonzero((codes[1:] == _NEWLINE) & (codes[:-1] == _RETURN)) + 1
    return source, (left_out - np.arange(len(left_out))).tolist()


def _moved(block: Block, left_out: list[int]) -> Block:
    """The block with its offsets in the text as it was given."""

    def given(place: int) -> int:
        return place + bisect_right(left_out, place)

    runs = tuple(Run(run.text_start, run.text_end, given(run.raw_start), given(run.raw_end)) for run in block.runs)
    _, _, text, role, confidence, rule, _ = block
    return Block(given(block.raw_start), given(block.raw_end), text, role, confidence, rule, runs)
