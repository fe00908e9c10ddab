"""What the classifier sees of each block: one row of numbers a block.

Four groups of columns: the block's own words, its place in the markup (HTML
only), the company it keeps (containers, blocks of the same kind, neighbours)
and the page as a whole. No column names a word of content or a site; what words
say of a dump's blocks is told by `wording.py`, from the tokens kept here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.read.features import lexicon, wording
from pipelines.read.features.block_words import BlockWords, read_words, trigrams_said
from pipelines.read.features.columns import Columns
from pipelines.read.features.placement import container_columns, kin_columns, layout
from pipelines.read.features.repetition import dated_columns, record_columns
from pipelines.read.features.sequence import (
    cue_columns,
    neighbour_columns,
    position_columns,
    scale_columns,
    topic_columns,
)
from pipelines.read.segmentation import markup
from pipelines.read.segmentation.text_blocks import Document, TextBlock
from pipelines.text import counts as tc
from pipelines.text.units import PARAGRAPH_WORDS

Floats = NDArray[np.float32]

_WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"\W{0,2}\d{1,2}\s?[:hH.]\s?\d{2}\b")
#: Longer blocks are no titles, shorter ones no descriptions.
_TITLE_WORDS, _SHORT_WORDS = 60, 4
_TAGS = ("p", "div", "li", "h1", "h2", "h3", "td", "figcaption", "blockquote", "a", "section", "article", "span")
_TAG_NUMBER = {tag: number for number, tag in enumerate(_TAGS)}


class Head(NamedTuple):
    """What the page says it is about: words of its titles and description."""

    title_words: frozenset[str]
    description_words: frozenset[str]
    body_trigrams: frozenset[str]


class Table(NamedTuple):
    """Feature rows: ``values`` is (n_blocks, n_columns), ``names`` its columns.

    ``cues`` are the cue bits of each block. ``groups`` are, from the innermost element outwards, the first and the end
    row of the element around each block; ``kin`` numbers its kind of element.
    Both are empty for plain text. ``tokens`` are the hashed words, empty for HTML.
    """

    values: Floats
    names: tuple[str, ...]
    n_words: Floats
    groups: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]
    kin: NDArray[np.int64]
    cues: NDArray[np.int64]
    tokens: wording.Tokens


def trigrams(text: str) -> list[str]:
    """The word trigrams of a text, lower-cased (the whole, when it has fewer than three words)."""
    return _trigrams_of(_WORD.findall(text.lower()))


def _trigrams_of(words: list[str]) -> list[str]:
    if len(words) < 3:
        return [" ".join(words)] if words else []
    return [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]


def words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def feature_table(document: Document, head: Head, is_html: bool) -> Table:
    """The feature rows of a document's blocks; `document.blocks` must not be empty."""
    blocks = document.blocks
    columns = Columns(len(blocks))
    texts = [block.text for block in blocks]
    counts = tc.count(texts)
    _own_characters(columns, counts)
    words = read_words(texts)
    cues = _word_columns(columns, texts, words, counts, head)
    if is_html:
        _markup_columns(columns, blocks)
    else:
        columns.add("indent", np.clip([d.indent for d in blocks], 0, 40).astype(np.float32))
        columns.add("blank_before", np.array([min(d.blank_before, 4) for d in blocks], np.float32))
        columns.add("is_bullet", np.array([d.tag == "li" for d in blocks], np.float32))
    density = columns.get("link_density") if is_html else np.zeros(len(blocks), np.float32)
    long_words = counts.n_words * (counts.n_words >= PARAGRAPH_WORDS) * (density < 0.5)
    groups: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...] = ()
    kin = np.zeros(0, np.int64)
    if is_html:
        containers = layout(document)
        groups = container_columns(columns, containers, counts.n_words, long_words, density)
        kin = kin_columns(columns, blocks, counts.n_words, long_words, density)
    dated = dated_columns(columns, texts, counts)
    if is_html:
        record_columns(columns, document, containers, counts.n_words, long_words, dated)
    position_columns(columns, counts.n_words, long_words)
    neighbour_columns(columns, is_html)
    cue_columns(columns, counts.n_words)
    topic_columns(columns, words, long_words)
    scale_columns(columns, counts, long_words)
    tokens = wording.NO_TOKENS if is_html else wording.hash_words(words)
    return Table(columns.rows(), tuple(columns.names), counts.n_words, groups, kin, cues, tokens)


def _own_characters(columns: Columns, counts: tc.Counts) -> None:
    by_class, chars, words = counts.by_class, counts.n_chars, counts.n_words
    letters = by_class[:, tc.LOWER] + by_class[:, tc.UPPER] + by_class[:, tc.LETTER] + by_class[:, tc.IDEOGRAPH]
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


