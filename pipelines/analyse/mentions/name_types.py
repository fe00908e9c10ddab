"""What a name names, by its head word, by gazetteers and by its other occurrences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName
from pipelines.analyse.mentions.name import GAZETTEER_CONFIDENCE, Name
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import NO_SECTOR, Pack, load_pack
from pipelines.languages.patterns import one_of
from pipelines.languages.world import read_world
from pipelines.records.analysis import MentionType
from pipelines.text.words import Word, find_words, fold_word

_PARTICLE = one_of(read_world()["surname_particles"])
_SURNAME_REST = re.compile(rf"((?:[ -]{_PARTICLE})*)[ -][A-ZÀ-Þ]\w+")
_ENDS_IN_PARTICLE = re.compile(rf"[ -]{_PARTICLE}$")

#: The sector of unions, of states and of bodies that several states have.
_UNION, _OF_STATE, _OF_SEVERAL_STATES = "LAB", "GOV", "IGO"
#: Sectors that a word anywhere in a name tells where its head tells none.
_TOLD_ANYWHERE = ("COP", "MED")
#: Sectors of bodies that a body of several states has as states do: a commission, a court, a parliament.
_OF_OWNERS = frozenset({"GOV", "JUD", "LEG", "MIL"})
#: A token no longer is an initial; words of a name behind one that opens the sentence; characters of a given name.
_INITIALS, _LEAST_AFTER_FIRST, _LONGEST_GIVEN = 2, 2, 40


def retype(text: str, name: Name, pack: Pack) -> Name:
    """The type the name's own head word tells ("Comité …", "… University"); acronyms are bodies."""
    surface = text[name.start : name.end]
    words = [word for word in find_words(surface) if word.surface[0].isalnum()]
    if len(words) > 1:
        kind = pack.head_types.get(_head_of(words, pack).folded)
        return replace(name, type=kind) if kind is not None and kind != name.type else name
    is_acronym = 2 <= len(surface) <= 6 and surface.isupper() and surface.isalpha()
    line = text[text.rfind("\n", 0, name.start) + 1 : (text.find("\n", name.end) + 1 or len(text) + 1) - 1]
    if is_acronym and not line.isupper():
        return replace(name, type="ORG")
    return name


def _head_of(words: list[Word], pack: Pack) -> Word:
    if not pack.head_is_last:
        return words[0]
    for at, word in enumerate(words):
        if at and word.folded in pack.head_links:
            return words[at - 1]
    return words[-1]


def extend(text: str, name: Name, pack: Pack) -> Name:
    """The name with the capital article before it ("La Poste") and the suffix after it ("Washington, D.C.")."""
    start, end = name.start, name.end
    for article in pack.name_articles:
        before = text[:start].rstrip(" ")
        if before.endswith(article) and start - len(before) <= 1:
            inside = before[: -len(article)].rstrip(' «"“')
            if inside and inside[-1] not in ".!?:\n…-–" and (inside[-1].isalnum() or inside[-1] in ",(’'"):
                start = len(before) - len(article)
                break
    if name.type == "PER":
        rest = _SURNAME_REST.match(text, end)
        if rest is not None and (rest.group(1) or _ENDS_IN_PARTICLE.search(text[start:end])):
            end = rest.end()
    for suffix in pack.name_suffixes:
        if text.startswith(suffix, end):
            end += len(suffix)
    return replace(name, start=start, end=end)


def vote_types(text: str, names: list[Name]) -> list[Name]:
    """One type for all occurrences of a surface in an article: what gazetteers say, else the majority."""
    votes: dict[str, Counter[MentionType]] = {}
    for name in names:
        votes.setdefault(text[name.start : name.end], Counter())[name.type] += 1
    surnames = {
        text[name.start : name.end].rsplit(maxsplit=1)[-1]: name.type
        for name in names
        if name.type == "PER" and " " in text[name.start : name.end]
    }
    voted = []
    for name in names:
        surface = text[name.start : name.end]
        known = look_up(surface)
        if known is not None and not (known.type == "LOC" and surface in surnames):
            voted.append(replace(name, type=known.type, known=known, confidence=GAZETTEER_CONFIDENCE))
        elif surface in surnames:
            voted.append(replace(name, type="PER"))
        else:
            best = max(votes[surface].items(), key=lambda item: (item[1], item[0]))[0]
            voted.append(replace(name, type=best))
    return voted


def call_by_given_name(text: str, names: list[Name], pack: Pack) -> list[Name]:
    """The names, those places persons that a full name of the text begins with: "Jordan", after "Jordan Novak".

    After a preposition it is the place all the same.
    """
    given = {
        text[name.start : name.end].split(maxsplit=1)[0]
        for name in names
        if name.type == "PER" and " " in text[name.start : name.end]
    }
    read = []
    for name in names:
        is_called = name.type == "LOC" and text[name.start : name.end] in given
        before = text[: name.start].rsplit(None, 1)[-1:] if is_called else []
        is_person = is_called and not (before and fold_word(before[0]) in pack.determiners)
        read.append(replace(name, type="PER", known=None) if is_person else name)
    return read


