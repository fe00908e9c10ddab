"""The verdict on a text: script first, then py3langid, then langdetect's word on it."""

from __future__ import annotations

import re

from pipelines.language.scripts import Script, count_letters, dominant_script
from pipelines.language.voices import ask_langdetect, ask_py3langid, known_to_langdetect
from pipelines.records import LanguageVerdict

#: Addresses, handles and tags are in no language.
_ADDRESS = re.compile(
    r"(?:https?://|www\.|pic\.twitter\.com/)\S+|\S+@\S+\.\S+|(?<!\w)[@#]\w+|\b[\w-]+\.(?:com|org|net|fr|ru)\b\S*"
)

#: Fewer letters than this say nothing in a script of many languages.
_FEWEST_LETTERS = 3

#: From this share of capitals on a text is set in capitals, not in sentences.
_SHARE_OF_CAPITALS = 0.6

#: Half of what is read of a long text comes from its start, half from its middle.
_READ_LENGTH = 6000

#: A block is labelled only above this probability and this many letters.
_BLOCK_PROBABILITY = 0.9
_BLOCK_LETTERS = 20


def detect_language(text: str) -> LanguageVerdict:
    """Return the language of an article or paragraph, None when it cannot be told.

    The confidence is the probability of being right, as observed on texts of
    that length and that agreement of the voices. It depends on ``text`` alone.
    """
    prepared = _prepare(text)
    counts = count_letters(prepared)
    script = dominant_script(counts)
    if script is None:
        return LanguageVerdict(None, 0.0, "none")
    n_letters = counts.get(script.name, 0)
    alone = _decide_by_script(script)
    if alone is not None:
        return LanguageVerdict(alone, 0.995, "script")
    if n_letters < _FEWEST_LETTERS:
        return LanguageVerdict(None, 0.0, "none")
    ranking = ask_py3langid(_without_other_scripts(prepared, script, counts), script.languages)
    if not ranking:
        return LanguageVerdict(None, 0.0, "none")
    language, probability = ranking[0]
    second_voice = ask_langdetect(prepared, script.languages)
    if second_voice == language:
        return LanguageVerdict(language, _confidence(probability, n_letters, "both"), "both")
    if language not in known_to_langdetect():
        return LanguageVerdict(language, _confidence(probability, n_letters, "unknown"), "py3langid")
    return LanguageVerdict(language, _confidence(probability, n_letters, "apart"), "py3langid")


def detect_block_language(text: str) -> str | None:
    """Return the language of one block, None where it says too little to be sure.

    Only script and py3langid are asked: blocks are many, and short.
    """
    prepared = _prepare(text)
    counts = count_letters(prepared)
    script = dominant_script(counts)
    if script is None:
        return None
    alone = _decide_by_script(script)
    if alone is not None:
        return alone
    if counts.get(script.name, 0) < _BLOCK_LETTERS:
        return None
    ranking = ask_py3langid(_without_other_scripts(prepared, script, counts), script.languages)
    if not ranking or ranking[0][1] < _BLOCK_PROBABILITY:
        return None
    return ranking[0][0]


def _prepare(text: str) -> str:
    """Return the words of ``text`` that speak for its language, capitals put low."""
    if len(text) > _READ_LENGTH:
        half = _READ_LENGTH // 2
        middle = len(text) // 2
        text = text[:half] + "\n" + text[middle : middle + half]
    text = _ADDRESS.sub(" ", text)
    n_upper = sum(map(str.isupper, text))
    n_lower = sum(map(str.islower, text))
    if n_upper > _SHARE_OF_CAPITALS * (n_upper + n_lower):
        text = text.lower()
    return text


def _decide_by_script(script: Script) -> str | None:
    if script.languages is not None and len(script.languages) == 1:
        return next(iter(script.languages))
    return None


def _without_other_scripts(text: str, script: Script, counts: dict[str, int]) -> str:
    """Return ``text`` without the letters of scripts that are not its own."""
    others = [name for name in counts if name != script.name]
    if not others:
        return text
    keep = script.letters
    return "".join(sign if not sign.isalpha() or keep.match(sign) else " " for sign in text)


def _confidence(probability: float, n_letters: int, agreement: str) -> float:
    """Return the chance that the verdict is right (see the benchmark for the fit)."""
    base = {"both": 0.9975, "unknown": 0.97, "apart": 0.75}[agreement]
    shortness = 1.0 / (1.0 + 4.0 / max(n_letters, 1))
    return round(base * shortness * (0.5 + 0.5 * probability), 4)
