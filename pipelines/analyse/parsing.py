"""Sentences, lemmas and dependencies from the spaCy model a data pack names; none but this asks spaCy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, MORPH, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc, Token
from thinc.api import use_ops

from pipelines.analyse.relations import kind_of, universal
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import load_pack

# One character for one, so that offsets stay those of the text. Models learned
# straight apostrophes and plain spaces.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": " ", "‑": "-", "\ufeff": " "}
)
_SENTENCE_END = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", ".."})
_CLOSING = frozenset({"»", '"', "”", ")", "]", "'", "’"})
#: No word is so long; the tokenizer takes the square of its length to look for what ends it. Read as a space.
_ENDLESS_WORD = re.compile(r"\S{300,}")
#: Tokens after which a sentence ends without a full stop: what reads its parse compares its words with one another.
_LONGEST_SENTENCE = 300
#: What is asked of a token: places, which are numbers, and strings by their number.
_PLACES = (IDX, LENGTH, HEAD, SENT_START)
_STRINGS = (ORTH, LEMMA, POS, TAG, MORPH, DEP)
_INITIAL = re.compile(r"[^\W\d_]\.?")


@cache
def load_model(model: str) -> Language:
    """The spaCy pipeline of this name, loaded once a process; raises OSError when it is not installed."""
    # numpy's matrix product makes the same parses in three quarters of the time of thinc's own.
    with use_ops("numpy", use_blis=False):
        pipeline = spacy.load(model)
    _index_lemmas(pipeline)
    return pipeline


def _index_lemmas(model: Language) -> None:
    """Make the known lemmas sets: as shipped they are lists, and each new word is looked for in 60,000 others."""
    if not model.has_pipe("lemmatizer"):
        return
    lookups = model.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index = lookups.get_table("lemma_index", {})
    for part_of_speech, lemmas in index.items():
        index[part_of_speech] = frozenset(lemmas)


def parse(text: str, language: str) -> Tree | None:
    """The parsed text, token offsets being those of ``text``; None for a language without a model.

    Sentence boundaries are ours, by line and final punctuation: they do not
    move with the words around them, as the parser's own do.
    """
    pack = load_pack(language)
    if pack is None or not pack.model:
        return None
    model = load_model(pack.model)
    doc = model.make_doc(_ENDLESS_WORD.sub(lambda word: " " * len(word[0]), text.translate(_PLAIN)))
    _mark_sentences(doc, pack.abbreviations)
    return _tree_of(model(doc))


def _tree_of(doc: Doc) -> Tree:
    """The lists of a parse; of each attribute the distinct values alone are looked up as strings."""
    start, length, above, opens = doc.to_array(list(_PLACES)).reshape(len(doc), len(_PLACES)).astype(np.int64).T
    strings = doc.to_array(list(_STRINGS)).astype(np.uint64).reshape(len(doc), len(_STRINGS)).T
    orth, lemma, pos, tag, morphology, relation = (_told(ids, doc.vocab.strings) for ids in strings)
    head = (np.arange(len(doc)) + above).tolist()
    firsts = sorted({0, *np.flatnonzero(opens == 1).tolist()}) if head else []
    sentences = list(zip(firsts, [*firsts, len(head)][1:], strict=True))
    relation = list(map(universal, relation))
    return Tree(
        text=doc.text,
        start=start.tolist(),
        end=(start + length).tolist(),
        word=list(map(str.lower, orth)),
        lemma=list(map(str.lower, lemma)),
        pos=pos,
        tag=tag,
        # An underscore stands for none.
        morphology=[form.strip("_") for form in morphology],
        relation=relation,
        label=list(map(kind_of, relation)),
        head=head,
        children=_children_of(head),
        sentence=[number for number, (first, end) in enumerate(sentences) for _ in range(first, end)],
        sentences=sentences,
        names=[(name.start, name.end, name.label_) for name in doc.ents],
        context=doc.tensor.astype(np.float32, copy=False),
    )


def _children_of(head: Sequence[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for at, above in enumerate(head):
        if above != at:
            children[above].append(at)
    return children


def _told(ids: NDArray[np.uint64], strings: StringStore) -> list[str]:
    numbers = ids.tolist()
    known = {number: strings[number] for number in set(numbers)}
    return [known[number] for number in numbers]


def _mark_sentences(doc: Doc, abbreviations: frozenset[str]) -> None:
    """Say of each token but the first whether a sentence begins there.

    All at once: told one by one, each asks all others whether they are parsed.
    """
    marks = np.zeros(len(doc), np.int64)
    starts = True
    closing = False
    began = 0
    for previous, token in pairwise(doc):
        if "\n" in previous.text or "\n" in previous.whitespace_:
            starts = True
            closing = False
        elif previous.text in _SENTENCE_END and not _ends_abbreviation(previous, abbreviations):
            closing = True
            starts = False
        elif closing and previous.text in _CLOSING:
            starts = False
        else:
            starts = closing = False
        if closing and token.text not in _CLOSING and not token.is_space:
            starts = _opens_sentence(token)
            closing = False
        starts = starts or token.i - began >= _LONGEST_SENTENCE
        marks[token.i] = 1 if starts and not token.is_space else -1
        began = token.i if marks[token.i] == 1 else began
    # Its annotation asks for an array type of thinc's own, of which numpy's are none.
    doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type]


def _ends_abbreviation(point: Token, abbreviations: frozenset[str]) -> bool:
    if point.text != "." or point.i == 0:
        return False
    word = point.doc[point.i - 1]
    return not word.whitespace_ and (bool(_INITIAL.fullmatch(word.text)) or word.text.casefold() in abbreviations)


def _opens_sentence(token: Token) -> bool:
    return not token.text[0].islower() and token.text not in {",", ";", ":"}
