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
from py3langid.langid import MODEL_FILE, LanguageIdentifier

#: langdetect names Chinese by country; everything else is ISO 639-1 already.
_LANGDETECT_CODES = {"zh-cn": "zh", "zh-tw": "zh"}

#: langdetect reads no more than this: its verdict on a news text does not
#: change after it, its running time grows with it.
_LANGDETECT_LENGTH = 200


#: langdetect votes over so many random walks (its own default is 7): more change
#: no figure of the language benchmark, and cost twice the time.
_LANGDETECT_TRIALS = 3

#: A language this much less likely than the best is left out.
_NEGLIGIBLE = 1e-7

#: A language no likelier than this before weighing is not nearly sure after it.
_HOPELESS = 0.5

#: py3langid names some languages by three letters; they have no ISO 639-1 code.
_ISO_639_1_LENGTH = 2


@cache
def _load_py3langid() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _restrict_py3langid(languages: frozenset[str] | None) -> Any:
    """Return the identifier with ``languages`` alone (None: all of ISO 639-1), None when it knows none of them."""
    codes = _load_codes()
    identifier = copy(_load_py3langid())
    labels = [label for label in identifier.labels if _is_allowed(codes.same.get(label, label), languages)]
    if not labels:
        return None
    identifier.set_languages(labels)
    # It takes rows of this table, feature by feature; cut by columns it lies the other way.
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc)
    return identifier


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
    return frozenset(_LANGDETECT_CODES.get(code, code) for code in _load_langdetect().langlist)


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
    codes = _load_codes()
    ranking = identifier.rank(text)
    least = _NEGLIGIBLE * ranking[0][1]
    weighed: dict[str, float] = {}
    for label, probability in ranking:
        if probability < least:
            break
        code = codes.same.get(label, label)
        weighed[code] = weighed.get(code, 0.0) + probability * codes.weights.get(code, 1.0)
    total = sum(weighed.values())
    return sorted(((code, p / total) for code, p in weighed.items()), key=lambda pair: (-pair[1], pair[0]))


def ask_if_sure(text: str, languages: frozenset[str] | None, least: float) -> str | None:
    """Return the language ``ask_py3langid`` gives at least the probability ``least``, None without one.

    Much cheaper: where one language stands out, or none can, nothing is weighed.
    """
    identifier = _restrict_py3langid(languages)
    if identifier is None:
        return None
    codes = _load_codes()
    label, probability = identifier.classify(text)
    code = str(codes.same.get(label, label))
    if probability >= least and code not in codes.weights:
        return code
    if probability < _HOPELESS:
        return None
    language, weighed = ask_py3langid(text, languages)[0]
    return language if weighed >= least else None


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
        code = _LANGDETECT_CODES.get(verdict.lang, verdict.lang)
        if languages is None or code in languages:
            return str(code)
    return None
