"""The two identifiers behind one face: text in, probabilities by language out.

py3langid (naive Bayes over byte n-grams) is right more often and faster;
langdetect (naive Bayes over character n-grams, sampled) is an independent
second opinion. langdetect draws its samples at random: its seed is set, so its
answer depends on the text alone.
"""

from __future__ import annotations

import math
import tomllib
from copy import copy
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from langdetect import PROFILES_DIRECTORY, DetectorFactory, LangDetectException
from numpy.typing import NDArray

from pipelines.text.language_model import load_py3langid

#: langdetect reads no more than this: its verdict on a news text does not
#: change after it, its running time grows with it.
_LANGDETECT_LENGTH = 200


#: langdetect votes over so many random walks (its own default is 7). Of 4,000
#: texts one walk agrees with py3langid on 20 fewer than three do, is as often right
#: where it agrees, and takes a third of the time.
_LANGDETECT_TRIALS = 1

#: A language this much less likely than the best is left out.
_NEGLIGIBLE = 1e-7

#: py3langid names some languages by three letters; they have no ISO 639-1 code.
_ISO_639_1_LENGTH = 2


class _Identifier(NamedTuple):
    """py3langid over some languages: ``to_codes`` turns its probabilities, a row a text, into weighed ones by code."""

    model: Any
    codes: tuple[str, ...]
    to_codes: NDArray[np.float32]

    def weigh(self, text: str) -> NDArray[np.float32]:
        """Return the weight of each code for a text; they need not sum to one."""
        # Its public `rank` gives the same probabilities as a sorted list, at twice the price.
        weights: NDArray[np.float32] = self.model._decide(text) @ self.to_codes
        return weights


@cache
def _restrict_py3langid(languages: frozenset[str] | None) -> _Identifier | None:
    """Return the identifier with ``languages`` alone (None: all of ISO 639-1), None when it knows none of them."""
    known = _load_codes()
    model = copy(load_py3langid())
    labels = [label for label in model.labels if _is_allowed(known.same.get(label, label), languages)]
    if not labels:
        return None
    model.set_languages(labels)
    # It takes rows of this table, feature by feature; cut by columns it lies the other way.
    model.nb_ptc = np.ascontiguousarray(model.nb_ptc)
    codes = sorted({known.same.get(label, label) for label in labels})
    to_codes = np.zeros((len(model.nb_classes), len(codes)), np.float32)
    for row, label in enumerate(model.nb_classes):
        code = known.same.get(label, label)
        to_codes[row, codes.index(code)] = known.weights.get(code, 1.0)
    return _Identifier(model, tuple(codes), to_codes)


def _is_allowed(code: str, languages: frozenset[str] | None) -> bool:
    return len(code) == _ISO_639_1_LENGTH and (languages is None or code in languages)


@cache
def _load_langdetect() -> Any:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.seed = 0
    return factory


@cache
def known_to_langdetect() -> frozenset[str]:
    """Return the languages (ISO 639-1) langdetect has a profile of."""
    return frozenset(_load_codes().same.get(code, code) for code in _load_langdetect().langlist)


class _Codes(NamedTuple):
    same: dict[str, str]
    weights: dict[str, float]


@cache
def _load_codes() -> _Codes:
    source = tomllib.loads(resources.files(__package__).joinpath("codes.toml").read_text(encoding="utf-8"))
    rare = math.exp(source["rare"]["log_odds"])
    return _Codes(source["same"], dict.fromkeys(source["rare"]["languages"], rare))


def ask_py3langid(text: str, languages: frozenset[str] | None) -> list[tuple[str, float]]:
    """Return py3langid's (ISO 639-1 language, probability), best first, within ``languages``.

    Probabilities are weighed by how much news is written in a language and
    renormalised over the languages allowed; the list is empty when none of
    them is known to the identifier.
    """
    identifier = _restrict_py3langid(languages)
    if identifier is None:
        return []
    weights = identifier.weigh(text)
    weights[weights < _NEGLIGIBLE * weights.max()] = 0.0
    weights /= weights.sum()
    ranked = zip(identifier.codes, weights.tolist(), strict=True)
    return sorted(((code, p) for code, p in ranked if p), key=lambda pair: (-pair[1], pair[0]))


def ask_if_sure(text: str, languages: frozenset[str] | None, least: float) -> str | None:
    """Return the language ``ask_py3langid`` gives at least the probability ``least``, None without one."""
    identifier = _restrict_py3langid(languages)
    if identifier is None:
        return None
    weights = identifier.weigh(text)
    best = int(weights.argmax())
    return identifier.codes[best] if weights[best] >= least * weights.sum() else None


def ask_langdetect(text: str, languages: frozenset[str] | None) -> str | None:
    """Return langdetect's language among ``languages``, None when it has no answer."""
    detector = _load_langdetect().create()
    detector.n_trial = _LANGDETECT_TRIALS
    detector.set_max_text_length(_LANGDETECT_LENGTH)
    detector.append(text)
    try:
        verdicts = detector.get_probabilities()
    except LangDetectException:
        return None
    for verdict in verdicts:
        code = _load_codes().same.get(verdict.lang, verdict.lang)
        if languages is None or code in languages:
            return str(code)
    return None
