"""Patterns of lines that are no part of an article: credits, captions, tickers, links, machine text."""

from __future__ import annotations

import re

from pipelines.read.metadata.agency import AGENCY

_HOUSE = rf"(?:{AGENCY}|REUTERS|EPA|IMAGES|Getty Images)"
_WORDS = r"[^/:.!?\n]"
#: "© Anne Morel", "Anne Morel/AFP", "AFP - Anne Morel" alone on a line.
CREDIT = re.compile(
    rf"\W*[©@]|D\.?R\.?$|{_WORDS}{{3,40}}/(?:{_WORDS}{{2,40}}/)*(?:{_WORDS}{{0,20}}\W)?{_HOUSE}(?:\W{_WORDS}{{0,20}})?$"
    rf"|{_HOUSE}\s?[/–—-]\s?(?=[A-ZÀ-Þ]){_WORDS}{{3,40}}$"
)
#: "Publié le …", "Mis à jour …": the words before the date of a text.
PUBLISHED = re.compile(
    r"\W*(?:publi|mise? (?:à jour|en ligne)|modifi|post|actualis|derni\w+ (?:mise|modif)|updat|last upd)", re.IGNORECASE
)
#: "Publié le par Anne Morel", "Mis à jour il y a deux heures": where its date was no text.
PUBLICATION_LABEL = re.compile(
    r"\W*(?:(?:publié|posté|actualisé|modifié)e?|mise? (?:à jour|en ligne))"
    r"\s(?:le|par|dans|il y a|hier|depuis|à|:)\s.*[^.]$",
    re.IGNORECASE,
)
#: "il y a 3 heures", "depuis 2 ans", "5 days ago" alone on a line: where a page counts from today.
RELATIVE_DATE = re.compile(
    r"\W*(?:(?:il y a|depuis|vor|hace)\s(?:environ\s)?\d+\s[^\W\d]+(?:\s(?:et\s)?\d+\s[^\W\d]+)?"
    r"|\d+\s(?:min(?:ute)?|hour|day|week|month|year)s?\sago)\W*$",
    re.IGNORECASE,
)
#: An address, a path, the name of a file, what is left of a script or of an address that was hidden.
MACHINE_TEXT = re.compile(
    r"\W*(?:https?://|www\.|/\w+/)\S*(?:\s\S+){0,6}$|.*(?:\breturn false\b|\bfunction\s?\(|\w/\w+\.(?:php|js)\b)"
    r"|\[email.protected\]$|\S*(?:%2F\S*|\w\.(?:jpe?g|png|gif|webp))\W*$|[a-zß-ÿ0-9]+(?:[-_][a-zß-ÿ0-9]+){2,}(?:\.\w+)?$|[a-z]{2,}\d{3,}$"
)
#: "Source : Le Courrier", "Source : https://…" alone on a line.
SOURCE = re.compile(r"(?:Sources?|SOURCES?|Via)\s?:\s?\S")
#: ">> Un marché rouvre": the headline of another article behind the mark of a link.
LINK_MARK = re.compile(r">>.{8,}|(?:>|→|➔|➜|➡)[^.]{8,}$|(?:Suivant|Précédent)e?\s?:\s?\S.{8,}")
#: "EN IMAGES: le pont rouvre", "Description : …" between paragraphs: what an embedded picture or film is called.
EMBEDDED_MEDIA = re.compile(
    r"(?:en (?:images|photos?|vidéos?)|vidéos?|diaporama|infographie|portfolio|podcast|audio|replay|description)"
    r"\s?[:–—-]\s",
    re.IGNORECASE,
)
#: "PHOTO ANNE MOREL, AFP" alone on a line.
CREDIT_LABEL = re.compile(
    r"(?:PHOTOS?|Photos?|CRÉDITS?|Crédits?|Credits?)(?:\s(?:photos?|d['’]archives))?\s?[:/–-]?\s"
    r"(?:[A-ZÀ-Þ][^\s:.!?]*[\s,/]*|de\s|du\s){1,8}$"
)
#: "09:56 Monde - Un marché rouvre": a line of a ticker of other news.
TICKER = re.compile(r"\d{1,2}[:hH]\d\d\s?[A-ZÀ-Þ][\w'’ -]{1,25}\s[-–—|]\s\S.*[^.]$")
#: "Le pont rouvre après deux… Plus »": the cut beginning of another article.
TEASER_LINK = re.compile(
    r".*(?:…|\.\.\.|\[…\])\s*(?:Plus|Suite|Lire (?:la suite|plus)|En savoir plus|Voir plus|Read more)\W*$"
)
#: "… sur le pont. (Photo : Anne Morel)" at the end of a caption.
BRACKETED_CREDIT = re.compile(
    r".*\((?:(?:image|photo|crédits?|credit|archives?|illustration|capture)s?\b|©)[^()]{0,60}\)\W{0,2}$", re.IGNORECASE
)
#: The same at the end of a caption: "… sur le pont. Photo Anne Morel".
TRAILING_CREDIT = re.compile(
    rf"[.…»)!?\w]\s?©\s?.{{2,60}}$|[.…»)!?\w]\s?/\s?Photos?\s.{{2,90}}$|\s\[[A-ZÀ-Þ][\w'’.-]*(?:[\s/–—-]{{1,3}}[A-ZÀ-Þ][\w'’.-]*){{1,5}}\]$|[.!?»]\s(?:D\.?R\.?|(?:[A-ZÀ-Þ][\w.'’-]*\s){{1,4}}/\s?{_HOUSE})$"
    rf"|[.…»)!?\w]\s(?:/?\s?\([cC]\)\s?.{{2,60}}|\(?{_HOUSE}\s?[/–—-]\s?(?=[A-ZÀ-Þ]){_WORDS}{{2,40}}"
    r"|Photos?\s(?:d['’]archives\s)?[A-ZÀ-Þ][\w'’.-]*(?:[\s/]+[A-ZÀ-Þ][\w'’.-]*){0,4}"
    r"|[–—-]\s[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ][\w-]+(?:\s/\s[\w.\s]{2,30})+)$"
)