def _word_columns(
    columns: Columns, texts: list[str], words: BlockWords, counts: tc.Counts, head: Head
) -> NDArray[np.int64]:
    """The columns that need words as such; returns the cue bits of each block."""
    size = len(texts)
    n_words, n_distinct = words.n_words, np.maximum(np.bincount(words.pair_block, minlength=size), 1)
    stop = words.among(lexicon.STOPWORDS)[words.ids]
    in_title = words.n_among(head.title_words) * (n_words < _TITLE_WORDS)
    described = words.n_among(head.description_words) * (n_words > _SHORT_WORDS)
    in_body = np.full(size, -1.0, np.float32)
    if head.body_trigrams:
        for row in range(size):
            grams = _trigrams_of(words.of_block(row))
            if grams:
                in_body[row] = sum(map(head.body_trigrams.__contains__, grams)) / len(grams)
    cues = _cues(texts, words, counts)
    before, after = trigrams_said(words, counts.n_words >= PARAGRAPH_WORDS)
    times_seen = Counter(texts)
    columns.add("said_before", before)
    columns.add("said_after", after)
    columns.add("clock", _is_clock(texts, counts))
    columns.add("stopword_share", np.bincount(words.block, stop, minlength=size) / np.maximum(n_words, 1))
    columns.add("title_precision", in_title / n_distinct)
    columns.add("title_recall", in_title / max(len(head.title_words), 1))
    columns.add("description_overlap", described / n_distinct)
    columns.add("in_article_body", in_body)
    columns.add("repeats", np.array([times_seen[text] for text in texts], np.float32))
    columns.add_bits("cue_", lexicon.CUES, cues)
    columns.add("n_cues", np.bitwise_count(cues))
    return cues


def _is_clock(texts: list[str], counts: tc.Counts) -> NDArray[np.bool_]:
    """Which blocks begin with an hour."""
    found = np.zeros(len(texts), np.bool_)
    for row in np.flatnonzero(counts.may_have_digits()).tolist():
        found[row] = _CLOCK.match(texts[row]) is not None
    return found


def _cues(texts: list[str], words: BlockWords, counts: tc.Counts) -> NDArray[np.int64]:
    """The cue bits of the head of each block; only where a word begins a phrase is one looked for."""
    cues = [0] * len(texts)
    n_head = np.minimum(words.n_words, lexicon.HEAD_WORDS)
    last = words.first + np.maximum(n_head - 1, 0)
    is_cut = counts.n_chars > lexicon.HEAD_CHARACTERS
    if len(words.ids):
        # Of most long blocks, too, the head is so many whole words.
        ends = words.ends[np.minimum(last, len(words.ids) - 1)]
        is_cut &= (n_head < lexicon.HEAD_WORDS) | (ends >= lexicon.HEAD_CHARACTERS)
    begins = words.among(lexicon.FIRST_WORDS)[words.ids]
    begins &= (np.arange(len(begins)) <= last[words.block]) & ~is_cut[words.block]
    hits = np.flatnonzero(begins)
    rows = words.block[hits]
    for at, row, end in zip(hits.tolist(), rows.tolist(), (last[rows] + 1).tolist(), strict=True):
        cues[row] |= lexicon.cue_bits(words.flat, at, end)
    for row in np.flatnonzero(is_cut).tolist():
        cues[row] = lexicon.cue_bits_of_head(texts[row])
    for row in np.flatnonzero(counts.by_class[:, tc.IDEOGRAPH] > 0).tolist():
        cues[row] |= lexicon.unspaced_cue_bits(texts[row])
    return np.array(cues)


def _markup_columns(columns: Columns, blocks: list[TextBlock]) -> None:
    chars = columns.get("n_chars")
    of = dict(zip(TextBlock._fields, zip(*blocks, strict=True), strict=True))
    columns.add("link_density", np.minimum(np.array(of["link_chars"], np.float32) / chars, 1))
    columns.add("n_links", np.array(of["n_links"], np.float32))
    columns.add("bold_share", np.array(of["bold_chars"], np.float32) / chars)
    columns.add("depth", np.minimum(of["depth"], 60))
    tags = np.array([_TAG_NUMBER.get(tag, -1) for tag in of["tag"]])
    columns.block([f"tag_{tag}" for tag in _TAGS])[:] = tags == np.arange(len(_TAGS))[:, None]
    columns.add_bits("in_", markup.FLAG_NAMES, np.array(of["flags"], np.int64))
    columns.add_bits("hint_", markup.HINT_NAMES, np.array(of["hints"], np.int64))
    columns.add_bits("near_", markup.HINT_NAMES, np.maximum(of["near_hints"], 0))
