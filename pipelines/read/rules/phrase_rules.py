"""The role that a line's phrases give it, whatever the classifier says of it.

The forest sees words as counts only. Some lines need no counting: "Lire aussi
…", "Votre adresse e-mail ne sera pas publiée". The phrases are data of the
languages.
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from pipelines.languages.boilerplate import all_boilerplate
from pipelines.records.document import RemovedRole

#: A longer line is a paragraph that begins like boilerplate, but for a reservation of rights, which may be longer.
LONGEST_LINE, LONGEST_RESERVATION = 80, 250
#: So many characters hold the words that are compared: first words, and words anywhere.
_HELD = 400
#: French capitals often go without their accents, Greek ones nearly always.
_PLAIN = str.maketrans("àâéèêëîïôùûçάέήίόύώ", "aaeeeeiiouucαεηιουω")
_WORD, _NUMBER = re.compile(r"\w+"), re.compile(r"\d+")


def _phrases(*places: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """One pattern of the phrases of `places`, a group a role, whole lines ending there; and their first words."""
    by_role: dict[str, list[str]] = {}
    first_words: set[str] = set()
    for pack in all_boilerplate().values():
        for place in places:
            end = r"(?!\w)" if place in ("begins", "holds") else r"$"
            for role, phrases in getattr(pack.phrases, place).items():
                spelt = {spelling for phrase in phrases for spelling in _spellings(phrase.casefold())}
                found = sorted(spelt, key=lambda phrase: (-len(phrase), phrase))
                by_role.setdefault(role, []).append(f"(?:{'|'.join(found)}){end}")
                first_words.update(phrase.split()[0] for phrase in found)
    pattern = "|".join(f"(?P<{role}>{'|'.join(parts)})" for role, parts in by_role.items())
    return re.compile(pattern), frozenset(first_words)


def _spellings(phrase: str) -> set[str]:
    """A phrase, as it is spelt with a capital without its accent, and in capitals without any."""
    plain = phrase.translate(_PLAIN)
    return {phrase, plain[0] + phrase[1:], plain}


_BEGUN, _FIRST_WORDS = _phrases("begins", "whole")
_OUTSIDE, _FIRST_OUTSIDE = _phrases("outside")
_HOLDS, _FIRST_HELD = _phrases("holds")
_HELD_WORDS = re.compile(rf"(?<!\w)(?:{_HOLDS.pattern})")


class PhraseRoles(NamedTuple):
    """The roles that its phrases give a line between the paragraphs of a text, and elsewhere, where more tell."""

    inside: RemovedRole | None
    outside: RemovedRole | None


_NONE = PhraseRoles(None, None)


def phrase_roles(text: str) -> PhraseRoles:
    """The roles of a line that is boilerplate by its words, None where they do not say so."""
    n_spaces = text.count(" ")
    if n_spaces >= LONGEST_RESERVATION:
        return _NONE
    line = _NUMBER.sub("0", " ".join(_WORD.findall(text[:_HELD].casefold())))
    if not line:
        return _NONE
    words = line.split(" ")
    phrase = _BEGUN.match(line) if words[0] in _FIRST_WORDS else None
    if n_spaces >= LONGEST_LINE:
        return PhraseRoles("legal", "legal") if phrase is not None and _role(phrase) == "legal" else _NONE
    if phrase is None and not _FIRST_HELD.isdisjoint(words):
        phrase = _HELD_WORDS.search(line)
    if phrase is not None:
        return PhraseRoles(_role(phrase), _role(phrase))
    outside = _OUTSIDE.match(line) if words[0] in _FIRST_OUTSIDE else None
    return PhraseRoles(None, _role(outside)) if outside is not None else _NONE


def _role(phrase: re.Match[str]) -> RemovedRole:
    """The role whose group of phrases matched."""
    return cast(RemovedRole, phrase.lastgroup)
