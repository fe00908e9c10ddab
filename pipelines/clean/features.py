"""What the classifier sees of each block: one row of numbers a block.

Four groups of columns: the block's own words, its place in the markup (HTML
only), the company it keeps (containers, blocks of the same kind, neighbours)
and the page as a whole. No column names a word of content or a site.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clean import lexicon, markup
from pipelines.clean import text_counts as tc
from pipelines.clean.drafts import Document, Draft

Floats = NDArray[np.float32]

_WORD = re.compile(r"\w+")
#: A block of so many words whose links are few is prose.
_LONG_WORDS = 12
_TAGS = ("p", "div", "li", "h1", "h2", "h3", "td", "figcaption", "blockquote", "a", "section", "article", "span")
_REACH = 3


class Head(NamedTuple):
    """What the page says it is about: words of its titles and description."""

    title_words: frozenset[str]
    description_words: frozenset[str]
    body_trigrams: frozenset[str]


class Table(NamedTuple):
    """Feature rows: ``values`` is (n_blocks, n_columns), ``names`` its columns."""

    values: Floats
    names: tuple[str, ...]
    n_words: Floats
    n_long: float


class _Columns:
    def __init__(self, size: int) -> None:
        self.size = size
        self.names: list[str] = []
        self.columns: list[NDArray[np.floating]] = []

    def add(self, name: str, values: NDArray[np.floating] | NDArray[np.bool_] | float) -> None:
        column = np.broadcast_to(np.asarray(values, np.float32), (self.size,))
        self.names.append(name)
        self.columns.append(column)

    def get(self, name: str) -> NDArray[np.floating]:
        return self.columns[self.names.index(name)]


def trigrams(text: str) -> list[str]:
    """The word trigrams of a text, lower-cased (the whole, when it has fewer than three words)."""
    words = _WORD.findall(text.lower())
    if len(words) < 3:
        return [" ".join(words)] if words else []
    return [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]


def words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def table(document: Document, head: Head, is_html: bool) -> Table:
    """The feature rows of a document's drafts; `document.drafts` must not be empty."""
    drafts = document.drafts
    columns = _Columns(len(drafts))
    counts = tc.count([draft.text for draft in drafts])
    _own_words(columns, drafts, counts, head)
    if is_html:
        _markup_columns(columns, drafts)
    else:
        columns.add("indent", np.array([min(d.indent, 40) for d in drafts], np.float32))
        columns.add("blank_before", np.array([min(d.blank_before, 4) for d in drafts], np.float32))
        columns.add("is_bullet", np.array([d.tag == "li" for d in drafts], np.float32))
    density = columns.get("link_density") if is_html else np.zeros(len(drafts), np.float32)
    long_words = counts.n_words * (counts.n_words >= _LONG_WORDS) * (density < 0.5)
    if is_html:
        _container_columns(columns, document, counts.n_words, long_words, density)
        _kin_columns(columns, drafts, counts.n_words, long_words, density)
    _position_columns(columns, counts.n_words, long_words)
    _neighbour_columns(columns, is_html)
    _page_columns(columns, counts, long_words, density)
    values = np.column_stack(columns.columns).astype(np.float32, copy=False)
    return Table(values, tuple(columns.names), counts.n_words, float(long_words.sum()))


def _own_words(columns: _Columns, drafts: list[Draft], counts: tc.Counts, head: Head) -> None:
    by_class, chars, words = counts.by_class, counts.n_chars, counts.n_words
    letters = by_class[:, [tc.LOWER, tc.UPPER, tc.LETTER, tc.IDEOGRAPH]].sum(axis=1)
    columns.add("n_words", words)
    columns.add("n_chars", chars)
    columns.add("word_length", letters / words)
    columns.add("upper_share", by_class[:, tc.UPPER] / np.maximum(letters, 1))
    columns.add("uppers_a_word", by_class[:, tc.UPPER] / words)
    columns.add("digit_share", by_class[:, tc.DIGIT] / chars)
    columns.add("commas_a_word", by_class[:, tc.COMMA] / words)
    columns.add("stops_a_word", by_class[:, tc.STOP] / words)
    columns.add("n_sentences", counts.n_sentences)
    columns.add("n_commas", by_class[:, tc.COMMA])
    columns.add("bars", by_class[:, tc.BAR] / words)
    columns.add("quotes", by_class[:, tc.QUOTE])
    columns.add("dashes", by_class[:, tc.DASH] / words)
    columns.add("colons", by_class[:, tc.COLON] / words)
    columns.add("other_share", by_class[:, tc.OTHER] / chars)
    columns.add("ideograph_share", by_class[:, tc.IDEOGRAPH] / chars)
    for name, kind in (("stop", tc.STOP), ("quote", tc.QUOTE), ("colon", tc.COLON), ("other", tc.OTHER)):
        columns.add(f"ends_{name}", counts.last_class == kind)
    for name, kind in (("upper", tc.UPPER), ("lower", tc.LOWER), ("digit", tc.DIGIT), ("bar", tc.BAR)):
        columns.add(f"starts_{name}", counts.first_class == kind)
    columns.add("starts_quote", (counts.first_class == tc.QUOTE) | (counts.first_class == tc.DASH))
    _word_columns(columns, drafts, counts, head)


