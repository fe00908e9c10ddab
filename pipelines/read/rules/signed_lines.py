"""Whether a line of a dump says who signs or when the text appeared, and whom it names.

Such a line dates the text and signs it at once ("9 février 2018 à 6h10 par
Anne Morel", "mardi 15 mars 2011 | 12 visites | Anne Morel"), signs with an
agency ("A.M. (avec AFP)") or is a name and no more.
"""

from __future__ import annotations

import re
from operator import attrgetter

from pipelines.languages.bylines import words_of_all
from pipelines.languages.lines import line_words, signature_words
from pipelines.languages.patterns import one_of, one_of_capitals_too
from pipelines.read.metadata.agency import AGENCY
from pipelines.read.metadata.bylines import LEAD_IN, NO_NAME, NOBODY, OF_DATES, PARTICLES, names_at_head

_TOGETHER = one_of_capitals_too(signature_words("together"))
_AGENCIES = one_of_capitals_too(signature_words("agency_nouns"))
_ELIDED = one_of(signature_words("elisions"))
_JOINS = one_of(words_of_all(attrgetter("joins")))
_DAY_ENDING = one_of(line_words(lambda words: words.dates.day_endings))

_LONGEST_LINE, _MOST_WORDS = 120, 16
_LETTERS = re.compile(r"[^\W\d_]+")
_BARS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
#: A year, a clock, or a day and a month in digits.
_WHEN = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}\s?[hH:]\s?\d\d|\d{1,2}[./]\d{1,2})(?!\d)")
_DAY_AT_END = re.compile(rf"(?:\s[^\W\d_]{{4,10}})?\s\d{{1,2}}{_DAY_ENDING}? [^\W\d_]{{3,10}} (?:19|20)\d\d$")
#: A part of a dated line beside the date has so many words at most, what follows a "by" a few more.
PART_WORDS, _OUTLET_WORDS, _NAME_AND_PLACE = 4, 6, 2
_NO_PLACE = re.compile(r"[\d,:]")
_BY = re.compile(rf"(?:^|\s){one_of(signature_words('by'))}\s+(?=\w)", re.IGNORECASE)
_WITH = re.compile(rf"{one_of_capitals_too(signature_words('with_name'))}\s+(?=[A-ZÀ-Þ])")
_WITH_AGENCY = re.compile(rf"\b{_TOGETHER}\b.*(?<!\w)(?:{AGENCY}|{_AGENCIES})(?!\w)")
_ONLY_AGENCIES = re.compile(rf"(?:{AGENCY})(?:\s*[,/]\s*(?:{AGENCY}))*")
_DESK = re.compile(rf"{one_of(signature_words('desks'))}(?: .{{2,30}})?", re.IGNORECASE)
#: "Direction de la communication de la mairie", "Service presse" alone on a line: an institution signs.
_OFFICE = re.compile(
    rf"{one_of(signature_words('office_heads'))}\s(?:{one_of(signature_words('office_links'))}\s)?"
    rf"{one_of_capitals_too(signature_words('office_fields'))}"
    rf"(?:(?:\s?/|,?\s{one_of(signature_words('office_ends'))})[^:]{{2,60}})?(?<![.!?:])"
)
#: What signs where nobody does; a desk is somebody.
_ACCOUNTS = frozenset(name for name in NOBODY if not _DESK.fullmatch(name))
_STATED = re.compile(rf"\W*{one_of(signature_words('author_labels'))}\s*:\s*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?")
#: The first letter of a name; what stands between two names, and words of a single one.
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.?")
_JOINED = re.compile(rf"\s+(?:{_JOINS}|&)\s+")
_NAME_WORDS = 3
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][A-Za-zÀ-Þß-ÿ]?\.[ -]?){2,4}")
#: "A.M. (avec AFP)", "Anne Morel avec AFP", "AM/AFP" alone on a line.
_BESIDE_AGENCY = re.compile(
    rf"\W*(?P<who>[^()/|,]{{2,40}}?)\s*(?:(?P<slash>[/,])|\(?\s*\b(?:{_TOGETHER}|{_JOINS})\b[^()]{{0,12}}?)"
    rf"\s*{_ELIDED}?(?:{AGENCY}|{_AGENCIES})\W*"
)
#: "ats/am", "am/afp" alone on a line.
_DESK_SIGN = re.compile(
    rf"(?:{AGENCY.lower()})/(?P<after>[a-zß-ÿ]{{2,5}})|(?P<before>[a-zß-ÿ]{{2,5}})/(?:{AGENCY.lower()})"
)
SHORT_SIGN = re.compile(r"[A-ZÀ-Þ]{2,4}|[a-zß-ÿ]{2,4}")
#: "(Anne Morel)" below a text; "Anne Morel - amorel@courrier.example" anywhere.
_BRACKETED = re.compile(r"\((?P<who>[^()]{3,40})\)")
_WITH_ADDRESS = re.compile(r"(?P<who>[^@]{4,40}?)\s*[-–—|,:(]?\s*\S+@\S+\.\w+\)?")
#: "Avec notre correspondante à Vallory, Anne Morel".
_CORRESPONDENT = re.compile(
    rf"{one_of(signature_words('correspondent_leads'))}\s{one_of(signature_words('ours'))}"
    rf"\s{one_of(signature_words('correspondents'))}\w*\b.{{0,50}}?[,:]\s(?=[A-ZÀ-Þ])"
)
#: "Par le capitaine Anne Morel": what a signer is, in small letters, and the name.
_WITH_RANK = re.compile(rf"(?:{one_of(signature_words('articles'))}\s|{_ELIDED})(?:[a-zß-ÿ'’-]+\s){{1,4}}(?=[A-ZÀ-Þ])")
_SAID_WHEN = re.compile(
    rf"\s(?={one_of(line_words(lambda words: words.dates.stems_after_name))}"
    rf"|(?:{one_of(line_words(lambda words: words.dates.day_articles))} )?\d)",
    re.IGNORECASE,
)
#: A word of a name, or of where its bearer works ("d'Enquête").
_CAPITAL = re.compile(rf"{_ELIDED}?[A-ZÀ-Þ]")
DASHES = "-–—"


