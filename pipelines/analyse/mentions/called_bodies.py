"""What the text calls a firm, a paper, an association or a work: "energy company Varga", "the novel Odessa"."""

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
from pipelines.text.words import Word, find_words

#: What stands behind a firm or an index on a stock exchange: " (ADLR.DE)", " (NYSE: ADL)", " (.ADX)".
_TICKER = re.compile(r" \((?:[A-Z0-9]{1,6}\.[A-Z]{1,3}|[A-Z][A-Za-z]{2,7}: ?[A-Z]{1,6}|\.[A-Z0-9]{3,10})[);]")
#: Marks between a noun and the name that it calls.
_QUOTES = frozenset({'"', "«", "“"})
#: How keys of towns begin, and words of a noun.
_TOWN, _LONGEST_NOUN = "geonames:", 4
#: Words behind an article among which the noun is looked for: "a private rescue [organization]".
_LONGEST_APPOSITION = 6


def called_bodies(text: str, tree: Tree, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those bodies that the text calls one by a noun beside them or by their mark on an exchange."""
    words = find_words(text)
    surnames = surnames_of(text, names)
    told: dict[str, KnownName] = {}
    before: tuple[Name, KnownName | None] | None = None
    for name in names:
        surface = text[name.start : name.end]
        called = _called(text, tree, name, words, pack) or _listed_behind(text, name, before, words, pack)
        called = called or _called_work(text, tree, name, words, pack)
        before = (name, called)
        body = _marked(text, name) or (called if _may_be_called(name, called) else None)
        if body is not None and surface not in surnames:
            told.setdefault(surface, body)
    return [_as_told(text, name, told.get(text[name.start : name.end])) for name in names]


def _may_be_called(name: Name, called: KnownName | None) -> bool:
    """Whether a noun may tell what a name is: one nobody knows, or a town where the noun is no club.s."""
    is_town = name.known is not None and (name.known.known_as or "").startswith(_TOWN)
    is_of_no_town = called is not None and (called.sector is not None or called.type == "MISC")
    return name.known is None or (is_town and is_of_no_town)


def _as_told(text: str, name: Name, body: KnownName | None) -> Name:
    """A name as the body that its text calls it, with its sector where the noun or the mark tells one."""
    if body is None or not (_may_be_called(name, body) or _marked(text, name)):
        return name
    known = body if body.sector is not None or body.country is not None else None
    return replace(name, type=body.type, known=known, confidence=REPEATED_CONFIDENCE)


def _marked(text: str, name: Name) -> KnownName | None:
    """The firm that a mark of an exchange stands behind, or the index; none where the name is a body's or country's."""
    is_open = name.known is None or (name.known.type == "LOC" and not name.known.is_country)
    mark = _TICKER.match(text, name.end) if is_open else None
    if mark is None:
        return None
    surface = text[name.start : name.end]
    return KnownName(surface, "MISC", None) if mark[0].startswith(" (.") else KnownName(surface, "ORG", None, "BUS")


def _called(text: str, tree: Tree, name: Name, words: Sequence[Word], pack: Pack) -> KnownName | None:
    """What a noun before a name or in apposition behind it says that it is."""
    first, end = (bisect_left(words, place, key=lambda word: word.start) for place in (name.start, name.end))
    noun = _noun_before(text, tree, name, words, first, pack)
    near = range(noun[1], first) if noun is not None else range(0)
    if noun is None:
        noun = _noun_in_apposition(tree, words, end, pack)
        near = range(end + 1, noun[0]) if noun is not None else near
    match = pack.called.match_at(words, noun[0]) if noun is not None else None
    if match is None:
        return None
    country = next((found[1] for at in near if (found := pack.demonym_at(words, at)) is not None), None)
    return KnownName(text[name.start : name.end], "ORG", country, match[1])


def _called_work(text: str, tree: Tree, name: Name, words: Sequence[Word], pack: Pack) -> KnownName | None:
    """What a noun right before calls a work: "the novel Odessa"; two words before a verb may be who plays in it."""
    first = bisect_left(words, name.start, key=lambda word: word.start)
    is_work = first > 0 and words[first - 1].surface in pack.works and text[words[first - 1].end : name.start] == " "
    if not is_work or _may_be_subject(text, tree, name):
        return None
    return KnownName(text[name.start : name.end], "MISC", None)


def _listed_behind(
    text: str, name: Name, before: tuple[Name, KnownName | None] | None, words: Sequence[Word], pack: Pack
) -> KnownName | None:
    """What a name is that stands in a list behind one that a noun calls a body: "les sociétés Varga et Lorne"."""
    if before is None or before[1] is None:
        return None
    at = bisect_left(words, name.start, key=lambda word: word.start) - 1
    is_listed = at > 0 and words[at].end <= name.start and words[at - 1].end == before[0].end
    if not is_listed or words[at].folded not in pack.conjunctions | {","}:
        return None
    sector = before[1].sector or (before[0].known.sector if before[0].known is not None else None)
    return KnownName(text[name.start : name.end], "ORG", None, sector)


def _noun_before(
    text: str, tree: Tree, name: Name, words: Sequence[Word], first: int, pack: Pack
) -> tuple[int, int] | None:
    """The noun for bodies right before, by its words; in English two words before a verb may be who founded one.

    Where heads stand first, its adjective may stand between: "le quotidien économique Varga".
    """
    if first and words[first - 1].surface in _QUOTES and words[first - 1].end <= name.start:
        # 'la société "Varga"'
        first -= 1
        if first and text[words[first - 1].end : words[first].start] == " ":
            return _noun_ending(words, first, pack)
    if not first or text[words[first - 1].end : name.start] != " ":
        return None
    noun = _noun_ending(words, first, pack)
    if noun is None and not pack.head_is_last and first > 1 and _is_adjective(words[first - 1], tree):
        noun = _noun_ending(words, first - 1, pack)
    may_be_founder = pack.head_is_last and name.type != "ORG" and _may_be_subject(text, tree, name)
    return None if may_be_founder else noun


def _may_be_subject(text: str, tree: Tree, name: Name) -> bool:
    """Whether a name of several words stands before a verb."""
    behind = tree.tokens_over(name.end, name.end + 2) if " " in text[name.start : name.end] else ()
    return any(tree.pos[token] in VERBAL for token in behind)


def _noun_ending(words: Sequence[Word], end: int, pack: Pack) -> tuple[int, int] | None:
    """The longest noun for bodies in small letters that ends before a word."""
    for start in range(max(end - _LONGEST_NOUN, 0), end):
        match = pack.called.match_at(words, start)
        if match is not None and match[0] == end and _is_common(words[start:end]):
            return None if _is_in_office(words, start, pack) else (start, end)
    return None


def _is_in_office(words: Sequence[Word], at: int, pack: Pack) -> bool:
    """Whether a noun for bodies is but the second of an office: "chef d'entreprise", "directeur de banque"."""
    if at < 2 or words[at - 1].folded not in pack.bare_links:
        return False
    office = words[at - 2].folded
    return pack.roles.opens(office) or pack.officers.opens(office)


def _is_common(words: Sequence[Word]) -> bool:
    """Whether a noun is no name: in small letters, or in capitals alone ("ONG")."""
    return all(not word.is_capital or word.surface.isupper() for word in words)


def _is_adjective(word: Word, tree: Tree) -> bool:
    tokens = tree.tokens_over(word.start, word.end)
    return word.surface.islower() and bool(tokens) and all(tree.pos[token] == "ADJ" for token in tokens)


def _noun_in_apposition(tree: Tree, words: Sequence[Word], at: int, pack: Pack) -> tuple[int, int] | None:
    """The noun of ", a ... company" behind; in languages whose heads stand first, right behind the article."""
    if at + 2 >= len(words) or words[at].surface != "," or words[at + 1].folded not in pack.indefinite_articles:
        return None
    reach = _LONGEST_APPOSITION if pack.head_is_last else 1
    for place in range(at + 2, min(at + 2 + reach, len(words) - 1)):
        match = pack.called.match_at(words, place)
        if match is not None and _is_common(words[place : match[0]]):
            is_end = not pack.head_is_last or _ends_phrase(tree, words, match[0], pack)
            return (place, match[0]) if is_end else None
        if words[place].folded in pack.determiners or words[place].surface in {",", "."}:
            return None
    return None


def _ends_phrase(tree: Tree, words: Sequence[Word], end: int, pack: Pack) -> bool:
    """Whether a phrase ends before a word: a preposition, a verb or no word at all follows."""
    if end >= len(words) or not words[end].folded[0].isalnum():
        return True
    tokens = tree.tokens_over(words[end].start, words[end].end)
    is_verb = any(tree.pos[token] in VERBAL for token in tokens)
    return is_verb or words[end].folded in pack.determiners or words[end].folded in pack.head_links
