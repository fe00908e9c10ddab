"""What stands around a printed date, as features of it.

Features name observations a reader would make: the date stands on a line of
its own, after "Published", just above the first long paragraph, among other
dates in a list. ``weights.toml`` says how much each counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of
from pipelines.read.publication_date.labels import REACH, label_features
from pipelines.read.publication_date.other_days import days_of_change, days_of_teasers, days_of_visit
from pipelines.read.publication_date.printed import PrintedDate
from pipelines.read.publication_date.visible_lines import VisibleText, says_date

#: A line of prose has at least so many signs.
_PROSE = 140

#: A title has at least so many signs, and less than prose.
_TITLE_LEAST = 32

#: Dates within so many lines of each other make a list.
_LIST_REACH = 6

#: The date of an article stands within so many signs after its headline begins.
_AT_HEADLINE = 600

#: A day with so many words before it on its line of a plain text is told of
#: there: captions say when their picture was taken. (In a page the line may be
#: one of many small elements.)
_MID_SENTENCE = 6
_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
_WORD_SIGN = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d]+")
_DIGITS = re.compile(r"\d+")
#: "Manifestation du 17 décembre 2019 à Paris": what a caption shows, with its day and place.
_OPENERS = one_of(line_words(lambda words: words.dates.period_openers))
_SHOWN = re.compile(
    rf"[^\W\d_]+(?: [^\W\d_]+)* {_OPENERS} \d[^\W_]{{0,3}} [^\W\d_]{{3,9}} (?:19|20)\d\d"
    rf" {one_of(line_words(lambda words: words.dates.places))} [A-ZÀ-Þ][\w’'-]+\.?"
)

#: "du 22 octobre et 12 novembre 2023", "du 3 au 9 mars 2020": the last day of several.
_PERIOD = re.compile(
    rf"\b{_OPENERS} \d[^\W_]{{0,3}}(?: [^\W\d_]{{3,9}})? {one_of(line_words(lambda words: words.dates.period_joins))} $"
)

#: "Odile Ferrand, le 29 août 2023, dans son bureau. (AFP)": behind the day the sentence of a caption goes on.
_GOES_ON = re.compile(r",\s[a-zß-ÿ]+(?:\s[^\n]+)?\s[^\n]*[.!?…»\"]\W*(?:\([^()\n]{2,60}\)\W*)?$")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of a text begin and which of them are prose."""

    starts: list[int]
    lengths: list[int]
    prose: list[int]

    def number_at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1


_ORDINALS = {0: "first", 1: "second", 2: "third"}


def describe_dates(visible: VisibleText, dates: list[PrintedDate], places: list[int]) -> list[tuple[str, ...]]:
    """Return the features of each printed date, in the same order; ``places`` are where they stand in the source."""
    lines = _split(visible.text)
    numbers = [lines.number_at(printed.start) for printed in dates]
    counts = Counter(printed.day for printed in dates)
    newest = max(counts, default=None)
    ordered = sorted(numbers)
    tags = [visible.tag_before(place) for place in places]
    shapes = [tag + _shape(visible.text, lines, number) for tag, number in zip(tags, numbers, strict=True)]
    shape_counts = Counter(shapes)
    described: dict[int, tuple[str, ...]] = {}
    n_on_lines = 0
    of_teasers = days_of_teasers(visible, dates, shapes)
    for index in sorted(range(len(dates)), key=lambda index: dates[index].start):
        printed, number = dates[index], numbers[index]
        features = [
            *_line_features(visible.text, lines, number, printed),
            *label_features(visible.text, printed),
            *_place_features(lines, number),
            f"alike-{_bucket(shape_counts[shapes[index]])}",
        ]
        if visible.is_page:
            features += ["in-link"] * visible.is_link(places[index]) + ["in-dated-element"] * says_date(tags[index])
            features += _headline_features(visible.headline, printed.start, False)
        else:
            features += _headline_features(visible.headline, printed.start, "prose-none" in features)
            features += ["mid-sentence"] * _is_told(visible.text, lines, number, printed, features)
            features += ["of-teaser"] * (index in of_teasers)
        features += ["of-post"] * bool(_POSTED.search(visible.text[max(printed.start - _POSTER, 0) : printed.start]))
        is_on_line = lines.lengths[number] <= _PROSE
        if is_on_line:
            features.append(_ORDINALS.get(n_on_lines, "later"))
            n_on_lines += 1
        neighbours = bisect_right(ordered, number + _LIST_REACH) - bisect_left(ordered, number - _LIST_REACH) - 1
        features.append(f"neighbours-{min(neighbours, 4)}")
        features += ["repeated"] * (counts[printed.day] > 1)
        features += ["newest"] * (printed.day == newest and len(counts) > 1)
        features += ["open-order"] * (printed.alternative is not None)
        features += _together(features)
        described[index] = tuple(features)
    others = dict.fromkeys(days_of_change(visible.text, dates, described), "of-change")
    if not visible.is_page:
        others |= dict.fromkeys(days_of_visit(dates, described), "of-today")
    return [(*described[index], *filter(None, [others.get(index)])) for index in range(len(dates))]