# --- what a line is ------------------------------------------------------------


def is_dated_line(text: str) -> bool:
    """Whether a line says when a text appeared, perhaps who signs it and how often it was read, and nothing else."""
    if len(text) > _LONGEST_LINE or not _WHEN.search(text) or len(text.split()) > _MOST_WORDS:
        return False
    if _DAY_AT_END.search(text) and _WITH_AGENCY.search(text):
        return True
    parts = _BARS.split(text)
    dated = [_is_date(part) for part in parts]
    others = [piece for part, is_date in zip(parts, dated, strict=True) if not is_date for piece in _BY.split(part)]
    return any(dated) and all(len(piece.split()) <= PART_WORDS for piece in others)


def _is_date(part: str) -> bool:
    """Whether a part holds a date, and before a "by" no words but those of dates."""
    words = _LETTERS.findall(_BY.split(part)[0].casefold())
    return _WHEN.search(part) is not None and all(word in NO_NAME or word in OF_DATES for word in words)


def is_signed_line(text: str) -> bool:
    """Whether a line is "by" and a name, an agency or an outlet."""
    if len(text) > _LONGEST_LINE:
        return False
    match = _BY.match(text.lstrip(f"{DASHES}•* "))
    signer = match.string[match.end() :] if match is not None else ""
    if signer and (signer.casefold() in NOBODY or _signer(signer, is_outlet=True) is not None):
        return True
    is_short = _initials_at_end(text) is not None or _without_agency(text) is not None
    return is_short or _OFFICE.fullmatch(text) is not None or _is_led(text) or _with_address(text) is not None


def _initials_at_end(text: str) -> str | None:
    """The initials that a line is, or ends with behind a dash ("Le Courrier (Vallory) - A. M.")."""
    last = _BARS.split(text)[-1].lstrip(f"{DASHES} ")
    return last if _INITIALS.fullmatch(last) and len(text.split()) <= _MOST_WORDS else None


def _with_address(text: str) -> str | None:
    """The name in a line that is a name and an address for letters."""
    match = _WITH_ADDRESS.fullmatch(text) if "@" in text else None
    return name_alone(match["who"]) if match else None


def _is_led(text: str) -> bool:
    """Whether a line is several words that lead to a name, and the name ("Un texte de Anne Morel")."""
    led = LEAD_IN.match(text)
    if led is None or " " not in led.group().strip() or text[-1] in "!?":
        return False
    rest = text[led.end() :]
    is_name = all(word in PARTICLES or _CAPITAL.match(word) or "@" in word for word in rest.split())
    return is_name and names_at_head(rest, is_led=True) is not None


def stated_author(text: str) -> str | None:
    """The author that a line states as such ("Author: Anne Morel")."""
    match = _STATED.match(text) if len(text) <= _LONGEST_LINE else None
    return _signer(text[match.end() :]) if match else None


def name_at_place(line: str) -> str | None:
    """The name in a line that is a name alone, or a name and where its bearer wrote ("Anne Morel – Vallory")."""
    parts = _BARS.split(line)
    is_place = len(parts[-1].split()) <= PART_WORDS and parts[-1][:1].isupper() and _NO_PLACE.search(parts[-1]) is None
    is_placed = len(parts) <= _NAME_AND_PLACE and is_place
    return name_alone(parts[0]) if is_placed else None


