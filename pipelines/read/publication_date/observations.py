"""The observations a document gives of its publication date, one clue each, yet unweighted."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of, one_of_before
from pipelines.read.metadata.agency import AGENCY
from pipelines.read.metadata.bylines import LEAD_IN
from pipelines.read.publication_date.date_order import settle_order
from pipelines.read.publication_date.features import describe_dates, is_caption, is_mention, reads_english
from pipelines.read.publication_date.htmldate_vote import htmldate_vote
from pipelines.read.publication_date.markup import find_markup_dates
from pipelines.read.publication_date.month_names import months, weekdays
from pipelines.read.publication_date.printed import FIRST_YEAR, LAST_YEAR, find_printed_dates
from pipelines.read.publication_date.stamps import read_stamp, read_url
from pipelines.read.publication_date.time_zone import days_of_stamp, infer_utc_offset, stamp_interval
from pipelines.read.publication_date.visible_lines import VisibleText
from pipelines.read.publication_date.yearless import find_yearless_dates
from pipelines.records.document import Precision
from pipelines.text.timex_values import Interval, interval_of

#: Printed dates beyond this many are those of an archive page.
_MOST_PRINTED = 1000


@dataclass(frozen=True, slots=True)
class Clue:
    """One observation: which days it speaks for, and its features, yet unweighted.

    A feature counts for its own source; one named ``any:…`` for all sources alike.
    """

    source: str
    features: tuple[str, ...]
    surface: str
    interval: Interval | None
    precision: Precision | None
    timestamp: datetime | None = None
    raw_start: int | None = None
    raw_end: int | None = None
    partial: str | None = None

    def named_features(self) -> Iterator[str]:
        """Yield the names under which the features are weighed."""
        voter = self.source.partition(" ")[0]
        for feature in self.features:
            yield feature if feature.startswith("any:") else f"{voter}:{feature}"


# --- what the document says ---------------------------------------------------

_MARKER = re.compile(
    r"^[ \t]*(?:date|pubdate|published|publication_date)\s*[:=]?\s*(\d{4}(?:-\d\d(?:-\d\d[T \d:Z+.-]*)?)?)(?![\d/])",
    re.I | re.M,
)


#: "ats:210304-99-12345/2": the number of an agency's story begins with its day.
_STORY_NUMBER = re.compile(rf"(?<!\w)(?:{AGENCY.lower()}):(\d{{6}})-\d\d-\d+")


def marker_clues(text: str) -> Iterator[Clue]:
    """Yield what was written down for machines.

    It is "date 2021-01" and its like at the start of a line, by a crawler, or the number of a story, by its agency.
    """
    for match in _STORY_NUMBER.finditer(text):
        stamp = read_stamp(f"20{match[1]}")
        if stamp is not None and stamp.precision == "day":
            yield Clue("marker", ("story",), match[0], stamp_interval(stamp), "day", None, *match.span())
    for match in _MARKER.finditer(text):
        written, surface = match[1].strip(), match[0].strip()
        if re.fullmatch(r"\d{4}", written):
            year = int(written)
            if FIRST_YEAR <= year <= LAST_YEAR:
                days = Interval(date(year, 1, 1), date(year, 12, 31))
                yield Clue("marker", ("text",), surface, days, "year", None, match.start(), match.end())
        elif stamp := read_stamp(written):
            days = stamp_interval(stamp)
            yield Clue("marker", ("text",), surface, days, stamp.precision, stamp.at, match.start(), match.end())


def markup_clues(source: str) -> list[Clue]:
    """Return the dates the markup of a page states, each on the day it was where the outlet is."""
    stated = list(find_markup_dates(source))
    offset = infer_utc_offset(stated)
    return [
        Clue(
            found.source,
            (detail,),
            found.surface,
            interval,
            found.stamp.precision,
            found.stamp.at,
            found.start,
            found.end,
        )
        for found in stated
        for interval, detail in days_of_stamp(found.stamp, found.detail, offset)
    ]


def printed_clues(
    visible: VisibleText, copyright_years: Sequence[int], stated: Container[date], url: str | None
) -> Iterator[Clue]:
    """Yield the days printed in full, and those without a year, which is taken from what the document dates.

    What the document says elsewhere settles whether "03/04/2021" begins with the month (`date_order`).
    """
    dates = settle_order(find_printed_dates(visible.text)[:_MOST_PRINTED], visible, stated, url)
    years = [*copyright_years, *(printed.day.year for printed in dates)]
    yearless = find_yearless_dates(visible.text, max(years, default=None))[:_MOST_PRINTED]
    found = [*dates, *yearless]
    spans = [visible.raw_span(printed.start, printed.end) for printed in found]
    described = describe_dates(visible, found, [start for start, _ in spans])
    order = "english" if reads_english(visible.text) else "other"
    for number, (printed, span, around) in enumerate(zip(found, spans, described, strict=True)):
        surface = " ".join(visible.text[printed.start : printed.end].split())
        is_pictured = is_caption(around) or _is_credited_at_place(visible.text, printed.start, printed.end)
        source = "mention" if is_mention(around) else "caption" if is_pictured else "printed"
        features = around
        if number >= len(dates):
            features = (*around, "yearless", "yearless-weekday" if printed.has_weekday else "yearless-plain")
        days = [(printed.day, features)]
        if printed.alternative is not None:
            days = [
                (printed.day, (*features, f"day-first-{order}", f"day-first-{_digits(surface)}")),
                (printed.alternative, (*features, f"month-first-{order}", f"month-first-{_digits(surface)}")),
            ]
        for day, said in days:
            yield Clue(source, said, surface, Interval(day, day), "day", None, *span)


def _digits(surface: str) -> str:
    """Return how day and month are written: Americans write 4/3, most others 03/04."""
    numbers = re.findall(r"\d+", surface)[:2]
    if any(number[0] == "0" for number in numbers):
        return "padded"
    return "bare" if any(len(number) == 1 for number in numbers) else "full"


#: "MOSCOU, 11 janv. (AFP) —": a place in capitals or a name, the day, and a sign
#: that the text begins.
_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[^\W\d_][^\n\d,.:;]{1,28}), ?"
    rf"{one_of_before(line_words(lambda words: words.dates.day_articles))}?"
    rf"(?:(?P<day>\d{{1,2}}){one_of((*line_words(lambda words: words.dates.day_endings), '.'))}?"
    r" (?P<month>[^\W\d_]{3,10})\.?"
    r"|(?P<month2>[^\W\d_]{3,9})\.? (?P<day2>\d{1,2})|(?P<digits>\d{1,2}(?P<sign>[./])\d{1,2}(?P=sign)))"
    r"(?:(?(digits)|,? )(?P<year>(?:19|20)\d\d))?"
    r"\.?(?=[ \t]*(?:[(\[]|[-–—/|]| [A-Z]{2,}))",
    re.M,
)


_MONTHS = 12
_PICTURES = one_of(line_words(lambda words: words.credits.pictures))
#: "Sotchi, le 17 septembre 2007. AFP/Anne Morel": who took the picture ends a caption, where a dateline goes on.
_CREDIT_AFTER = re.compile(
    rf"[\s.,(\[|/–—-]*(?:©.*|{_PICTURES}\b.{{0,60}}|(?:{AGENCY}|{AGENCY.upper()})\s?[/©-]\s?[^.!?]{{2,40}}"
    rf"|[^.!?:]{{2,40}}\s?[/©]\s?(?:{AGENCY}|{AGENCY.upper()}))[\s.)\]]*",
    re.IGNORECASE,
)
_CREDIT_REACH = 100


def dateline_clues(visible: VisibleText) -> Iterator[Clue]:
    """Yield the days of datelines; without its year a day is partial ("--01-11").

    "05/09/2014" begins with the day, but in English, where it may begin with either.
    """
    is_english = reads_english(visible.text)
    for match in _DATELINE.finditer(visible.text):
        if match["digits"]:
            day, month = map(int, match["digits"].rstrip("./").split(match["sign"]))
            is_open = is_english and day <= _MONTHS
            if is_open or not 1 <= month <= _MONTHS or match["year"] is None:
                continue
        else:
            named = months().get((match["month"] or match["month2"]).lower())
            if named is None:
                continue
            day, month = int(match["day"] or match["day2"]), named
        if not 1 <= day <= 31 or not _is_place(match["place"]):
            continue
        surface = match[0].strip()
        span = visible.raw_span(match.start(), match.end())
        if _is_credited(visible.text, match.end()):
            continue
        if match["year"] is None:
            yield Clue("dateline", ("day",), surface, None, None, None, *span, f"--{month:02}-{day:02}")
        elif days := interval_of(f"{match['year']}-{month:02}-{day:02}"):
            yield Clue("dateline", ("full",), surface, days, "day", None, *span)


def _is_place(words: str) -> bool:
    """Whether words before a day may be a place: "Jeudi, 10 mars 2022 - 19:05" has none."""
    return words[0].isupper() and words.lower() not in weekdays()


#: A place and its comma, before a day.
_AT_PLACE = re.compile(
    rf"[^\W\d_][^\d,:;]{{1,80}}, ?{one_of_before(line_words(lambda words: words.dates.day_articles))}?$"
)


def _is_credited_at_place(text: str, start: int, end: int) -> bool:
    """Whether a day ends a line that says what a picture shows and where, before its credit."""
    before = text[text.rfind("\n", 0, start) + 1 : start].lstrip()
    return _AT_PLACE.fullmatch(before) is not None and LEAD_IN.match(before) is None and _is_credited(text, end)


def _is_credited(text: str, end: int) -> bool:
    """Whether a credit, and nothing else, follows on the line."""
    rest = text[end : end + _CREDIT_REACH].partition("\n")[0]
    return _CREDIT_AFTER.fullmatch(rest) is not None


#: Each case spelt out: what begins with one of a few certain signs is looked for thrice as fast.
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\(C\)|copyright|Copyright|CopyRight|COPYRIGHT)"
    r"[^\n]{0,40}?((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)?\d\d)(?!\d))?"
)


def copyright_clues(visible: VisibleText) -> Iterator[Clue]:
    """Yield the years of copyright lines: traps, kept so that a reader sees why they did not count."""
    for match in _COPYRIGHT.finditer(visible.text):
        year = int(match[1][: -len(match[2])] + match[2] if match[2] else match[1])
        days = Interval(date(year, 1, 1), date(year, 12, 31))
        raw_start, raw_end = visible.raw_span(match.start(), match.end())
        yield Clue("copyright", ("year",), " ".join(match[0].split()), days, "year", None, raw_start, raw_end)


# --- what lies outside it -----------------------------------------------------

_DECLARED_DATE = re.compile(r"date|publish|time|created", re.I)
_DECLARED_OTHER = re.compile(r"modif|update|crawl|fetch|retriev|access|scrap|index|download", re.I)


def outside_clues(url: str | None, declared: Sequence[tuple[str, str]]) -> Iterator[Clue]:
    dated = read_url(url) if url else None
    if dated:
        stamp, surface = dated
        yield Clue("url", (stamp.precision,), surface, stamp_interval(stamp), stamp.precision)
    for key, value in declared:
        if not _DECLARED_DATE.search(key) or _DECLARED_OTHER.search(key):
            continue
        if stamp_said := read_stamp(value):
            interval = stamp_interval(stamp_said)
            yield Clue("declared", ("published",), value, interval, stamp_said.precision, stamp_said.at)


def htmldate_clues(source: str, url: str | None) -> Iterator[Clue]:
    """Yield htmldate's verdict on a page, if it has one that the page bears out, with the words that do."""
    vote = htmldate_vote(source, url)
    if vote is not None:
        days = Interval(vote.day, vote.day)
        yield Clue(f"htmldate {vote.place}", ("day",), vote.words, days, "day", None, vote.start, vote.end)