def _word_columns(columns: _Columns, drafts: list[Draft], counts: tc.Counts, head: Head) -> None:
    size = len(drafts)
    stop = np.zeros(size, np.float32)
    title = np.zeros((size, 2), np.float32)
    description = np.zeros(size, np.float32)
    in_body = np.full(size, -1.0, np.float32)
    cues = np.zeros(size, np.int64)
    times_seen = Counter(draft.text for draft in drafts)
    repeats = np.zeros(size, np.float32)
    stopwords, title_words = lexicon.STOPWORDS, head.title_words
    ideographs = counts.by_class[:, tc.IDEOGRAPH] > 0
    for row, draft in enumerate(drafts):
        text = draft.text
        words = _WORD.findall(text.lower())
        n_words = len(words) or 1
        stop[row] = len([word for word in words if word in stopwords]) / n_words
        if title_words and n_words < 60:
            shared = len(title_words.intersection(words))
            title[row] = shared / len(set(words) or {""}), shared / len(title_words)
        if head.description_words and n_words > 4:
            description[row] = len(head.description_words.intersection(words)) / len(set(words))
        if head.body_trigrams:
            grams = trigrams(text)
            if grams:
                in_body[row] = len([g for g in grams if g in head.body_trigrams]) / len(grams)
        cues[row] = lexicon.cue_bits(text, bool(ideographs[row]))
        repeats[row] = times_seen[text]
    columns.add("stopword_share", stop)
    columns.add("title_precision", title[:, 0])
    columns.add("title_recall", title[:, 1])
    columns.add("description_overlap", description)
    columns.add("in_article_body", in_body)
    columns.add("repeats", repeats)
    for bit, name in enumerate(lexicon.CUES):
        columns.add(f"cue_{name}", (cues >> bit) & 1)
    columns.add("n_cues", np.bitwise_count(cues))


def _markup_columns(columns: _Columns, drafts: list[Draft]) -> None:
    chars = columns.get("n_chars")
    link_chars = np.array([draft.link_chars for draft in drafts], np.float32)
    columns.add("link_density", np.minimum(link_chars / chars, 1))
    columns.add("n_links", np.array([draft.n_links for draft in drafts], np.float32))
    columns.add("bold_share", np.array([d.bold_chars for d in drafts], np.float32) / chars)
    columns.add("depth", np.array([min(draft.depth, 60) for draft in drafts], np.float32))
    tags = np.array([_TAGS.index(d.tag) if d.tag in _TAGS else -1 for d in drafts])
    for index, tag in enumerate(_TAGS):
        columns.add(f"tag_{tag}", tags == index)
    flags = np.array([draft.flags for draft in drafts], np.int64)
    for bit, name in enumerate(markup.FLAG_NAMES):
        columns.add(f"in_{name}", (flags >> bit) & 1)
    hints = np.array([draft.hints for draft in drafts], np.int64)
    near = np.array([max(draft.near_hints, 0) for draft in drafts], np.int64)
    for bit, name in enumerate(markup.HINT_NAMES):
        columns.add(f"hint_{name}", (hints >> bit) & 1)
        columns.add(f"near_{name}", (near >> bit) & 1)


