"""What the classifier sees of each block: one row of numbers a block.

Four groups of columns: the block's own words, its place in the markup (HTML
only), the company it keeps (containers, blocks of the same kind, neighbours)
and the page as a whole. No column names a word of content or a site.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clean import lexicon, markup
from pipelines.clean import text_counts as tc
from pipelines.clean.drafts import Container, Document, Draft

Floats = NDArray[np.float32]

_WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"\W{0,2}\d{1,2}\s?[:hH.]\s?\d{2}\b")
#: A block of so many words whose links are few is prose.
_LONG_WORDS = 12
_TAGS = ("p", "div", "li", "h1", "h2", "h3", "td", "figcaption", "blockquote", "a", "section", "article", "span")
_REACH = 3
#: Kinds of short lines after which, or before which, the article tends to end.
_ANNOUNCERS = ("comment", "related", "subscribe", "legal", "byline", "share")
_ANNOUNCER_WORDS = 8


class Head(NamedTuple):
    """What the page says it is about: words of its titles and description."""

    title_words: frozenset[str]
    description_words: frozenset[str]
    body_trigrams: frozenset[str]


class Table(NamedTuple):
    """Feature rows: ``values`` is (n_blocks, n_columns), ``names`` its columns.

    ``cues`` are the cue bits of each block. ``groups`` are, from the innermost element outwards, the first and the end
    row of the element around each block; ``kin`` numbers its kind of element.
    Both are empty for plain text.
    """

    values: Floats
    names: tuple[str, ...]
    n_words: Floats
    groups: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]
    kin: NDArray[np.int64]
    cues: NDArray[np.int64]


class _Columns:
    """Named columns, gathered in one matrix that grows by doubling."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.names: list[str] = []
        self._matrix = np.empty((256, size), np.float32)

    def add(self, name: str, values: NDArray[Any] | float) -> None:
        if len(self.names) == len(self._matrix):
            self._matrix = np.concatenate((self._matrix, np.empty_like(self._matrix)))
        self._matrix[len(self.names)] = values
        self.names.append(name)

    def add_bits(self, prefix: str, names: Sequence[str], bits: NDArray[np.int64]) -> None:
        """A column of zeros and ones for each bit of `bits`."""
        for bit, name in enumerate(names):
            self.add(f"{prefix}{name}", (bits >> bit) & 1)

    def get(self, name: str) -> Floats:
        column: Floats = self._matrix[self.names.index(name)]
        return column

    def rows(self) -> Floats:
        """The matrix, a row a block."""
        return np.ascontiguousarray(self._matrix[: len(self.names)].T)


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
    cues = _own_words(columns, drafts, counts, head)
    if is_html:
        _markup_columns(columns, drafts)
    else:
        columns.add("indent", np.array([min(d.indent, 40) for d in drafts], np.float32))
        columns.add("blank_before", np.array([min(d.blank_before, 4) for d in drafts], np.float32))
        columns.add("is_bullet", np.array([d.tag == "li" for d in drafts], np.float32))
    density = columns.get("link_density") if is_html else np.zeros(len(drafts), np.float32)
    long_words = counts.n_words * (counts.n_words >= _LONG_WORDS) * (density < 0.5)
    groups: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...] = ()
    kin = np.zeros(0, np.int64)
    if is_html:
        groups = _container_columns(columns, document, counts.n_words, long_words, density)
        kin = _kin_columns(columns, drafts, counts.n_words, long_words, density)
    _position_columns(columns, counts.n_words, long_words)
    _neighbour_columns(columns, is_html)
    if not is_html:
        _cue_columns(columns, counts.n_words)
        _topic_columns(columns, drafts, long_words)
    _scale_columns(columns, counts, long_words)
    return Table(columns.rows(), tuple(columns.names), counts.n_words, groups, kin, cues)


def _own_words(columns: _Columns, drafts: list[Draft], counts: tc.Counts, head: Head) -> NDArray[np.int64]:
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
    return _word_columns(columns, drafts, counts, head)


