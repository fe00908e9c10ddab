"""What is known of a single word wherever it stands: its letters, the lists it is on, its vector.

Each word is looked up once a process; a text is then a row of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.parsing import load_model
from pipelines.languages.names import Pack, load_pack
from pipelines.languages.world import read_world
from pipelines.text.words import Word, fold_word

Floats = NDArray[np.float32]

COLUMNS = (
    "capital",
    "upper",
    "digit",
    "letter",
    "length",
    "determiner",
    "civility",
    "not_name",
    "linker",
    "head_ORG",
    "head_LOC",
    "head_MISC",
    "role",
    "opens_role",
    "demonym",
    "known_LOC",
    "known_ORG",
    "opens",
    "closes",
    "comma",
    "colon",
    "dash",
    "stop",
)
#: Characters beyond which longer words are alike, and words kept before all are forgotten.
_LONGEST, _MOST_WORDS = 15, 1 << 15


class Lexicon:
    """The words seen in texts of a language, one row each."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._number: dict[str, int] = {}
        self._rows = np.zeros((1024, len(COLUMNS)), np.float32)
        self._vectors = np.zeros(1024, np.intp)

    def look_up(self, words: Sequence[Word]) -> tuple[Floats, NDArray[np.intp]]:
        """The columns of each word, (n, len(COLUMNS)), and its row among the vectors (-1 for none)."""
        if len(self._number) > _MOST_WORDS:
            self._number.clear()
        number = self._number
        ids = [number[word.surface] if word.surface in number else self._add(word.surface) for word in words]
        at = np.array(ids, np.intp)
        return self._rows[at], self._vectors[at]

    def _add(self, surface: str) -> int:
        at = len(self._number)
        if at == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        self._rows[at] = describe(surface, self._pack)
        self._vectors[at] = vector_row(surface)
        self._number[surface] = at
        return at


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that has a data pack."""
    pack = load_pack(language)
    if pack is None:
        raise ValueError(f"no data pack for {language!r}")
    return Lexicon(pack)


def describe(surface: str, pack: Pack) -> tuple[float, ...]:
    """The columns of a word."""
    folded = fold_word(surface)
    known = look_up(surface) if surface[0].isupper() else None
    role = pack.roles.get((folded,))
    head = pack.head_types.get(folded)
    return (
        surface[0].isupper(),
        surface.isupper() and len(surface) > 1,
        any(char.isdigit() for char in surface),
        surface[0].isalpha(),
        min(len(surface), _LONGEST),
        folded in pack.determiners,
        folded in pack.civilities,
        folded in pack.not_names,
        surface in pack.name_linkers,
        head == "ORG",
        head == "LOC",
        head == "MISC",
        0 if role is None else 2 if role.is_person else 1,
        pack.roles.opens(folded),
        pack.demonyms.get((folded,)) is not None,
        known is not None and known.type == "LOC",
        known is not None and known.type == "ORG",
        surface in '([«“"',
        surface in ')]»”"',
        surface == ",",
        surface == ":",
        surface in "-–—",
        surface in ".!?…",
    )


def vectors() -> Floats:
    """The word vectors names are compared by, of length one, and a row of zeros for words without.

    They are those of one model for all languages: names are written alike, and
    what is learned of them in one language helps in another.
    """
    table = np.asarray(load_model(_vector_model()).vocab.vectors.data, np.float32)
    length = np.maximum(np.sqrt(np.einsum("ij,ij->i", table, table)), 1e-6)
    return np.concatenate([table / length[:, None], np.zeros((1, table.shape[1]), np.float32)])


def vector_row(surface: str) -> int:
    """The row of a word's vector as it is written, as a title or in small letters; -1 for none."""
    rows = load_model(_vector_model()).vocab.vectors.key2row
    for form in (surface, surface.title() if surface.isupper() else surface, surface.lower()):
        row = rows.get(get_string_id(form))
        if row is not None:
            return int(row)
    return -1


@cache
def _vector_model() -> str:
    return str(read_world()["vectors"])