def _container_columns(
    columns: _Columns, document: Document, n_words: Floats, long_words: Floats, density: Floats
) -> None:
    """How much prose lies in the elements around a block, one to four levels up."""
    containers = document.containers
    first = np.array([c.first for c in containers])
    end = np.array([c.end for c in containers])
    parents = np.array([max(c.parent, 0) for c in containers])
    level = np.array([draft.container for draft in document.drafts])
    total = max(float(long_words.sum()), 1.0)
    prose = np.concatenate(([0], np.cumsum(long_words)))
    words = np.concatenate(([0], np.cumsum(n_words)))
    linked = np.concatenate(([0], np.cumsum(n_words * density)))
    weight = np.bincount(level, long_words, minlength=len(containers))
    score = weight + np.bincount(parents, weight, minlength=len(containers))
    score += 0.4 * np.bincount(parents[parents], weight, minlength=len(containers))
    best = int(np.argmax(score))
    position = np.arange(len(document.drafts))
    columns.add("in_best", (position >= first[best]) & (position < end[best]))
    columns.add("before_best", np.clip(first[best] - position, -1, 50))
    columns.add("after_best", np.clip(position - end[best] + 1, -1, 50))
    top = max(float(score.max()), 1.0)
    for step in range(5):
        inside = words[end[level]] - words[first[level]]
        columns.add(f"up{step}_prose", (prose[end[level]] - prose[first[level]]) / total)
        columns.add(f"up{step}_words", inside)
        columns.add(f"up{step}_links", (linked[end[level]] - linked[first[level]]) / np.maximum(inside, 1))
        columns.add(f"up{step}_score", score[level] / top)
        columns.add(f"up{step}_order", (position - first[level]) / np.maximum(end[level] - first[level], 1))
        level = parents[level]


def _kin_columns(columns: _Columns, drafts: list[Draft], n_words: Floats, long_words: Floats, density: Floats) -> None:
    """What blocks of the same kind of element look like over the page."""
    _, kin = np.unique(np.array([draft.signature for draft in drafts]), return_inverse=True)
    size = np.bincount(kin)
    total = max(float(long_words.sum()), 1.0)
    columns.add("kin", size[kin])
    columns.add("kin_words", (np.bincount(kin, n_words) / size)[kin])
    columns.add("kin_prose", (np.bincount(kin, long_words) / total)[kin])
    columns.add("kin_links", (np.bincount(kin, density) / size)[kin])


def _position_columns(columns: _Columns, n_words: Floats, long_words: Floats) -> None:
    size = len(n_words)
    position = np.arange(size)
    total = max(float(long_words.sum()), 1.0)
    columns.add("order", position / size)
    columns.add("from_start", np.minimum(position, 200))
    columns.add("from_end", np.minimum(size - position, 200))
    passed = np.cumsum(long_words)
    columns.add("prose_before", (passed - long_words) / total)
    columns.add("prose_after", (total - passed) / total)
    title = np.flatnonzero(columns.get("title_recall") > 0.6)
    anchors = position - title[0] if len(title) else np.full(size, -99)
    columns.add("since_title", np.clip(anchors, -99, 99))
    anchors = position - title[-1] if len(title) else np.full(size, -99)
    columns.add("since_last_title", np.clip(anchors, -99, 99))
    is_long = long_words > 0
    before = np.maximum.accumulate(np.where(is_long, position, -50))
    columns.add("since_prose", np.minimum(position - np.concatenate(([-50], before[:-1])), 60))
    after = np.minimum.accumulate(np.where(is_long, position, size + 50)[::-1])[::-1]
    columns.add("until_prose", np.minimum(np.concatenate((after[1:], [size + 50])) - position, 60))
    for window in (2, 5, 12):
        kernel = np.concatenate(([0], np.cumsum(long_words)))
        low, high = np.maximum(position - window, 0), np.minimum(position + window + 1, size)
        columns.add(f"prose_{window}", kernel[high] - kernel[low] - long_words)


def _neighbour_columns(columns: _Columns, is_html: bool) -> None:
    names = ["n_words", "ends_stop", "stopword_share", "n_cues", "title_recall", "uppers_a_word"]
    names += ["link_density", "kin_words", "up1_prose", "in_p"] if is_html else ["n_sentences", "commas_a_word"]
    names += [] if is_html else ["blank_before", "is_bullet", "digit_share", "starts_upper"]
    for name in names:
        column = columns.get(name)
        padded = np.concatenate((np.full(_REACH, -1.0), column, np.full(_REACH, -1.0)))
        for step in (-3, -2, -1, 1, 2, 3):
            columns.add(f"{name}@{step:+d}", padded[_REACH + step : _REACH + step + columns.size])


def _page_columns(columns: _Columns, counts: tc.Counts, long_words: Floats, density: Floats) -> None:
    total = float(counts.n_words.sum())
    columns.add("page_blocks", float(len(density)))
    columns.add("page_words", total)
    columns.add("page_prose", float(long_words.sum()))
    columns.add("page_prose_share", float(long_words.sum()) / total)
    columns.add("page_links", float((density * counts.n_words).sum()) / total)
    columns.add("page_prose_blocks", float((long_words > 0).sum()))
    longest = float(long_words.max())
    columns.add("words_to_longest", counts.n_words / max(longest, 1.0))
    median = float(np.median(counts.n_words[long_words > 0])) if longest else 1.0
    columns.add("words_to_typical", counts.n_words / median)