def call_by_surname(text: str, names: list[Name]) -> list[Name]:
    """The names, those unknown places persons that are the surname of a full name of the text: "Lumumba"."""
    full = (text[name.start : name.end] for name in names if name.type == "PER")
    surnames = {surface.rsplit(maxsplit=1)[-1] for surface in full if " " in surface}
    return [
        replace(name, type="PER")
        if name.type == "LOC" and name.known is None and text[name.start : name.end] in surnames
        else name
        for name in names
    ]


def places_of_countries_named(text: str, names: list[Name], pack: Pack) -> list[Name]:
    """The names, those of one word for persons places that the gazetteers know in a country of the text: "à Soumy".

    Where the text says once that something is there, and no person's whole name has the word.
    """
    countries = {name.known.country for name in names if name.known is not None and name.known.is_country}
    of_persons = _words_of_persons(text, names)
    read, there = [], {text[name.start : name.end] for name in names if _is_there(text, name, pack)} - of_persons
    for name in names:
        surface = text[name.start : name.end]
        known = look_up(surface) if name.type == "PER" and name.known is None and surface in there else None
        is_place = known is not None and known.type == "LOC" and known.country in countries
        read.append(replace(name, type="LOC", known=known) if is_place else name)
    return read


def _words_of_persons(text: str, names: list[Name]) -> frozenset[str]:
    """The words of the whole names of a text's persons."""
    surfaces = (text[name.start : name.end] for name in names if name.type == "PER")
    return frozenset(word for surface in surfaces if " " in surface for word in surface.split())


def _is_there(text: str, name: Name, pack: Pack) -> bool:
    """Whether a word before a name says that something is there."""
    before = text[max(name.start - _LONGEST_GIVEN, 0) : name.start].split()[-1:]
    return bool(before) and before[0].casefold() in pack.locatives


def persons_in_capitals(text: str, names: list[Name]) -> list[Name]:
    """The names, those in capitals persons whose surname the text gives a person in small letters too."""
    surnames = {text[name.start : name.end].rsplit(maxsplit=1)[-1].upper() for name in names if name.type == "PER"}
    read = []
    for name in names:
        words = text[name.start : name.end].split()
        is_person = len(words) > 1 and name.known is None and words[-1] in surnames and "".join(words).isupper()
        read.append(replace(name, type="PER") if is_person else name)
    return read


def with_first_words(text: str, tree: Tree, names: list[Name], pack: Pack) -> list[Name]:
    """The names, those of persons with the proper nouns before them that are given names: "Valery Petrovich Orlov".

    What opens a sentence has its capital for that: it is one where two more words of the name follow.
    """
    taken = {at for name in names for at in range(name.start, name.end)}
    proper = {
        (start, end - start): at == tree.sentence_of(at)[0]
        for at, (start, end, pos) in enumerate(zip(tree.start, tree.end, tree.pos, strict=True))
        if pos == "PROPN" and end - start > _INITIALS
    }
    found = []
    for name in names:
        start = name.start
        while name.type == "PER" and (before := _given_name_before(text, name, start, proper, taken, pack)) is not None:
            start = before
        found.append(replace(name, start=start))
    return found


def _given_name_before(
    text: str, name: Name, start: int, proper: Mapping[tuple[int, int], bool], taken: set[int], pack: Pack
) -> int | None:
    """Where the given name begins that stands before a person's name as long as it is by now; None for none."""
    word = _word_before(text, start)
    if word is None:
        return None
    first = start - len(word) - 1
    opens = proper.get((first, len(word)))
    is_free = opens is not None and first not in taken and _may_be_given(word, pack)
    n_words = text[start : name.end].count(" ") + 1
    return first if is_free and (not opens or n_words >= _LEAST_AFTER_FIRST) else None


def _word_before(text: str, start: int) -> str | None:
    """What stands a space before a place, back to the space before that; None where something else does."""
    before = text[max(start - _LONGEST_GIVEN, 0) : start]
    words = before.split()
    is_near = before.endswith(" ") and not before[:-1].endswith((" ", "\n")) and bool(words)
    return words[-1] if is_near else None


def _may_be_given(word: str, pack: Pack) -> bool:
    folded = fold_word(word).removesuffix(".")
    listed = pack.determiners | pack.not_names | pack.civilities | pack.name_linkers | pack.head_types.keys()
    is_word = folded in listed or pack.roles.opens(folded) or pack.demonyms.opens(folded)
    return word.istitle() and not is_word and look_up(word) is None


def head_of_body(surface: str, language: str | None) -> str | None:
    """The folded noun at the head of a body's name, None where it has none: "union" of "Union européenne"."""
    pack = load_pack(language)
    words = [word for word in find_words(surface) if word.surface[0].isalnum()]
    head = _head_of(words, pack).folded if pack is not None and words else ""
    return head if pack is not None and pack.head_types.get(head) == "ORG" else None


