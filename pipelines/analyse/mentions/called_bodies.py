"""Bodies that their text calls a firm, a paper or an association: "energy company Varga", "Adler (ADLR.DE)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.known_name import KnownName
from pipelines.analyse.mentions.name import REPEATED_CONFIDENCE, Name
from pipelines.analyse.mentions.trimming import surnames_of
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.names import Pack
from pipelines.text.words import Word, find_words, fold_word

#: What stands behind a firm or an index on a stock exchange: " (ADLR.DE)", " (NYSE: ADL)", " (.ADX)".
_TICKER = re.compile(r" \((?:[A-Z0-9]{1,6}\.[A-Z]{1,3}|[A-Z][A-Za-z]{2,7}: ?[A-Z]{1,6}|\.[A-Z0-9]{3,10})[);]")
#: Words behind an article among which the noun is looked for: "a private rescue [organization]".
_LONGEST_APPOSITION = 6


def called_bodies(text: str, tree: Tree, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those bodies that the text calls one by a noun beside them or by their mark on an exchange."""
    words = find_words(text)
    surnames = surnames_of(text, names)
    told: dict[str, KnownName] = {}
    for name in names:
        surface = text[name.start : name.end]
        body = _listed(text, name) or (_called(text, tree, name, words, pack) if name.known is None else None)
        if body is not None and surface not in surnames:
            told.setdefault(surface, body)
    return [_as_told(text, name, told.get(text[name.start : name.end])) for name in names]


def _as_told(text: str, name: Name, body: KnownName | None) -> Name:
    """A name as the body that its text calls it, with its sector where the noun or the mark tells one."""
    if body is None or (name.known is not None and _listed(text, name) is None):
        return name
    known = body if body.sector is not None or body.country is not None else None
    return replace(name, type=body.type, known=known, confidence=REPEATED_CONFIDENCE)


def _listed(text: str, name: Name) -> KnownName | None:
    """The firm that a mark of an exchange stands behind, or the index; none where the name is a body's or country's."""
    is_open = name.known is None or (name.known.type == "LOC" and not name.known.is_country)
    mark = _TICKER.match(text, name.end) if is_open else None
    if mark is None:
        return None
    surface = text[name.start : name.end]
    return KnownName(surface, "MISC", None) if mark[0].startswith(" (.") else KnownName(surface, "ORG", None, "BUS")


def _called(text: str, tree: Tree, name: Name, words: Sequence[Word], pack: Pack) -> KnownName | None:
    first, end = (bisect_left(words, place, key=lambda word: word.start) for place in (name.start, name.end))
    at = _noun_before(text, tree, name, words, first, pack)
    noun = words[at].surface if at is not None else _noun_in_apposition(words, end, pack)
    if noun is None:
        return None
    country = next((pack.demonym_at(words, place) for place in range(at + 1, first)), None) if at is not None else None
    sector = pack.head_sectors.get(fold_word(noun))
    return KnownName(text[name.start : name.end], "ORG", None if country is None else country[1], sector)


def _noun_before(text: str, tree: Tree, name: Name, words: Sequence[Word], first: int, pack: Pack) -> int | None:
    """Where the noun for bodies stands right before; two words before a verb may be its subject, who founded one.

    Where heads stand first, its adjective may stand between: "le quotidien économique Varga".
    """
    at = first - 1
    if at < 0 or text[words[at].end : name.start] != " ":
        return None
    if at and not pack.head_is_last and words[at].surface not in pack.body_nouns and _is_adjective(words[at], tree):
        at -= 1
    behind = tree.tokens_over(name.end, name.end + 2) if " " in text[name.start : name.end] else ()
    is_subject = any(tree.pos[token] in VERBAL for token in behind)
    return None if words[at].surface not in pack.body_nouns or is_subject else at


def _is_adjective(word: Word, tree: Tree) -> bool:
    tokens = tree.tokens_over(word.start, word.end)
    return word.surface.islower() and bool(tokens) and all(tree.pos[token] == "ADJ" for token in tokens)


def _noun_in_apposition(words: Sequence[Word], at: int, pack: Pack) -> str | None:
    """The noun of ", a ... company" behind; in languages whose heads stand first, right behind the article."""
    if at + 2 >= len(words) or words[at].surface != "," or words[at + 1].folded not in pack.indefinite_articles:
        return None
    if not pack.head_is_last:
        return words[at + 2].surface if words[at + 2].surface in pack.body_nouns else None
    for place in range(at + 2, min(at + 2 + _LONGEST_APPOSITION, len(words) - 1)):
        following = words[place + 1].folded
        if words[place].surface in pack.body_nouns:
            is_end = not following[0].isalnum() or following in pack.determiners or following in pack.head_links
            return words[place].surface if is_end else None
        if words[place].folded in pack.determiners or words[place].surface in {",", "."}:
            return None
    return None
