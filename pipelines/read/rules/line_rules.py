"""What a line says by itself, and the rules that name it boilerplate for that, wherever it stands.

Rules that look at the lines around it are in ``context_rules``. Pages, whose
markup tells the forest so much more, are read by the rule ``phrase`` alone.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, cast

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of
from pipelines.read.features import lexicon
from pipelines.read.metadata.agency import is_agency
from pipelines.read.rules import line_patterns as patterns
from pipelines.read.rules.phrase_rules import LONGEST_LINE, PhraseRoles, phrase_roles
from pipelines.read.rules.roles import Role
from pipelines.read.rules.signed_lines import is_dated_line, is_signed_line, name_alone, name_at_place, stated_author
from pipelines.records.document import RemovedRole
from pipelines.text.normalise import plain_words

#: How a line ends that its page cut short.
DOTS = ("…", "...", "[…]", "[...]")
_WORD = re.compile(r"[^\W_]")
#: "17:30 Un marché rouvre", "- 09:15Le pont reste fermé": a clock and a headline.
_CLOCKED = re.compile(r"\W*(?P<hour>[01]?\d|2[0-4])\s?[hH:]\s?(?P<minute>[0-5]\d)(?!\d)\W*[^\W\d_].*[^.;:,]$")
#: The verbs that nearly every sentence has one of.
_FINITE = re.compile(rf"\b{one_of(line_words(lambda words: words.finite_verbs))}\b", re.IGNORECASE)


@dataclass(frozen=True)
class LineFacts:
    """What a line says by itself: each fact is found once, when a rule first asks for it.

    ``blank_before`` counts the blank lines before it; ``is_outdented`` that it begins left of the wrapped
    paragraphs, ``is_centred`` that it stands in their middle, as text browsers set headings. ``role`` is what the
    line rules make of it outside the paragraphs of a text, ``role_inside`` between them.
    """

    text: str
    is_list_item: bool = False
    blank_before: int = 0
    is_outdented: bool = False
    is_centred: bool = False

    @cached_property
    def n_words(self) -> int:
        """Words: spaces and one."""
        return self.text.count(" ") + 1

    @cached_property
    def phrases(self) -> PhraseRoles:
        """The roles that its phrases give it."""
        return phrase_roles(self.text)

    @cached_property
    def plain(self) -> str:
        """Its words without case, width and punctuation."""
        return plain_words(self.text)

    @cached_property
    def is_dated(self) -> bool:
        """Whether it says when the text appeared, and no more than that and who signs."""
        return is_dated_line(self.text)

    @cached_property
    def stated_author(self) -> str | None:
        """The author it states as such ("Author: Anne Morel")."""
        return stated_author(self.text)

    @cached_property
    def name(self) -> str | None:
        """The name it is, and no more."""
        return name_alone(self.text)

    @cached_property
    def name_at_place(self) -> str | None:
        """The name it is, or a name and a place."""
        return name_at_place(self.text)

    @cached_property
    def is_cut(self) -> bool:
        """Whether dots end it."""
        return self.text.endswith(DOTS)

    @cached_property
    def clock(self) -> int | None:
        """The minute of the day with which it begins, before a headline."""
        match = _CLOCKED.match(self.text)
        return int(match["hour"]) * 60 + int(match["minute"]) if match else None

    @cached_property
    def function_words(self) -> Counter[str]:
        """How many function words of each language it holds."""
        return lexicon.languages_said(self.text)

    @cached_property
    def is_nominal(self) -> bool:
        """Whether it is a sentence without a verb, in a language whose captions are such."""
        if self.text[-1] != "." or _FINITE.search(self.text):
            return False
        most = max(self.function_words.values(), default=0)
        return most > 0 and any(self.function_words[language] == most for language in lexicon.NOMINAL_CAPTIONS)

    @cached_property
    def role(self) -> Role | None:
        return line_role(self)

    @cached_property
    def role_inside(self) -> Role | None:
        return line_role(self, is_inside=True)


class LineRule(NamedTuple):
    """A rule that names a line for what it says: its role where ``holds`` is true of it.

    ``role`` is None where ``holds`` gives it. It is asked of lines of at most
    ``most_words``, between the paragraphs of a text (``inside``), elsewhere, or anywhere.
    """

    name: str
    role: RemovedRole | None
    holds: Callable[[LineFacts], object]
    most_words: int = LONGEST_LINE
    place: Literal["anywhere", "inside", "outside"] = "anywhere"


def _matches(pattern: re.Pattern[str]) -> Callable[[LineFacts], object]:
    return lambda line: pattern.match(line.text)


#: Words of the longest credit, caption, line of a ticker or link, and line that says when or whence a text comes.
_CREDIT, _CAPTION, _TICKER, _WHEN = 10, 50, 25, 9
#: So many characters at the end of a caption hold its credit.
_CREDIT_REACH = 100

#: The first rule that holds names the line.
LINE_RULES = (
    LineRule("no_words", "boilerplate", lambda line: not _WORD.search(line.text), sys.maxsize),
    LineRule("phrase", None, lambda line: line.phrases.inside, place="inside"),
    LineRule("phrase", None, lambda line: line.phrases.outside, place="outside"),
    LineRule("credit_line", "credit", _matches(patterns.CREDIT), _CREDIT),
    LineRule("agency_line", "agency", lambda line: is_agency(line.text)),
    LineRule("credit_label", "credit", _matches(patterns.CREDIT_LABEL), _CREDIT),
    LineRule("source_line", "byline", _matches(patterns.SOURCE), _WHEN),
    LineRule("link_mark", "related", _matches(patterns.LINK_MARK), _TICKER),
    LineRule("embedded_media", "related", _matches(patterns.EMBEDDED_MEDIA), _TICKER, "inside"),
    LineRule("dated_line", "byline", lambda line: line.is_dated, place="outside"),
    LineRule(
        "publication_date", "byline", lambda line: line.is_dated and patterns.PUBLISHED.match(line.text), place="inside"
    ),
    LineRule("signed_line", "byline", lambda line: is_signed_line(line.text)),
    LineRule("stated_author", "byline", lambda line: line.stated_author),
    LineRule("publication_label", "byline", _matches(patterns.PUBLICATION_LABEL), _WHEN),
    LineRule("relative_date", "byline", _matches(patterns.RELATIVE_DATE), place="outside"),
    LineRule("machine_text", "boilerplate", _matches(patterns.MACHINE_TEXT)),
    LineRule("browser_mark", "boilerplate", _matches(patterns.BROWSER_MARK), _TICKER),
    LineRule("ticker_line", "related", _matches(patterns.TICKER), _TICKER),
    LineRule("teaser_link", "related", _matches(patterns.TEASER_LINK)),
    LineRule("bracketed_credit", "caption", _matches(patterns.BRACKETED_CREDIT), _CAPTION),
    LineRule(
        "trailing_credit",
        "caption",
        lambda line: patterns.TRAILING_CREDIT.search(line.text[-_CREDIT_REACH:]),
        _CAPTION,
    ),
)


def line_role(line: LineFacts, is_inside: bool = False, off: Collection[str] = ()) -> Role | None:
    """The role and the name of the first rule that holds of a line, None where none does.

    `is_inside` says that it stands between paragraphs of the text; rules named in `off` are not asked.
    """
    elsewhere = "outside" if is_inside else "inside"
    for rule in LINE_RULES:
        if rule.place != elsewhere and line.n_words <= rule.most_words and rule.name not in off:
            found = rule.holds(line)
            if found:
                return Role(rule.role or cast(RemovedRole, found), rule.name)
    return None
