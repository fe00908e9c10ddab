"""Lines that are no part of an article whatever the forest says of them.

The forest sees words as counts only. Some lines need no counting: "Lire aussi
…", "Votre adresse e-mail ne sera pas publiée", a credit, a line that says
when the text appeared, an address. The phrases are data of the languages.
Lines that only their company betrays are in ``around_article``. On web pages,
where markup tells the forest so much more, words alone are believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.languages.boilerplate import all_boilerplate
from pipelines.read.metadata.agency import AGENCY, is_agency
from pipelines.read.rules.roles import Role
from pipelines.read.rules.signed_lines import is_dated_line, is_signed_line, stated_author

#: A longer line is a paragraph that begins like boilerplate.
_MAX_WORDS, _CREDIT_WORDS, _CAPTION_WORDS, _TICKER_WORDS, _WHEN_WORDS = 80, 10, 50, 25, 9
#: So many characters hold the words that are compared: first words, and words anywhere.
_HELD = 400
#: French capitals often go without their accents.
_PLAIN = str.maketrans("àâéèêëîïôùûç", "aaeeeeiiouuc")
_WORD, _NUMBER = re.compile(r"\w+"), re.compile(r"\d+")


def _phrases(*places: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """One pattern of the phrases of `places`, a group a role, whole lines ending there; and their first words."""
    by_role: dict[str, list[str]] = {}
    first_words: set[str] = set()
    for pack in all_boilerplate().values():
        for place in places:
            end = r"(?!\w)" if place in ("begins", "holds") else r"$"
            for role, phrases in getattr(pack.phrases, place).items():
                spelt = {spelling for phrase in phrases for spelling in _spellings(phrase)}
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
_OUTSIDE = _phrases("outside")[0]
_HOLDS, _FIRST_HELD = _phrases("holds")
_HELD_WORDS = re.compile(rf"(?<!\w)(?:{_HOLDS.pattern})")
_HOUSE = rf"(?:{AGENCY}|REUTERS|EPA|IMAGES|Getty Images)"
_WORDS = r"[^/:.!?\n]"
#: "© Anne Morel", "Anne Morel/AFP", "AFP - Anne Morel" alone on a line.
_CREDIT = re.compile(
    rf"\W*[©@]|D\.?R\.?$|{_WORDS}{{3,40}}/(?:{_WORDS}{{2,40}}/)*(?:{_WORDS}{{0,20}}\W)?{_HOUSE}(?:\W{_WORDS}{{0,20}})?$"
    rf"|{_HOUSE}\s?[/–—-]\s?(?=[A-ZÀ-Þ]){_WORDS}{{3,40}}$"
)
_PUBLISHED = re.compile(
    r"\W*(?:publi|mise? (?:à jour|en ligne)|modifi|post|actualis|derni\w+ (?:mise|modif)|updat|last upd)", re.IGNORECASE
)
#: "Publié le par Anne Morel", "Mis à jour il y a deux heures": where its date was no text.
_SAYS_WHEN = re.compile(
    r"\W*(?:(?:publié|posté|actualisé|modifié)e?|mise? (?:à jour|en ligne))"
    r"\s(?:le|par|dans|il y a|hier|depuis|à|:)\s.*[^.]$",
    re.IGNORECASE,
)
#: "il y a 3 heures", "depuis 2 ans", "5 days ago" alone on a line: where a page counts from today.
_AGO = re.compile(
    r"\W*(?:(?:il y a|depuis|vor|hace)\s(?:environ\s)?\d+\s[^\W\d]+(?:\s(?:et\s)?\d+\s[^\W\d]+)?"
    r"|\d+\s(?:min(?:ute)?|hour|day|week|month|year)s?\sago)\W*$",
    re.IGNORECASE,
)
#: An address, a path, the name of a file, what is left of a script or of an address that was hidden.
_MACHINE = re.compile(
    r"\W*(?:https?://|www\.|/\w+/)\S*(?:\s\S+){0,6}$|.*(?:\breturn false\b|\bfunction\s?\(|\w/\w+\.(?:php|js)\b)"
    r"|\[email.protected\]$|\S*(?:%2F\S*|\w\.(?:jpe?g|png|gif|webp))\W*$|[a-zß-ÿ0-9]+(?:[-_][a-zß-ÿ0-9]+){2,}(?:\.\w+)?$|[a-z]{2,}\d{3,}$"
)
#: "Source : Le Courrier", "Source : https://…" alone on a line.
_SOURCE = re.compile(r"(?:Sources?|SOURCES?|Via)\s?:\s?\S")
#: ">> Un marché rouvre": the headline of another article behind the mark of a link.
_LINK = re.compile(r">>.{8,}|(?:>|→|➔|➜|➡)[^.]{8,}$|(?:Suivant|Précédent)e?\s?:\s?\S.{8,}")
#: "EN IMAGES: le pont rouvre", "Description : …" between paragraphs: what an embedded picture or film is called.
_EMBEDDED = re.compile(
    r"(?:en (?:images|photos?|vidéos?)|vidéos?|diaporama|infographie|portfolio|podcast|audio|replay|description)"
    r"\s?[:–—-]\s",
    re.IGNORECASE,
)
#: "PHOTO ANNE MOREL, AFP" alone on a line.
_CREDIT_AHEAD = re.compile(
    r"(?:PHOTOS?|Photos?|CRÉDITS?|Crédits?|Credits?)(?:\s(?:photos?|d['’]archives))?\s?[:/–-]?\s"
    r"(?:[A-ZÀ-Þ][^\s:.!?]*[\s,/]*|de\s|du\s){1,8}$"
)
#: "09:56 Monde - Un marché rouvre": a line of a ticker of other news.
_TICKER = re.compile(r"\d{1,2}[:hH]\d\d\s?[A-ZÀ-Þ][\w'’ -]{1,25}\s[-–—|]\s\S.*[^.]$")
#: "Le pont rouvre après deux… Plus »": the cut beginning of another article.
_TEASER = re.compile(
    r".*(?:…|\.\.\.|\[…\])\s*(?:Plus|Suite|Lire (?:la suite|plus)|En savoir plus|Voir plus|Read more)\W*$"
)
#: "… sur le pont. (Photo : Anne Morel)" at the end of a caption.
_CREDIT_IN_BRACKETS = re.compile(
    r".*\((?:(?:image|photo|crédits?|credit|archives?|illustration|capture)s?\b|©)[^()]{0,60}\)\W{0,2}$", re.IGNORECASE
)
#: The same at the end of a caption: "… sur le pont. Photo Anne Morel".
_CREDITED = re.compile(
    rf"[.…»)!?\w]\s?©\s?.{{2,60}}$|[.…»)!?\w]\s?/\s?Photos?\s.{{2,90}}$|\s\[[A-ZÀ-Þ][\w'’.-]*(?:[\s/–—-]{{1,3}}[A-ZÀ-Þ][\w'’.-]*){{1,5}}\]$|[.!?»]\s(?:D\.?R\.?|(?:[A-ZÀ-Þ][\w.'’-]*\s){{1,4}}/\s?{_HOUSE})$"
    rf"|[.…»)!?\w]\s(?:/?\s?\([cC]\)\s?.{{2,60}}|\(?{_HOUSE}\s?[/–—-]\s?(?=[A-ZÀ-Þ]){_WORDS}{{2,40}}"
    r"|Photos?\s(?:d['’]archives\s)?[A-ZÀ-Þ][\w'’.-]*(?:[\s/]+[A-ZÀ-Þ][\w'’.-]*){0,4}"
    r"|[–—-]\s[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ][\w-]+(?:\s/\s[\w.\s]{2,30})+)$"
)


def phrase_role(text: str, is_inside: bool = True) -> Role | None:
    """The role of a line that is boilerplate by its words, None where they do not say so.

    `is_inside` says that it stands between paragraphs of the text, where a date may head what follows.
    """
    if text.count(" ") >= _MAX_WORDS:
        return None
    words = _WORD.findall(text[:_HELD].casefold())
    if not words:
        return None
    is_begun = _NUMBER.sub("0", words[0]) in _FIRST_WORDS
    if not is_begun and is_inside and _FIRST_HELD.isdisjoint(words):
        return None
    line = _NUMBER.sub("0", " ".join(words))
    phrase = _BEGUN.match(line) if is_begun else None
    phrase = phrase or _HELD_WORDS.search(line) or (None if is_inside else _OUTSIDE.match(line))
    return Role(phrase.lastgroup, "phrase") if phrase is not None and phrase.lastgroup is not None else None


def find_boilerplate_phrases(texts: Sequence[str], kept: NDArray[np.bool_]) -> dict[int, Role]:
    """The role of each kept row that is boilerplate by its own words."""
    said = ((row, phrase_role(texts[row])) for row in map(int, kept.nonzero()[0]))
    return {row: role for row, role in said if role is not None}


def line_role(text: str, is_inside: bool = False) -> Role | None:
    """The role of a line that is boilerplate by its words or its shape, None where neither says so."""
    n_words = len(text.split())
    if not _WORD.search(text):
        return Role("boilerplate", "line_shape")
    if n_words > _MAX_WORDS:
        return None
    said = phrase_role(text, is_inside)
    if said is not None:
        return said
    is_dated = is_dated_line(text) and (not is_inside or _PUBLISHED.match(text) is not None)
    shapes = (
        ("credit", n_words <= _CREDIT_WORDS and _CREDIT.match(text) is not None),
        ("agency", is_agency(text)),
        ("credit", n_words <= _CREDIT_WORDS and _CREDIT_AHEAD.match(text) is not None),
        ("byline", n_words <= _WHEN_WORDS and _SOURCE.match(text) is not None),
        ("related", n_words <= _TICKER_WORDS and _LINK.match(text) is not None),
        ("related", is_inside and n_words <= _TICKER_WORDS and _EMBEDDED.match(text) is not None),
        ("byline", is_dated or is_signed_line(text) or bool(stated_author(text))),
        ("byline", n_words <= _WHEN_WORDS and _SAYS_WHEN.match(text) is not None),
        ("byline", not is_inside and _AGO.match(text) is not None),
        ("boilerplate", _MACHINE.match(text) is not None),
        ("related", n_words <= _TICKER_WORDS and _TICKER.match(text) is not None),
        ("related", _TEASER.match(text) is not None),
        ("caption", n_words <= _CAPTION_WORDS and _CREDIT_IN_BRACKETS.match(text) is not None),
        ("caption", n_words <= _CAPTION_WORDS and _CREDITED.search(text[-100:]) is not None),
    )
    return next((Role(role, "line_shape") for role, is_so in shapes if is_so), None)
