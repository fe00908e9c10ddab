"""Schools, hospitals and streets called after persons and places: "le lycée Jules Ferry", "Justine Hospital"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.name import REPEATED_CONFIDENCE, Name
from pipelines.languages.names import Pack
from pipelines.text.words import Word, find_words


def named_after_others(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those of persons and unknown places beside a noun for what is called after them with that noun."""
    words = find_words(text)
    starts, ends = [word.start for word in words], [word.end for word in words]
    whole = []
    for name in names:
        beside = (bisect_left(starts, name.start), min(bisect_left(ends, name.end) + 1, len(words)))
        noun = _noun_beside(text, words, beside, pack) if name.type in {"PER", "LOC"} and name.known is None else None
        if noun is None:
            whole.append(name)
            continue
        kind = pack.head_types.get(noun.folded, "LOC")
        start, end = min(name.start, noun.start), max(name.end, noun.end)
        whole.append(replace(name, start=start, end=end, type=kind, confidence=REPEATED_CONFIDENCE))
    kept: list[Name] = []
    for name in whole:
        if not kept or kept[-1].end <= name.start:
            kept.append(name)
        elif name.end - name.start > kept[-1].end - kept[-1].start:
            kept[-1] = name
    return kept


def _noun_beside(text: str, words: Sequence[Word], name: tuple[int, int], pack: Pack) -> Word | None:
    """The noun right before a name's words, or where heads stand last the capitalised one that ends or follows it."""
    first, end = name
    if not pack.head_is_last:
        nouns = [first - 1] if _are_near(text, words, first - 1) else []
    else:
        nouns = [end - 1] if end - first > 1 else []
        nouns += [end] if _are_near(text, words, end - 1) and words[end].is_capital else []
    return next((words[at] for at in nouns if words[at].folded in pack.named_after), None)


def _are_near(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a space parts a word from the one behind it."""
    return 0 <= at < len(words) - 1 and text[words[at].end : words[at + 1].start] == " "