def is_body_noun(surface: str, language: str | None) -> bool:
    """Whether a name is no more than such a noun, of which not each state has one: "Union", not "Parliament"."""
    pack = load_pack(language)
    folded = fold_word(surface)
    is_noun = pack is not None and pack.head_types.get(folded) == "ORG"
    return is_noun and pack is not None and pack.head_sectors.get(folded) not in read_world()["sectors_of_states"]


def _sector_of(words: list[Word], pack: Pack) -> str | None:
    """The sector that the head of a body's name tells, or a word that nothing else is called by."""
    head = _head_of(words, pack)
    if head.folded in pack.committees and any(word.folded in pack.chambers for word in words):
        return "LEG"
    of_head = _told_by_head(words, words.index(head), pack)
    if of_head == NO_SECTOR:
        return None
    if head.folded in pack.leagues and any(word.folded in pack.workers for word in words):
        return _UNION
    # "Toronto Police Service", "Meridia News Agency".
    spoken = {pack.head_sectors.get(word.folded) for word in words}
    told = next((sector for sector in _TOLD_ANYWHERE if sector in spoken), None)
    return of_head or told or (_of_public_body(words, pack) if head.folded in pack.public_heads else None)


def _told_by_head(words: list[Word], at: int, pack: Pack) -> str | None:
    """The sector of a head with the words around it, the longest first: "conseil des ministres", "city council"."""
    before = (words[max(at - 1, 0) : at + 1],) if pack.head_is_last else ()
    phrases = (words[at : at + 3], words[at : at + 2], *before, words[at : at + 1])
    for phrase in sorted(phrases, key=len, reverse=True):
        sector = pack.head_sectors.get(" ".join(word.folded for word in phrase))
        if sector is not None:
            return sector
    return None


def _of_public_body(words: list[Word], pack: Pack) -> str:
    """The sector of an agency, an office or a commission: of one state, or of several where a word says so."""
    # "South African Revenue Service" is of one.
    is_of_one = any(pack.demonyms.match_at(words, at) for at in range(len(words)))
    is_of_several = not is_of_one and any(word.folded in pack.international for word in words)
    return _OF_SEVERAL_STATES if is_of_several else _OF_STATE


def _sector_of_owner(words: list[Word], pack: Pack) -> str | None:
    """That of bodies of several states where a name ends with the one whose body it is: "Court of the Varna Union"."""
    for at in range(1, len(words)):
        if words[at - 1].folded in pack.body_links or words[at].folded in pack.determiners:
            first = at + (words[at].folded in pack.determiners)
            owner = look_up(" ".join(word.surface for word in words[first:])) if first < len(words) else None
            if owner is not None and owner.sector == _OF_SEVERAL_STATES:
                return _OF_SEVERAL_STATES
    return None


def _union_in(words: list[Word]) -> KnownName | None:
    """The known union whose letters stand in the name of a part of it: "CGT Goodyear", "Info'Com-CGT"."""
    letters = (look_up(word.surface) for word in words if word.surface.isupper() and len(words) > 1)
    return next((known for known in letters if known is not None and known.sector == _UNION), None)


def read_body(surface: str, pack: Pack) -> KnownName | None:
    """What a body's own words say of it: its sector by its head, its country by a demonym in it."""
    words = find_words(surface)
    spoken = [word for word in words if word.surface[0].isalnum()]
    sector = _sector_of(spoken, pack) if spoken else None
    countries = (pack.demonyms.match_at(words, at) for at in range(len(words)))
    country = next((match[1] for match in countries if match is not None), None)
    if sector in _OF_OWNERS:
        sector = _sector_of_owner(spoken, pack) or sector
    within = (_union_in(spoken) or _body_within(surface, pack)) if sector is None else None
    if within is not None:
        sector, country = within.sector, country or within.country
    return KnownName(surface, "ORG", country, sector) if sector or country else None


@lru_cache(maxsize=10_000)
def _body_within(surface: str, pack: Pack) -> KnownName | None:
    """The known body whose branch in some place a name is: "Meridia Teachers' Union of Ohio", "Ohio Meridia Union".

    A firm or a medium lends its sector to its divisions too, "Varga Research", but not its country.
    """
    words = surface.split()
    for at in range(1, len(words)):
        left, right = look_up(" ".join(words[:at])), look_up(" ".join(words[at:]))
        if _is_a(left, "LOC") and _is_a(right, "ORG"):
            return right
        is_linked = _is_a(left, "ORG") and fold_word(words[at]) in pack.possession_words
        if is_linked and _is_a(look_up(" ".join(words[at + 1 :])), "LOC"):
            return left
        if left is not None and _has_division(left, words[at:], pack):
            return replace(left, country=None)
    return None


def _is_a(known: KnownName | None, kind: MentionType) -> bool:
    return known is not None and known.type == kind


def _has_division(body: KnownName, rest: list[str], pack: Pack) -> bool:
    """Whether the one word behind a firm's or a medium's name tells a division of it: no noun for other bodies."""
    is_one = body.type == "ORG" and body.sector in read_world()["sectors_of_divisions"] and len(rest) == 1
    return is_one and fold_word(rest[0]) not in pack.head_types
