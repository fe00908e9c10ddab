"""Words that look like names where they stand: common ones that open a sentence, letters that shorten common nouns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.analyse.mentions.acronyms import is_acronym_of
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.trimming import cut_prefix, surnames_of
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.names import Pack
from pipelines.languages.patterns import one_of
from pipelines.languages.world import read_world
from pipelines.text.words import fold_word

#: A word in capitals and small ones ("WeWork"); after a surname's own prefix it is a surname ("McConnell").
_CAMEL = re.compile(r"[A-Z]\w*[a-z][A-Z]\w*")
_SURNAME = re.compile(rf"{one_of(read_world()['surname_prefixes'])}['’]?[A-Z]")
#: Words in small letters before letters in brackets: "aires marines protégées (".
_BEFORE_BRACKET = re.compile(r"(?<![\w'’-])((?:[a-zà-þœ'’-]+ ){1,7}[a-zà-þœ'’-]+) \($")
_LONGEST_PHRASE = 100
#: A number before letters of an era ("in 44 [B.C.]"), and characters before them in which a century lies.
_NUMBER, _LETTERS_OF_ERA, _LONGEST_CENTURY = re.compile(r"\d $"), 2, 12
#: A Roman numeral with the ending of an ordinal.
_ORDINAL = re.compile(r"[IVXLC]+[a-zèº°]{0,3}")
_BRACKET = re.compile(r"\((\w+)(?=[);,])")


def without_common_words(text: str, tree: Tree, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names, without those that their text shows to be common words; firms written as "WeWork" are no persons."""
    small = {word for word in map(tree.surface, range(len(tree))) if word.islower()}
    # A quotation mark may open the sentence before its first word.
    opening = {tree.start[first] + behind for first, _ in tree.sentences for behind in (0, 1)}
    opening |= {name.start for name in names if text[max(name.start - 2, 0) : name.start] == ": "}
    sure = {text[name.start : name.end] for name in names if name.start not in opening} | surnames_of(text, names)
    brackets = _brackets(text)
    return [
        _mend(text, name)
        for name in names
        if not _is_common(text, name, opening, sure, small, pack)
        and not _shortens_nouns(text, name, brackets, pack)
        and not _is_era(text, name, pack)
        and not _is_century(text[name.start : name.end], pack)
    ]


def _is_common(text: str, name: Name, opening: set[int], sure: set[str], small: set[str], pack: Pack) -> bool:
    """Whether a word that opens a sentence, and has a capital nowhere else, stands in small letters too."""
    surface = text[name.start : name.end]
    if name.known is not None or name.start not in opening or " " in surface:
        return False
    return not surface.isupper() and surface not in sure and _is_told_small(surface.lower(), small, pack)


def _is_era(text: str, name: Name, pack: Pack) -> bool:
    """Whether letters that some division goes by follow a number or a century: "in 44 B.C."."""
    letters = text[name.start : name.end].replace(".", "")
    is_division = name.known is None or (name.known.known_as or "").startswith("iso3166-2:")
    before = text[max(name.start - _LONGEST_CENTURY, 0) : name.start]
    is_dated = _NUMBER.search(before) is not None or fold_word(before.rstrip().rpartition(" ")[2]) in pack.centuries
    return is_dated and is_division and len(letters) == _LETTERS_OF_ERA and letters.isupper()


def _is_century(surface: str, pack: Pack) -> bool:
    """Whether a name counts centuries: "XXe siècle"."""
    ordinal, _, noun = surface.partition(" ")
    return fold_word(noun) in pack.centuries and _ORDINAL.fullmatch(ordinal) is not None


def _is_told_small(word: str, small: set[str], pack: Pack) -> bool:
    """Whether the text has a word, or the one or the many of it, in small letters too."""
    return word in small or any(form in small for form in pack.plurals.forms(word))


def _brackets(text: str) -> dict[str, int]:
    """Words that open brackets, and where the first such bracket of each stands."""
    first: dict[str, int] = {}
    for bracket in _BRACKET.finditer(text):
        first.setdefault(bracket[1], bracket.start())
    return first


def _shortens_nouns(text: str, name: Name, brackets: Mapping[str, int], pack: Pack) -> bool:
    """Whether letters are the initials of common nouns before them in brackets, here or where they first stood."""
    surface = text[name.start : name.end]
    if name.known is not None or not surface.isupper() or not surface.isalpha():
        return False
    first = brackets.get(surface, 0)
    phrase = _BEFORE_BRACKET.search(text, max(first - _LONGEST_PHRASE, 0), first + 1)
    words = phrase[1].split() if phrase is not None else []
    tails = (words[at:] for at in range(len(words) - 1))
    is_told = any(is_acronym_of(surface, " ".join(tail)) and pack.head_types.get(tail[0]) is None for tail in tails)
    return is_told or (phrase is not None and len(words) > 1 and _names_nobody(text, phrase.start(), words, pack))


def _names_nobody(text: str, start: int, words: Sequence[str], pack: Pack) -> bool:
    """Whether words in small letters are no body's or officer's, nor the rest of a name: "missile balistique"."""
    before = text[max(start - _LONGEST_PHRASE, 0) : start].split()[-1:]
    spoken = [fold_word(part) for word in words for part in word.replace("’", "'").split("'")]
    goes_on = any(word != word.casefold() and fold_word(word) not in pack.determiners for word in before)
    behind = max((at for at, word in enumerate(spoken) if word in pack.determiners), default=-1) + 1
    is_officer = any(pack.roles.opens(word) for word in spoken[behind:])
    return not goes_on and not is_officer and not any(word in pack.head_types for word in spoken)


def _mend(text: str, name: Name) -> Name:
    """A name without the prefix bound to it; a firm where a person's would not be written so."""
    surface, name = text[name.start : name.end], cut_prefix(text, name)
    is_firm = name.type == "PER" and _CAMEL.fullmatch(surface) is not None and _SURNAME.match(surface) is None
    return replace(name, type="ORG") if is_firm else name
