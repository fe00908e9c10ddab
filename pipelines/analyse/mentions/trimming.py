"""Spans a model gives, cut down to the proper-name core."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.name import Name
from pipelines.languages.names import Pack
from pipelines.languages.world import read_world
from pipelines.text.words import Word, find_words, fold_word

_EDGES = re.compile(r"^[\s«»\"“”„'’()\[\],;:.!?…–—\-*•/]+|[\s«»\"“”„(\[\],;:!?…–—\-*•/]+$")

#: Words of a rank told by two: "Major-Gen".
_RANK = 3
#: The office whose title a name may have in it.
_MONARCH = "monarch"
#: A prefix in small letters that a name is bound to: "post-Brexit". A shorter one is part of it: "ex-Yougoslavie".
_PREFIX = re.compile(r"([a-zà-þ]{3,})-(?=[A-ZÀ-Þ])")
#: A share by its code and its exchange's.
_SHARE = re.compile(r"[A-Z0-9]{2,6}\.[A-Z]{1,2}")


def trim(text: str, name: Name, pack: Pack) -> Name | None:
    """The proper-name core of a span: no article, title, civility or quote; None when nothing is left."""
    start, end = _strip_ends(text, name, pack)
    words, start = _cut_description(find_words(text[start:end]), start, pack)
    kept = _words_kept(words, pack)
    if not kept:
        return None
    end = start + kept[-1].end - kept[0].start
    return replace(name, start=start, end=end) if may_be_name(text[start:end], kept, pack) else None


def cut_civility(text: str, name: Name, pack: Pack) -> Name:
    """A person's name without the civility or the office it begins with: "Mrs Novak", "Major-Gen Novak", "Chair Novak".

    The title of a monarch may be of the name.
    """
    words = find_words(text[name.start : name.end])
    if len(words) > _RANK and "".join(word.folded for word in words[:_RANK]) in pack.civilities:
        return replace(name, start=name.start + words[_RANK].start, type="PER")
    if name.type != "PER":
        return name
    cut = 0
    while cut < len(words) and (words[cut].folded in pack.civilities or (cut and words[cut].surface == ".")):
        cut += 1
    role = pack.roles.match_at(words, cut)
    if role is not None and role[1].is_person and role[1].role != _MONARCH and _is_person_from(words, role[0]):
        cut = role[0]
    return replace(name, start=name.start + words[cut].start) if 0 < cut < len(words) else name


def _is_person_from(words: Sequence[Word], at: int) -> bool:
    """Whether words from here on may be all of a person's name."""
    return at < len(words) and words[at].is_capital


def cut_prefix(text: str, name: Name) -> Name:
    """A name without the small word bound to it: "post-World War II"."""
    prefix = _PREFIX.match(text[name.start : name.end])
    is_bound = prefix is not None and name.known is None and prefix[1] not in read_world()["particles"]
    return replace(name, start=name.start + prefix.end()) if prefix is not None and is_bound else name


def _strip_ends(text: str, name: Name, pack: Pack) -> tuple[int, int]:
    """Start and end without punctuation, articles, civilities and roles before; equal when nothing is left."""
    start, end = name.start, name.end
    while start < end:
        inner = text[start:end]
        stripped = _EDGES.sub("", inner)
        offset = inner.find(stripped)
        start, end = start + offset, start + offset + len(stripped)
        words = find_words(text[start:end])
        cut = _cut_from_start(words, pack, name.type) if words else 0
        if cut == 0:
            break
        start = start + words[cut].start if cut < len(words) else end
    return start, end


def _words_kept(words: tuple[Word, ...], pack: Pack) -> tuple[Word, ...]:
    """The words without articles and punctuation at the end; a point stays ("U.S.")."""
    kept = len(words)
    while kept and (_is_determiner(words, kept - 1, pack) or not words[kept - 1].surface[0].isalnum()):
        if words[kept - 1].surface == ".":
            break
        kept -= 1
    return words[:kept]