def _word_columns(columns: _Columns, drafts: list[Draft], counts: tc.Counts, head: Head) -> NDArray[np.int64]:
    """The columns that need words as such; returns the cue bits of each block."""
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
        cues[row] = lexicon.cue_bits(text, words, bool(ideographs[row]))
        repeats[row] = times_seen[text]
    columns.add("said_elsewhere", _said_elsewhere(drafts, counts.n_words))
    columns.add("clock", np.array([_CLOCK.match(draft.text) is not None for draft in drafts]))
    columns.add("stopword_share", stop)
    columns.add("title_precision", title[:, 0])
    columns.add("title_recall", title[:, 1])
    columns.add("description_overlap", description)
    columns.add("in_article_body", in_body)
    columns.add("repeats", repeats)
    columns.add_bits("cue_", lexicon.CUES, cues)
    columns.add("n_cues", np.bitwise_count(cues))
    return cues


def _said_elsewhere(drafts: list[Draft], n_words: Floats) -> Floats:
    """The share of a prose block's word trigrams that other prose blocks of the page hold too."""
    share = np.zeros(len(drafts), np.float32)
    rows = np.flatnonzero(n_words >= _LONG_WORDS).tolist()
    if len(rows) < 2:
        return share
    grams = [set(trigrams(drafts[row].text)) for row in rows]
    holders = Counter(gram for block in grams for gram in block)
    for row, block in zip(rows, grams, strict=True):
        share[row] = len([gram for gram in block if holders[gram] > 1]) / max(len(block), 1)
    return share


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
    columns.add_bits("in_", markup.FLAG_NAMES, flags)
    hints = np.array([draft.hints for draft in drafts], np.int64)
    near = np.array([max(draft.near_hints, 0) for draft in drafts], np.int64)
    columns.add_bits("hint_", markup.HINT_NAMES, hints)
    columns.add_bits("near_", markup.HINT_NAMES, near)


def _container_columns(
    columns: _Columns, document: Document, n_words: Floats, long_words: Floats, density: Floats
) -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]:
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
    score = score + 0.4 * np.bincount(parents[parents], weight, minlength=len(containers))
    best = int(np.argmax(score))
    position = np.arange(len(document.drafts))
    columns.add("in_best", (position >= first[best]) & (position < end[best]))
    columns.add("before_best", np.clip(first[best] - position, -1, 50))
    columns.add("after_best", np.clip(position - end[best] + 1, -1, 50))
    top = max(float(score.max()), 1.0)
    _named_containers(columns, containers, prose, first, end, total)
    groups = []
    for step in range(5):
        groups.append((first[level], end[level]))
        inside = words[end[level]] - words[first[level]]
        columns.add(f"up{step}_prose", (prose[end[level]] - prose[first[level]]) / total)
        columns.add(f"up{step}_words", inside)
        columns.add(f"up{step}_links", (linked[end[level]] - linked[first[level]]) / np.maximum(inside, 1))
        columns.add(f"up{step}_score", score[level] / top)
        columns.add(f"up{step}_order", (position - first[level]) / np.maximum(end[level] - first[level], 1))
        level = parents[level]
    return tuple(groups)


def _named_containers(
    columns: _Columns,
    containers: list[Container],
    prose: NDArray[Any],
    first: NDArray[np.int64],
    end: NDArray[np.int64],
    total: float,
) -> None:
    """Where a block stands to the element that calls itself the article and holds most prose."""
    inside = (prose[end] - prose[first]) / total
    size = np.maximum(end - first, 1)
    position = np.arange(columns.size)
    own = np.array([container.hints for container in containers])
    tags = [container.tag for container in containers]
    kinds = {
        "article_body": (own & markup.HINT["article_body"]) > 0,
        "body": (own & markup.HINT["body"]) > 0,
        "article": np.array([tag == "article" for tag in tags]),
        "main": np.array([tag == "main" for tag in tags]),
    }
    for name, chosen in kinds.items():
        rows = np.flatnonzero(chosen)
        if not len(rows):
            columns.add(f"of_{name}", -1.0)
            columns.add(f"of_{name}_prose", -1.0)
            columns.add(f"of_{name}_end", -99.0)
            continue
        # The most prose in the fewest blocks: of nested elements, the tight one.
        best = int(rows[np.argmax(inside[rows] - 0.1 * size[rows] / columns.size)])
        columns.add(f"of_{name}", (position >= first[best]) & (position < end[best]))
        columns.add(f"of_{name}_prose", float(inside[best]))
        columns.add(f"of_{name}_end", np.clip(position - end[best], -98, 50))