def _is_told(text: str, lines: _Lines, number: int, printed: PrintedDate, features: list[str]) -> bool:
    """Return whether a day stands in the midst of its line of a plain text, and not behind who signs."""
    if "signed" in features:
        return False
    start = lines.starts[number]
    if len(_LONG_WORD.findall(text, start, printed.start)) >= _MID_SENTENCE:
        return True
    if _PERIOD.search(text, start, printed.start) or _GOES_ON.match(text, printed.end, start + lines.lengths[number]):
        return True
    return _SHOWN.fullmatch(text, start, start + lines.lengths[number]) is not None


#: Days that a document prints and that are not its text's.
_OF_OTHERS = frozenset({"of-today", "of-change", "of-teaser", "of-post", "answered", "opens-tale"})
#: "— Anne Morel (@annemorel) May 4, 2023": who posted what a page shows.
_POSTED, _POSTER = re.compile(r"\(@\w{1,30}\)[ \t]*$"), 40


def is_mention(features: tuple[str, ...]) -> bool:
    """Return whether a date is told of in a sentence, or is that of a visit, a change or somebody else's words."""
    return not _OF_OTHERS.isdisjoint(features) or (
        "line-prose" in features and not _PRINTED_IN_PROSE.intersection(features)
    )


def is_caption(features: tuple[str, ...]) -> bool:
    """Return whether a date is told of in a line shorter than prose, as captions do."""
    is_inside = "mid-sentence" in features and "clock" not in features and not _PRINTED_IN_PROSE.intersection(features)
    return is_inside or "label-pictured" in features


#: What makes a date inside a sentence still that of the text: it opens the
#: line as a dateline does, ends it as a stamp does, or is said to be.
_PRINTED_IN_PROSE = frozenset(
    {"starts-prose", "label-published", "label-updated", "said-published", "signed", "stamps-line"}
)


@lru_cache(maxsize=2)
def reads_english(text: str) -> bool:
    """Return whether the words are English, where "03/04/2021" may begin with the month."""
    sample = text[:20000].lower()
    return sample.count(" the ") + sample.count(" and ") > len(sample) / 400


def _bucket(count: int) -> str:
    return str(count) if count <= 2 else "few" if count <= 5 else "many"


def _shape(text: str, lines: _Lines, number: int) -> str:
    """Return the look of a dated line: dates of a list look alike, the article's own does not."""
    start = lines.starts[number]
    line = text[start : start + min(lines.lengths[number] + 8, _PROSE)].split("\n", maxsplit=1)[0]
    return _LETTERS.sub("w", _DIGITS.sub("0", line)).strip()[:40]


