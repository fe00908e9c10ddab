"""Bodies that their text calls a firm, a paper or an association: "energy company Varga", "Adler (ADLR.DE)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.name import REPEATED_CONFIDENCE, Name
from pipelines.analyse.mentions.trimming import surnames_of
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.names import Pack
from pipelines.text.words import Word, find_words

#: What stands behind a firm or an index on a stock exchange: " (ADLR.DE)", " (NYSE: ADL)", " (.ADX)".
_TICKER = re.compile(r" \((?:[A-Z0-9]{1,6}\.[A-Z]{1,3}|[A-Z][A-Za-z]{2,7}: ?[A-Z]{1,6}|\.[A-Z0-9]{3,10})[);]")
#: Words behind an article among which the noun is looked for: "a private rescue [organization]".
_LONGEST_APPOSITION = 6


def called_bodies(text: str, tree: Tree, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those bodies that the text calls one by a noun beside them or by their mark on an exchange."""
    words = find_words(text)
    told = {
        text[name.start : name.end]
        for name in names
        if _is_listed(text, name) or (name.known is None and _is_called(text, tree, name, words, pack))
    }
    told -= surnames_of(text, names)
    return [
        replace(name, type="ORG", known=None, confidence=REPEATED_CONFIDENCE)
        if text[name.start : name.end] in told and (name.known is None or _is_listed(text, name))
        else name
        for name in names
    ]


def _is_listed(text: str, name: Name) -> bool:
    """Whether a mark of an exchange stands behind a name, which is that of no body known, nor a country's."""
    is_open = name.known is None or (name.known.type == "LOC" and not name.known.is_country)
    return is_open and _TICKER.match(text, name.end) is not None


def _is_called(text: str, tree: Tree, name: Name, words: Sequence[Word], pack: Pack) -> bool:
    first, end = (bisect_left(words, place, key=lambda word: word.start) for place in (name.start, name.end))
    before = words[first - 1] if first else None
    return _is_behind_noun(text, tree, name, before, pack) or _has_apposition(words, end, pack)


def _is_behind_noun(text: str, tree: Tree, name: Name, before: Word | None, pack: Pack) -> bool:
    """Whether a noun for bodies stands right before; two words before a verb may be its subject, who founded one."""
    if before is None or before.surface not in pack.body_nouns or text[before.end : name.start] != " ":
        return False
    behind = tree.tokens_over(name.end, name.end + 2) if " " in text[name.start : name.end] else ()
    return not any(tree.pos[at] in VERBAL for at in behind)


def _has_apposition(words: Sequence[Word], at: int, pack: Pack) -> bool:
    """Whether ", a ... company" follows; in languages whose heads stand first, right behind the article."""
    if at + 2 >= len(words) or words[at].surface != "," or words[at + 1].folded not in pack.indefinite_articles:
        return False
    if not pack.head_is_last:
        return words[at + 2].surface in pack.body_nouns
    for place in range(at + 2, min(at + 2 + _LONGEST_APPOSITION, len(words) - 1)):
        following = words[place + 1].folded
        if words[place].surface in pack.body_nouns:
            return not following[0].isalnum() or following in pack.determiners or following in pack.head_links
        if words[place].folded in pack.determiners or words[place].surface in {",", "."}:
            return False
    return False