def _kin_columns(
    columns: _Columns, drafts: list[Draft], n_words: Floats, long_words: Floats, density: Floats
) -> NDArray[np.int64]:
    """What blocks of the same kind of element look like over the page."""
    _, kin = np.unique(np.array([draft.signature for draft in drafts]), return_inverse=True)
    size = np.bincount(kin)
    total = max(float(long_words.sum()), 1.0)
    columns.add("kin", size[kin])
    columns.add("kin_words", (np.bincount(kin, n_words) / size)[kin])
    columns.add("kin_prose", (np.bincount(kin, long_words) / total)[kin])
    columns.add("kin_links", (np.bincount(kin, density) / size)[kin])
    return kin


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


def _cue_columns(columns: _Columns, n_words: Floats) -> None:
    """How far a block is from short lines that announce furniture ("Comments", "Read also")."""
    position = np.arange(columns.size)
    for kind in _ANNOUNCERS:
        says = (columns.get(f"cue_{kind}") > 0) & (n_words <= _ANNOUNCER_WORDS)
        before = np.concatenate(([-60], np.maximum.accumulate(np.where(says, position, -60))[:-1]))
        after = np.minimum.accumulate(np.where(says, position, columns.size + 60)[::-1])[::-1]
        after = np.concatenate((after[1:], [columns.size + 60]))
        columns.add(f"since_{kind}", np.minimum(position - before, 60))
        columns.add(f"until_{kind}", np.minimum(after - position, 60))
        columns.add(f"share_{kind}", np.cumsum(says) / max(int(says.sum()), 1))


def _topic_columns(columns: _Columns, drafts: list[Draft], long_words: Floats) -> None:
    """How much a block speaks of what the page's prose speaks of, and the prose before and after it."""
    words = [frozenset(w for w in _WORD.findall(draft.text.lower()) if len(w) > 4) for draft in drafts]
    rows = [int(row) for row in np.flatnonzero(long_words)]
    spoken = Counter(word for row in rows for word in words[row])
    topic = np.full((3, len(drafts)), -1.0, np.float32)
    previous: frozenset[str] = frozenset()
    before: list[frozenset[str]] = []
    is_long = long_words > 0
    for row, own in enumerate(words):
        before.append(previous)
        if is_long[row]:
            previous = own
    following: frozenset[str] = frozenset()
    for row in range(len(drafts) - 1, -1, -1):
        own = words[row]
        if own:
            mine = int(is_long[row])
            topic[0, row] = sum(spoken[word] > mine for word in own) / len(own)
            topic[1, row] = len(own & before[row]) / len(own)
            topic[2, row] = len(own & following) / len(own)
        if is_long[row]:
            following = own
    for name, column in zip(("topic", "topic_before", "topic_after"), topic, strict=True):
        columns.add(name, column)


def _scale_columns(columns: _Columns, counts: tc.Counts, long_words: Floats) -> None:
    """A block's length beside the page's own prose. (Plain sizes of the page are
    left out: with a thousand pages to learn from, they only let trees know pages.)"""
    longest = float(long_words.max())
    columns.add("words_to_longest", counts.n_words / max(longest, 1.0))
    median = float(np.median(counts.n_words[long_words > 0])) if longest else 1.0
    columns.add("words_to_typical", counts.n_words / median)
