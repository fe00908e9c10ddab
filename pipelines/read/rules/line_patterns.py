"""Patterns of lines that are no part of an article: credits, captions, tickers, links, machine text.

Their words are data of the languages, those of all languages together.
"""

from __future__ import annotations

import re

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of
from pipelines.read.metadata.agency import AGENCY

_HOUSE = rf"(?:{AGENCY}|REUTERS|EPA|IMAGES|Getty Images)"
_WORDS = r"[^/:.!?\n]"
_RIGHTS = one_of(line_words(lambda words: words.credits.rights))
_PICTURES = line_words(lambda words: words.credits.pictures)
_TRAILING = one_of(line_words(lambda words: words.credits.trailing))
_LABEL_ENDS = one_of(line_words(lambda words: words.credits.label_ends))
#: "© Anne Morel", "Anne Morel/AFP", "AFP - Anne Morel" alone on a line.
CREDIT = re.compile(
    rf"\W*[©@]|{_RIGHTS}$|{_WORDS}{{3,40}}/(?:{_WORDS}{{2,40}}/)*(?:{_WORDS}{{0,20}}\W)?{_HOUSE}(?:\W{_WORDS}{{0,20}})?$"
    rf"|{_HOUSE}\s?[/–—-]\s?(?=[A-ZÀ-Þ]){_WORDS}{{3,40}}$"
)
#: "Publié le …", "Mis à jour …": the words before the date of a text.
PUBLISHED = re.compile(rf"\W*{one_of(line_words(lambda words: words.dates.stems))}", re.IGNORECASE)
#: "Publié le par Anne Morel", "Mis à jour il y a deux heures": where its date was no text.
PUBLICATION_LABEL = re.compile(
    rf"\W*{one_of(line_words(lambda words: words.dates.labels))}"
    rf"\s(?:{one_of(line_words(lambda words: words.dates.links))}|:)\s.*[^.]$",
    re.IGNORECASE,
)
#: "il y a 3 heures", "depuis 2 ans", "5 days ago" alone on a line: where a page counts from today.
RELATIVE_DATE = re.compile(
    rf"\W*(?:{one_of(line_words(lambda words: words.dates.before_age))}\s\d+\s[^\W\d]+"
    rf"(?:\s(?:{one_of(line_words(lambda words: words.dates.age_joins))}\s)?\d+\s[^\W\d]+)?"
    rf"|\d+\s{one_of(line_words(lambda words: words.dates.ages))}"
    rf"\s{one_of(line_words(lambda words: words.dates.after_age))})\W*$",
    re.IGNORECASE,
)
#: An address, also numbered as text browsers list them, a path, the name of a file, a picture or a link in the signs
#: of Markdown, what is left of a script or of an address that was hidden.
MACHINE_TEXT = re.compile(
    r"(?:\d{1,4}\.\s)?\W*(?:https?://|www\.|/\w+/)\S*(?:\s\S+){0,6}$"
    r"|.*(?:\breturn false\b|\bfunction\s?\(|\w/\w+\.(?:php|js)\b)"
    r"|!?\[[^\]\n]{0,200}\]\((?:[^\s()]+|<[^<>]*>)(?:\s[^()]*)?\)$|\[email.protected\]$|\S*(?:%2F\S*|\w\.(?:jpe?g|png|gif|webp))\W*$|[a-zß-ÿ0-9]+(?:[-_][a-zß-ÿ0-9]+){2,}(?:\.\w+)?$|[a-z]{2,}\d{3,}$"
)
#: What a text browser shows of a form ("______ [ Search ]", "(BUTTON) Menu") and of the head of a page
#: ("Link: canonical").
BROWSER_MARK = re.compile(
    r"_{4,}.{0,60}$|(?:\(BUTTON\)\s?)+[^.]{0,40}$|(?:\[(?:[\s_]*|\s[^\]]{1,40}\s)\]\s*)+[^.]{0,40}$"
    r"|Link: (?:\[\d+\])?[\w -]{3,40}(?:\([\w ]+\))?$"
)
#: "Source : Le Courrier", "Source : https://…" alone on a line.
SOURCE = re.compile(rf"{one_of(line_words(lambda words: words.links.sources))}\s?:\s?\S")
#: ">> Un marché rouvre": the headline of another article behind the mark of a link.
LINK_MARK = re.compile(
    rf">>.{{8,}}|(?:>|→|➔|➜|➡)[^.]{{8,}}$|{one_of(line_words(lambda words: words.links.page_turns))}\s?:\s?\S.{{8,}}"
)
#: "EN IMAGES: le pont rouvre", "Description : …" between paragraphs: what an embedded picture or film is called.
EMBEDDED_MEDIA = re.compile(rf"{one_of(line_words(lambda words: words.links.media))}\s?[:–—-]\s", re.IGNORECASE)
#: "PHOTO ANNE MOREL, AFP" alone on a line.
CREDIT_LABEL = re.compile(
    rf"{one_of(line_words(lambda words: words.credits.labels))}(?:\s{_LABEL_ENDS})?\s?[:/–-]?\s"
    rf"(?:[A-ZÀ-Þ][^\s:.!?]*[\s,/]*|{one_of(line_words(lambda words: words.credits.name_links))}\s){{1,8}}$"
)
#: "09:56 Monde - Un marché rouvre": a line of a ticker of other news.
TICKER = re.compile(r"\d{1,2}[:hH]\d\d\s?[A-ZÀ-Þ][\w'’ -]{1,25}\s[-–—|]\s\S.*[^.]$")
#: "Le pont rouvre après deux… Plus »": the cut beginning of another article.
TEASER_LINK = re.compile(rf".*(?:…|\.\.\.|\[…\])\s*{one_of(line_words(lambda words: words.links.more))}\W*$")
#: "… sur le pont. (Photo : Anne Morel)" at the end of a caption.
BRACKETED_CREDIT = re.compile(
    rf".*\((?:{one_of((*_PICTURES, *line_words(lambda words: words.credits.archives)))}\b|©)[^()]{{0,60}}\)\W{{0,2}}$",
    re.IGNORECASE,
)
#: The same at the end of a caption: "… sur le pont. Photo Anne Morel", "… sur le pont. (Anne Morel/Le Courrier)".
TRAILING_CREDIT = re.compile(
    r"[.!?»”\"]\s\((?:[A-ZÀ-Þ][\w'’.-]*\s?){1,4}/\s?[A-ZÀ-Þ][^()/]{1,40}\)$|"
    rf"[.…»)!?\w]\s?©\s?.{{2,60}}$|[.…»)!?\w]\s?/\s?{_TRAILING}\s.{{2,90}}$|\s\[[A-ZÀ-Þ][\w'’.-]*(?:[\s/–—-]{{1,3}}[A-ZÀ-Þ][\w'’.-]*){{1,5}}\]$|[.!?»]\s(?:{_RIGHTS}|(?:[A-ZÀ-Þ][\w.'’-]*\s){{1,4}}/\s?{_HOUSE})$"
    rf"|[.…»)!?\w]\s(?:/?\s?\([cC]\)\s?.{{2,60}}|\(?{_HOUSE}\s?[/–—-]\s?(?=[A-ZÀ-Þ]){_WORDS}{{2,40}}"
    rf"|{_TRAILING}(?:\s?:)?\s(?:{_LABEL_ENDS}\s)?[A-ZÀ-Þ][\w'’.-]*(?:[\s/]+[A-ZÀ-Þ][\w'’.-]*){{0,4}}"
    r"|[–—-]\s[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ][\w-]+(?:\s/\s[\w.\s]{2,30})+)$"
)
