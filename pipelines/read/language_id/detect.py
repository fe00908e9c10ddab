"""The verdict on a text: script first, then py3langid, then langdetect's word on it."""

from __future__ import annotations

import math
import re

from pipelines.read.language_id.identifiers import ask_langdetect, ask_py3langid, known_to_langdetect
from pipelines.records.language import LanguageVerdict
from pipelines.text.scripts import Script, count_letters, dominant_script

#: Addresses, handles and tags are in no language, nor is markup.
_ADDRESS = re.compile(
    r"<[^<>]{0,300}>|(?:https?://|www\.|pic\.twitter\.com/)\S+|\S+@\S+\.\S+|(?<!\w)[@#]\w+|\b[\w-]+\.(?:com|org|net|fr|ru)\b\S*"
)

_SIGN_OF_ADDRESS = re.compile(r"[<@#]|://|\.\w")

#: Fewer letters than this say nothing in a script of many languages.
_FEWEST_LETTERS = 3

#: From this share of capitals on a text is set in capitals, not in sentences.
_SHARE_OF_CAPITALS = 0.6

#: Half of what is read of a long text comes from its start, half from its middle.
_READ_LENGTH = 500

#: The chance that a script of one language is that language.
_SCRIPT_CONFIDENCE = 0.995

#: No more can be claimed: the texts the confidence was fitted on are 17,500.
_HIGHEST_CONFIDENCE = 0.9995

#: Less sure than this is no answer, unless both identifiers give it.
_LEAST_CONFIDENCE = 0.2

#: Coefficients of the confidence, fitted by logistic regression on the labelled
#: texts of the language benchmark (Universal Dependencies; all length classes).
_INTERCEPT, _MARGIN, _LENGTH, _AGREES, _UNKNOWN_TO_LANGDETECT = -2.33, 1.41, 1.05, 0.98, 1.35
_MARGIN_FLOOR = 1e-4

#: A longer text in capitals is told apart by its words; no reading is close.
_LONGEST_RECASED = 300

#: What a reading leaves to each language it excludes: one reading is no proof.
_PROBABILITY_FLOOR = 1e-3

_UNKNOWN = LanguageVerdict(None, 0.0, "none")


def detect_language(text: str) -> LanguageVerdict:
    """Return the language of an article or paragraph, None when it cannot be told.

    The confidence is the probability of being right, as observed on texts of
    that length, that margin and that agreement of the identifiers. It depends on
    ``text`` alone.
    """
    prepared, is_capitals = _prepare(text)
    counts = count_letters(prepared)
    script = dominant_script(counts)
    if script is None:
        return _UNKNOWN
    alone = decide_by_script(script)
    if alone is not None:
        return LanguageVerdict(alone, _SCRIPT_CONFIDENCE, "script")
    n_letters = counts.get(script.name, 0)
    words = without_other_scripts(prepared, script, counts)
    ranking = _rank(words, is_capitals, script) if n_letters >= _FEWEST_LETTERS else []
    if not ranking:
        return _UNKNOWN
    language, probability = ranking[0]
    agrees = ask_langdetect(words, script.languages) == language
    is_known = language in known_to_langdetect()
    confidence = _confidence(probability, n_letters, agrees, is_known)
    if confidence < _LEAST_CONFIDENCE and not agrees:
        return LanguageVerdict(None, confidence, "none")
    return LanguageVerdict(language, confidence, "both" if agrees else "py3langid")


def without_addresses(text: str) -> str:
    """Return ``text`` with a space for each address, handle, tag and markup element."""
    return _ADDRESS.sub(" ", text) if _SIGN_OF_ADDRESS.search(text) else text


def _prepare(text: str) -> tuple[str, bool]:
    """Return the words of ``text`` that speak for its language, and whether they were capitals, now put low."""
    if len(text) > _READ_LENGTH:
        half = _READ_LENGTH // 2
        middle = len(text) // 2
        text = text[:half] + "\n" + text[middle : middle + half]
    text = without_addresses(text)
    n_upper = sum(map(str.isupper, text))
    n_lower = sum(map(str.islower, text))
    is_capitals = n_upper > _SHARE_OF_CAPITALS * (n_upper + n_lower)
    return (text.lower() if is_capitals else text), is_capitals


def _rank(words: str, is_capitals: bool, script: Script) -> list[tuple[str, float]]:
    """Return the languages of ``words``, likeliest first.

    Capitals hide whether a word was a name, a first word or neither: a short
    text put low is read each way, and the readings averaged.
    """
    if not is_capitals or len(words) > _LONGEST_RECASED:
        return ask_py3langid(words, script.languages)
    readings = (words, words[:1].upper() + words[1:], words.title())
    return _average([ask_py3langid(reading, script.languages) for reading in readings])


def _average(rankings: list[list[tuple[str, float]]]) -> list[tuple[str, float]]:
    """Return the geometric means of the probabilities, best first and summing to one."""
    readings = [dict(ranking) for ranking in rankings]
    languages = {language for reading in readings for language in reading}
    means = {
        language: math.prod(reading.get(language, 0.0) + _PROBABILITY_FLOOR for reading in readings)
        ** (1 / len(readings))
        for language in sorted(languages)
    }
    total = sum(means.values())
    return sorted(((language, mean / total) for language, mean in means.items()), key=lambda pair: (-pair[1], pair[0]))


def decide_by_script(script: Script) -> str | None:
    """Return the one language of a script, None where it has several."""
    if script.languages is not None and len(script.languages) == 1:
        return next(iter(script.languages))
    return None


def without_other_scripts(text: str, script: Script, counts: dict[str, int]) -> str:
    """Return ``text`` without the letters of scripts that are not its own."""
    others = [name for name in counts if name != script.name]
    if not others:
        return text
    keep = script.letters
    return "".join(sign if not sign.isalpha() or keep.match(sign) else " " for sign in text)


def _confidence(probability: float, n_letters: int, agrees: bool, is_known: bool) -> float:
    """Return the chance that the verdict is right: a logistic in margin, length and agreement."""
    margin = math.log(probability / (1.0 - probability + _MARGIN_FLOOR))
    log_odds = (
        _INTERCEPT
        + _MARGIN * margin
        + _LENGTH * math.log(n_letters)
        + _AGREES * agrees
        + _UNKNOWN_TO_LANGDETECT * (not is_known)
    )
    return round(min(_HIGHEST_CONFIDENCE, 1.0 / (1.0 + math.exp(-log_odds))), 4)