#: Features that say more together than apart.
_PAIRS = (
    ("first", "above-prose"),
    ("above-prose", "neighbours-0"),
    ("above-prose", "prose-next"),
    ("above-prose", "clock"),
    ("above-prose", "label-published"),
    ("above-prose", "title-above"),
    ("alike-1", "starts-short"),
    ("alike-1", "clock"),
    ("alike-1", "first"),
    ("alike-1", "above-prose"),
    ("below-prose", "label-published"),
    ("title-above", "prose-near"),
    ("title-above", "prose-next"),
    ("title-above", "alike-1"),
    ("first", "title-above"),
    ("starts-short", "line-short"),
)


def _together(features: list[str]) -> list[str]:
    known = set(features)
    return [f"{one}+{other}" for one, other in _PAIRS if one in known and other in known]


def _split(text: str) -> _Lines:
    starts, lengths, prose = [], [], []
    offset = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            starts.append(offset)
            n_signs = len(line) if len(line) < _PROSE else len(" ".join(line.split()))
            lengths.append(n_signs)
            if n_signs >= _PROSE:
                prose.append(len(starts) - 1)
        offset += len(line) + 1
    if not starts:
        starts, lengths = [0], [0]
    return _Lines(starts, lengths, prose)


def _line_features(text: str, lines: _Lines, number: int, printed: PrintedDate) -> list[str]:
    length = lines.lengths[number]
    size = "short" if length <= 30 else "medium" if length <= 70 else "long" if length <= _PROSE else "prose"
    features = [f"line-{size}"]
    start = lines.starts[number]
    if printed.start - start <= REACH and not _WORD_SIGN.search(text, start, printed.start):
        features.append(f"starts-{size}")
    if _opens_tale(text[start : printed.start], text[printed.end : start + length]):
        features.append("opens-tale")
    if printed.clock:
        features.append("clock")
        if _is_stamp(text[start : printed.start].rstrip(), text[printed.end : printed.end + REACH].split("\n", 1)[0]):
            features.append("stamps-line")
    if printed.has_weekday:
        features.append("weekday")
    return features


_DAY_ARTICLES = frozenset(line_words(lambda words: words.dates.day_articles))
_TALE = re.compile(r",\s\w.*[.!?…»\"]\W*$")


def _opens_tale(before: str, after: str) -> bool:
    """Return whether a line tells what happened on the day it begins with ("Le 3 avril 2011, le pont a rouvert.")."""
    return before.strip().casefold() in _DAY_ARTICLES and _TALE.match(after) is not None


#: "Reuters • 01/10/2020 à 00:07", "[am/ab 29/11/2021 11:00]" at the end of a line.
_CLOCK_ENDS = re.compile(r"[\s,|T–-]*(?:à\s)?\d{1,2}\s?[:hH.]\s?\d\d\W*")


def _is_stamp(before: str, after: str) -> bool:
    """Return whether a day and its clock end a line, a sign or an open bracket before them."""
    is_parted = (
        before[-1:] in "•·|/©[(" or before.rfind("[") > before.rfind("]") or before.rfind("(") > before.rfind(")")
    )
    return bool(before) and is_parted and _CLOCK_ENDS.fullmatch(after) is not None


def _place_features(lines: _Lines, number: int) -> list[str]:
    """Return how far below a date the next prose begins, and whether prose came before."""
    index = bisect_right(lines.prose, number)
    features = []
    if index < len(lines.prose):
        gap = lines.prose[index] - number
        features.append("prose-next" if gap <= 3 else "prose-near" if gap <= 8 else "prose-far")
    else:
        features.append("prose-none")
    if lines.prose and index == 0:
        features.append("above-prose")
    if index and number - lines.prose[index - 1] <= 3:
        features.append("below-prose")
    if any(_TITLE_LEAST <= length <= _PROSE for length in lines.lengths[max(0, number - 4) : number]):
        features.append("title-above")
    return features


def _headline_features(headline: int | None, start: int, is_last: bool) -> list[str]:
    """Return how far after the main heading a date stands; before it stand today's date and other articles.

    Below the last prose of a dump, however short, it is not at the heading: readers' comments stand there.
    """
    if headline is None:
        return []
    if start < headline:
        return ["before-headline"]
    return ["at-headline" if start - headline < _AT_HEADLINE and not is_last else "after-headline"]
