"""Rivers, mountains and divisions that bear a town's name: "le Bréda", "le Québec", "the river Cambridge"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName, fold_name
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.regions import region_names, short_region_names
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import Pack
from pipelines.text.words import Word, find_words, match_phrase

#: How keys of towns begin.
_TOWN = "geonames:"
#: What binds a name to another: "le Paris-Dakar".
_DASHES = ("-", "–", "—", "/")


def without_namesake_towns(text: str, tree: Tree, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, those of towns something else where grammar says so: a division of that name, or what no table has.

    Towns bear no article in languages that give rivers, mountains and divisions one; those that do have it in their
    name ("le Havre"). A noun for a landform right before a name says so in any language.
    """
    words = find_words(text)
    read = []
    for name in names:
        is_town = name.type == "LOC" and name.known is not None and (name.known.known_as or "").startswith(_TOWN)
        is_open = is_town or (name.type == "LOC" and name.known is None)
        is_other = is_open and _is_other(text, tree, words, name, pack)
        read.append(replace(name, known=_without_town(text[name.start : name.end])) if is_other else name)
    return read


def other_than_town(surface: str) -> KnownName | None:
    """The division of a name that is no town's where it stands."""
    folded = fold_name(surface)
    return region_names().get(folded) or short_region_names().get(folded)


def _without_town(surface: str) -> KnownName:
    division = other_than_town(surface) or KnownName(surface, "LOC", None)
    return replace(division, is_landform=True)


def _is_other(text: str, tree: Tree, words: Sequence[Word], name: Name, pack: Pack) -> bool:
    first = bisect_left(words, name.start, key=lambda word: word.start)
    if not first:
        return False
    has_article = _has_foreign_article(words[first - 1], name, text[name.start : name.end], pack)
    return _is_behind_landform(words, first, pack) or (has_article and _is_whole(text, tree, words, name, pack))


def _is_behind_landform(words: Sequence[Word], first: int, pack: Pack) -> bool:
    """Whether a noun for a landform is right before a name, or a link between them: "la rivière Orne"."""
    links = (at for at in range(max(first - 3, 0), first) if match_phrase(pack.possession_after, words, at) == first)
    head = next(links, first) - 1
    return head >= 0 and words[head].folded in pack.landforms and words[head].surface.islower()


def _has_foreign_article(before: Word, name: Name, surface: str, pack: Pack) -> bool:
    """Whether an article that is not of the town's own name stands before it."""
    article = pack.articles_of_lands.get(before.folded)
    if article is None:
        return False
    bound = article if article.endswith("'") else f"{article} "
    known = name.known
    is_own = look_up(f"{bound}{surface}") is not None or (known and fold_name(known.name).startswith(bound))
    # "La Rome d'aujourd'hui": a capital is meant, but where a division bears its name.
    return not is_own and not (known is not None and known.is_capital and other_than_town(surface) is None)


def _is_whole(text: str, tree: Tree, words: Sequence[Word], name: Name, pack: Pack) -> bool:
    """Whether nothing behind a name says which town of several times it is: "le Paris nocturne", "le Paris de 1900"."""
    if text.startswith(_DASHES, name.end):
        return False
    behind = bisect_left(words, name.end, key=lambda word: word.start)
    if behind >= len(words):
        return True
    tokens = tree.tokens_over(words[behind].start, words[behind].end)
    is_qualified = any(tree.pos[token] == "ADJ" for token in tokens)
    is_divided = match_phrase(pack.possession_after, words, behind) is not None
    is_capital = name.known is not None and name.known.is_capital
    has_division = not is_capital and other_than_town(text[name.start : name.end]) is not None
    return not is_qualified and (has_division or not is_divided)