def _is_determiner(words: tuple[Word, ...], at: int, pack: Pack) -> bool:
    """Whether a word is an article: the last one of "Kim Jong Un" and of "Kim Jong-un" is none."""
    if words[at].folded not in pack.determiners:
        return False
    before = words[:at]
    is_joined = at > 0 and before[-1].surface == "-" and before[-1].end == words[at].start
    is_third_name = words[at].is_capital and at > 1 and all(word.is_capital for word in before)
    return not (is_joined or is_third_name)


def may_be_name(surface: str, words: Sequence[Word], pack: Pack) -> bool:
    """Whether the words are no demonym, no title, no code and none of those that models take for names."""
    if fold_word(surface) in pack.not_names or not any(word.is_capital for word in words):
        return False
    demonym = pack.demonym_at(words, 0)
    if demonym is not None and demonym[0] == len(words) and look_up(surface) is None:
        return False
    # "Foreign Minister", "Iraqi Foreign Minister"
    role = pack.roles.match_at(words, demonym[0] if demonym else 0)
    is_title = role is not None and role[0] == len(words) and role[1].is_person
    return not is_title and not _is_code(surface, words, pack)


def _cut_description(words: tuple[Word, ...], start: int, pack: Pack) -> tuple[tuple[Word, ...], int]:
    """The words after a role ("Maire de Valence" -> "Valence"); none when only a description is there."""
    role = pack.roles.match_at(words, 0)
    if role is None:
        return words, start
    at = role[0]
    while at < len(words):
        demonym = pack.demonym_at(words, at)
        if demonym is not None and not words[at].is_capital:
            at = demonym[0]
        elif (portfolio := pack.ministry_portfolios.match_at(words, at)) is not None:
            at = portfolio[0]
        elif words[at].folded in pack.determiners or not words[at].surface[0].isalnum():
            at += 1
        else:
            break
    if at == len(words):
        return (), start
    if role[1].is_person and words[at].is_capital:
        return words[at:], start + words[at].start
    return words, start


def _cut_from_start(words: tuple[Word, ...], pack: Pack, name_type: str) -> int:
    """How many words at the start belong to no name."""
    first = words[0]
    if first.folded in pack.civilities and len(words) > 1:
        return 2 if words[1].surface == "." and len(words) > 2 else 1
    if first.folded in pack.determiners:
        return 1
    if name_type == "PER":
        role = pack.roles.match_at(words, 0)
        if role is not None and role[0] < len(words):
            return role[0]
        if pack.demonym_at(words, 0) is not None and len(words) > 1 and not first.is_capital:
            return 1
    return 0


def _is_code(surface: str, words: Sequence[Word], pack: Pack) -> bool:
    """A letter, a unit, an article number, a share's code ("RACE.MI"): no name."""
    letters = sum(char.isalpha() for char in surface)
    digits = sum(char.isdigit() for char in surface)
    is_address = "@" in surface or "www" in surface
    is_short = letters < 2 or digits > letters
    return is_short or is_address or words[0].surface in pack.codes or _SHARE.fullmatch(surface) is not None


def cut_at_lines(text: str, name: Name) -> list[Name]:
    """The lines of a name that ran over a line's end."""
    pieces = []
    for match in re.finditer(r"[^\n]+", text[name.start : name.end]):
        pieces.append(replace(name, start=name.start + match.start(), end=name.start + match.end()))
    return pieces[:2]


def split_pair(text: str, name: Name, surnames: frozenset[str]) -> list[Name]:
    """Two persons in "Poutine-Macron", when both are surnames of the text."""
    surface = text[name.start : name.end]
    left, hyphen, right = surface.partition("-")
    if name.type != "PER" or not hyphen or left not in surnames or right not in surnames:
        return [name]
    middle = name.start + len(left)
    return [replace(name, end=middle), replace(name, start=middle + 1)]


def surnames_of(text: str, names: Sequence[Name]) -> frozenset[str]:
    surfaces = [text[name.start : name.end] for name in names if name.type == "PER"]
    return frozenset(surface.split()[-1] for surface in surfaces if " " in surface)