def _without_agency(line: str) -> str | None:
    """Who signs a line beside an agency, and says nothing else."""
    if desk := _DESK_SIGN.fullmatch(line):
        return desk["after"] or desk["before"]
    match = _BESIDE_AGENCY.fullmatch(line)
    who = match["who"].strip(f"{DASHES} ") if match else ""
    if _DESK.fullmatch(who):
        return line
    is_short = SHORT_SIGN.fullmatch(who) is not None or _INITIALS.fullmatch(who) is not None
    return who if is_short or (match and not match["slash"] and name_alone(who)) else None


# --- whom it names -------------------------------------------------------------


def signed(line: str) -> str | None:
    """Who signs a line that says so, or that dates the text."""
    line = line.lstrip(f"{DASHES}•* ")
    if len(line) > _LONGEST_LINE:
        return None
    if sent := _CORRESPONDENT.match(line):
        return names_at_head(line[sent.end() :], is_led=True)
    if stated := stated_author(line) or _with_address(line) or _initials_at_end(line):
        return stated
    if led := LEAD_IN.match(line):
        return _signer(line[led.end() :], is_outlet=_BY.match(line) is not None)
    return _without_agency(line) or (_signed_beside_date(line) if is_dated_line(line) else None)


def _signed_beside_date(line: str) -> str | None:
    if by := _BY.search(line):
        return _signer(line[by.end() :])
    first, *others = _BARS.split(line)
    if together := next(filter(_WITH_AGENCY.search, (first, *others)), None):
        return _DAY_AT_END.sub("", together)
    people = [name_alone(_WITH.split(part)[-1]) for part in (*reversed(others), first)]
    return next(filter(None, people), None) or next((part for part in others[-1:] if is_named(part)), None)


def signed_below(line: str) -> str | None:
    if bracketed := _BRACKETED.fullmatch(line):
        return name_alone(bracketed["who"]) or _without_agency(bracketed["who"])
    if _OFFICE.fullmatch(line):
        return line
    match = _WITH.match(line)
    return _signer(line[match.end() :]) if match else signed(line)


def _signer(text: str, is_outlet: bool = False) -> str | None:
    """The people, the agency or the outlet named by a text that comes after "by".

    `is_outlet` says that some words with a capital at their head name one.
    """
    text = _SAID_WHEN.split(text)[0].strip(f" .|,{DASHES}")
    if _WITH_AGENCY.search(text) and len(text.split()) <= _OUTLET_WORDS and not _WHEN.search(text):
        return text
    if names := names_at_head(text, is_led=True):
        return names
    if _ONLY_AGENCIES.fullmatch(text) or _DESK.fullmatch(text) or text.casefold() in NOBODY:
        return None if text.casefold() in _ACCOUNTS else text
    return text if _is_ranked_or_outlet(text, is_outlet) else None


def _is_ranked_or_outlet(text: str, is_outlet: bool) -> bool:
    """Whether a text is a few words that name an outlet, or a rank and a name."""
    is_short = len(text.split()) <= PART_WORDS and not _WHEN.search(text)
    if is_outlet and is_short and text[:1].isupper() and text[-1].isalnum():
        return True
    if ranked := _WITH_RANK.match(text):
        return name_alone(text[ranked.end() :]) is not None
    return is_short and is_named(text)


def is_named(part: str) -> bool:
    """Whether a part is words in capitals, none of them of a date: a name or an outlet's."""
    words = part.split()
    return (
        bool(words)
        and not _WHEN.search(part)
        and all(word[0].isupper() or word[0].isdigit() or word in PARTICLES for word in words)
        and words[0][0].isupper()
        and not any(word.casefold() in NO_NAME for word in words)
    )


def name_alone(line: str) -> str | None:
    """The name a line is, without any word that says so: two or three words in capitals; or several names."""
    line = line.lstrip(f"{DASHES} ")
    if _INITIALS.fullmatch(line):
        return line
    names = _JOINED.split(line)
    most = _NAME_WORDS if len(names) == 1 else PART_WORDS
    return " ".join(line.split()) if all(_is_name(name, most) for name in names) else None


def _is_name(text: str, most: int) -> bool:
    """Whether a text is words in capitals, of which the first or the last may be an initial ("A. Morel", "Anne M.")."""
    words = text.split()
    if not 2 <= len(words) <= most or not all(map(_NAME.fullmatch, words)) or not is_named(text):
        return False
    short = [at for at, word in enumerate(words) if len(word) <= 2]
    return not short or (short == [0] and _INITIAL.fullmatch(words[0]) is not None) or _is_last(short, words)


def _is_last(short: list[int], words: list[str]) -> bool:
    return short == [len(words) - 1] and words[-1].endswith(".")
