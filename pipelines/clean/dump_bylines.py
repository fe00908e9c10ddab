"""Who signs a dump, where no markup names anybody.

Dumps sign above the text, often on the line that dates it ("9 février 2018 à
6h10 par Anne Morel", "mardi 15 mars 2011 | 12 visites | Anne Morel"), or below
it, by the name or its initials alone, with the agency ("A.M. (avec AFP)"), or
after "Auteur :". An outlet may sign, too ("Par Le Courrier avec AFP").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.clean.agency import AGENCY
from pipelines.clean.bylines import LEAD_IN, NO_NAME, OF_DATES, PARTICLES, names_at_head
from pipelines.clean.classify import Verdict
from pipelines.clean.drafts import Draft
from pipelines.records import MetadataValue

_LONGEST_LINE, _MOST_WORDS = 120, 16
_LETTERS = re.compile(r"[^\W\d_]+")
_BARS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
#: A year, a clock, or a day and a month in digits.
_WHEN = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}\s?[hH:]\s?\d\d|\d{1,2}[./]\d{1,2})(?!\d)")
_DAY_AT_END = re.compile(r"(?:\s[^\W\d_]{4,10})?\s\d{1,2}(?:er)? [^\W\d_]{3,10} (?:19|20)\d\d$")
#: A part of a dated line beside the date has so many words at most, what follows a "by" a few more.
_PART_WORDS, _OUTLET_WORDS = 4, 6
_BY = re.compile(r"(?:^|\s)(?:par|by)\s+(?=\w)", re.IGNORECASE)
_WITH = re.compile(r"(?:avec|source\s*:)\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)
_WITH_AGENCY = re.compile(rf"\b(?:[Aa]vec|[Ww]ith|[Mm]it|[Cc]on)\b.*(?<!\w)(?:{AGENCY})(?!\w)")
_ONLY_AGENCIES = re.compile(rf"(?:{AGENCY})(?:\s*[,/]\s*(?:{AGENCY}))*")
_DESK = re.compile(r"(?:la )?rédaction(?: .{2,30})?", re.IGNORECASE)
_STATED = re.compile(r"\W*(?:author|auteur|autrice)\s*:\s*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-zß-ÿ]?\.[ -]?){2,4}")
#: "A.M. (avec AFP)", "Anne Morel avec AFP", "AM/AFP" alone on a line.
_BESIDE_AGENCY = re.compile(
    rf"\W*(?P<who>[^()/|,]{{2,40}}?)\s*(?:(?P<slash>[/,])|\(?\s*(?:avec|et|with|and|mit)\b[^()]{{0,12}}?)\s*(?:l['’])?(?:{AGENCY})\W*"
)
_CONTACT = re.compile(r"\S+@|\d")
_SHORT_SIGN = re.compile(r"[A-ZÀ-Þ]{2,4}|[a-zß-ÿ]{2,4}")
#: "Avec notre correspondante à Vallory, Anne Morel".
_CORRESPONDENT = re.compile(
    r"(?:Avec|De|Par|Correspondance de)\s(?:notre|nos)\s(?:correspondant|envoyé)\w*\b.{0,50}?[,:]\s(?=[A-ZÀ-Þ])"
)
#: "Par le capitaine Anne Morel": what a signer is, in small letters, and the name.
_WITH_RANK = re.compile(r"(?:l[ea]s?\s|l['’])(?:[a-zß-ÿ'’-]+\s){1,4}(?=[A-ZÀ-Þ])")
_DASHES = "-–—"
#: Rows above a headline, between it and the text, into the text and below it where its author may stand.
_ABOVE, _HEAD, _INTO, _BELOW = 2, 12, 3, 3
_SURE, _PARAGRAPH = 0.9, 12


# --- what a line is ------------------------------------------------------------


def is_dated_line(text: str) -> bool:
    """Whether a line says when a text appeared, perhaps who signs it and how often it was read, and nothing else."""
    if len(text) > _LONGEST_LINE or not _WHEN.search(text) or len(text.split()) > _MOST_WORDS:
        return False
    if _DAY_AT_END.search(text) and _WITH_AGENCY.search(text):
        return True
    parts = _BARS.split(text)
    dated = [_is_date(part) for part in parts]
    return any(dated) and all(
        is_date or len(part.split()) <= _PART_WORDS for part, is_date in zip(parts, dated, strict=True)
    )


def _is_date(part: str) -> bool:
    """Whether a part holds a date, and before a "by" no words but those of dates."""
    words = _LETTERS.findall(_BY.split(part)[0].casefold())
    return _WHEN.search(part) is not None and all(word in NO_NAME or word in OF_DATES for word in words)


def is_signed_line(text: str) -> bool:
    """Whether a line is "by" and a name, an agency or an outlet."""
    if len(text) > _LONGEST_LINE:
        return False
    match = _BY.match(text.lstrip(f"{_DASHES}•* "))
    if match is not None and _signer(match.string[match.end() :]) is not None:
        return True
    return _INITIALS.fullmatch(text.lstrip(f"{_DASHES} ")) is not None or _without_agency(text) is not None


def is_name_alone(text: str) -> bool:
    """Whether a line is a name or initials and nothing else."""
    return _name_alone(text) is not None


def stated_author(text: str) -> str | None:
    """The author that a line states as such ("Author: Anne Morel")."""
    match = _STATED.match(text) if len(text) <= _LONGEST_LINE else None
    return _signer(text[match.end() :]) if match else None


def _without_agency(line: str) -> str | None:
    """Who signs a line beside an agency, and says nothing else."""
    match = _BESIDE_AGENCY.fullmatch(line)
    who = match["who"].strip(f"{_DASHES} ") if match else ""
    is_short = _SHORT_SIGN.fullmatch(who) is not None or _INITIALS.fullmatch(who) is not None
    return who if is_short or (match and not match["slash"] and _name_alone(who)) else None


# --- who signs -----------------------------------------------------------------


def find_signature(
    drafts: Sequence[Draft], verdict: Verdict, title_row: int | None, start: int
) -> MetadataValue | None:
    """The author that a dump names around its headline, or below its text, which begins at `start`."""
    kept = verdict.kept.nonzero()[0]
    if not len(kept):
        return None
    end = int(kept[-1]) + 1
    if title_row is not None and title_row <= start:
        start = _first_paragraph(verdict, title_row)
    first = start if title_row is None else min(title_row, start)
    head = range(max(first - _ABOVE, 0), min(start + _INTO, len(drafts)))
    foot = range(end, min(end + _BELOW, len(drafts)))
    above = [_signed(drafts[row].text) or _named_by_next(drafts, row) for row in head if row != title_row]
    below = [_signed_below(drafts[row].text) for row in foot if row != title_row]
    dashed = [_name_alone(drafts[row].text) for row in head if drafts[row].text[0] in _DASHES]
    last = [_name_alone(drafts[-1].text)] if end == len(drafts) - 1 and not verdict.cues[-1] else []
    alone = [] if title_row is None else [_unheard_name(drafts, row, start) for row in range(title_row + 1, start)]
    found = next((signer for signer in (*above, *below, *dashed, *last, *alone) if signer), None)
    return MetadataValue(found, "block") if found else None


def _first_paragraph(verdict: Verdict, title_row: int) -> int:
    """The row of the first sure paragraph below the headline."""
    is_sure = verdict.kept & (verdict.probability >= _SURE) & (verdict.n_words >= _PARAGRAPH)
    below = is_sure[title_row + 1 : title_row + 1 + _HEAD].nonzero()[0]
    return title_row + 1 + int(below[0]) if len(below) else title_row + 1


def _named_by_next(drafts: Sequence[Draft], row: int) -> str | None:
    """The short line below one that is nothing but "by"."""
    if row + 1 >= len(drafts) or drafts[row].text.rstrip(" :").casefold() not in ("par", "by"):
        return None
    line = _CONTACT.split(drafts[row + 1].text)[0].strip(" ,*|")
    if len(line.split()) > _PART_WORDS:
        return None
    return names_at_head(line, is_led=True) or (line if _SHORT_SIGN.fullmatch(line) or _is_named(line) else None)


def _unheard_name(drafts: Sequence[Draft], row: int, start: int) -> str | None:
    """The name a line between headline and text is, where the text tells nothing of its bearer."""
    name = _name_alone(drafts[row].text)
    told = (draft.text for draft in drafts[start:])
    return name if name and not name.isupper() and not any(name.split()[-1] in text for text in told) else None


def _signed(line: str) -> str | None:
    """Who signs a line that says so, or that dates the text."""
    line = line.lstrip(f"{_DASHES}•* ")
    if len(line) > _LONGEST_LINE:
        return None
    if sent := _CORRESPONDENT.match(line):
        return names_at_head(line[sent.end() :], is_led=True)
    if stated := stated_author(line):
        return stated
    if led := LEAD_IN.match(line):
        return _signer(line[led.end() :])
    return _without_agency(line) or (_signed_beside_date(line) if is_dated_line(line) else None)


def _signed_beside_date(line: str) -> str | None:
    if by := _BY.search(line):
        return _signer(line[by.end() :])
    first, *others = _BARS.split(line)
    if together := next(filter(_WITH_AGENCY.search, (first, *others)), None):
        return _DAY_AT_END.sub("", together)
    people = [_name_alone(part) for part in (*reversed(others), first)]
    return next(filter(None, people), None) or next((part for part in others[-1:] if _is_named(part)), None)


def _signed_below(line: str) -> str | None:
    match = _WITH.match(line)
    return _signer(line[match.end() :]) if match else _signed(line)


def _signer(text: str) -> str | None:
    """The people, the agency or the outlet named by a text that comes after "by"."""
    text = text.strip(" .")
    if _WITH_AGENCY.search(text) and len(text.split()) <= _OUTLET_WORDS and not _WHEN.search(text):
        return text
    if names := names_at_head(text, is_led=True):
        return names
    if _ONLY_AGENCIES.fullmatch(text) or _DESK.fullmatch(text):
        return text
    if (
        text[:1].isupper()
        and len(text.split()) <= _PART_WORDS
        and text[-1] not in ".!?…:;,»"
        and not _WHEN.search(text)
    ):
        return text
    if ranked := _WITH_RANK.match(text):
        return text if _name_alone(text[ranked.end() :]) else None
    return text if len(text.split()) <= _PART_WORDS and _is_named(text) else None


def _is_named(part: str) -> bool:
    """Whether a part is words in capitals, none of them of a date: a name or an outlet's."""
    words = part.split()
    return (
        bool(words)
        and not _WHEN.search(part)
        and all(word[0].isupper() or word[0].isdigit() or word in PARTICLES for word in words)
        and words[0][0].isupper()
        and not any(word.casefold() in NO_NAME for word in words)
    )


def _name_alone(line: str) -> str | None:
    """The name a line is, without any word that says so: two or three words in capitals."""
    line = line.lstrip(f"{_DASHES} ")
    if _INITIALS.fullmatch(line):
        return line
    words = line.split()
    is_name = 2 <= len(words) <= 3 and all(_NAME.fullmatch(word) and len(word) > 2 for word in words)
    return " ".join(words) if is_name and _is_named(" ".join(words)) else None
