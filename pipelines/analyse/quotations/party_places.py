"""Where the parties of a text are named, and which of them may have said each of its quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.analyse.quotations.cues import Cues
from pipelines.analyse.quotations.marks import QuotedSpan
from pipelines.analyse.quotations.parties import NAME, find_parties
from pipelines.analyse.quotations.possible_speakers import NAMING, SUBJECTS, PossibleSpeakers
from pipelines.analyse.universal_tree import Span, Tree

#: A party is asked when it is named so many characters before a quotation, or behind it, at most.
REACH, BEHIND = 1500, 250
#: So many parties are asked at most, those named nearest, and so many persons everywhere, those named most often.
_MOST_NEAR, _MOST_NAMED = 10, 2
#: So many who spoke last are asked again.
_SPOKE_LAST = 2
#: The subject of an aside stands so many words behind its verb at most.
_ASIDE = 7
_BREAK = re.compile(r"\n")


class Place(NamedTuple):
    """Where a party is named outside quotations; ``head`` is the token that its words hang on.

    ``is_root``: as the subject of the verb that its sentence hangs on; ``reports``: of a verb of speech.
    """

    start: int
    end: int
    party: int
    head: int
    is_subject: bool
    is_root: bool
    reports: bool
    sentence: int
    paragraph: int


class PartyPlaces:
    """The parties of one parsed text, by number, with the places that name them."""

    def __init__(self, tree: Tree, possible: PossibleSpeakers, cues: Cues, spans: Sequence[QuotedSpan]) -> None:
        self._tree, self._possible, self._cues, self._spans = tree, possible, cues, spans
        self._starts = [span.start for span in spans]
        self._breaks = [found.start() for found in _BREAK.finditer(tree.text)]
        #: The first token of each quotation and the one behind its last.
        self.tokens = [possible.tokens(span.start, span.end) for span in spans]
        self.parties = find_parties(tree, possible, cues, self._sentences_with_quotations())
        #: The party that each token names, or helps to name.
        self.of_token = {
            at: number
            for number, party in enumerate(self.parties)
            for span in party.spans
            for at in range(*possible.tokens(*span))
        }
        aside = self._behind_asides()
        self.all = sorted(
            self._place(span, number, head)
            for number, party in enumerate(self.parties)
            for span, head in zip(party.spans, party.heads, strict=True)
            if head in aside or not self.is_quoted(span[0])
        )
        self._offsets = [place.start for place in self.all]
        self.of: defaultdict[int, list[Place]] = defaultdict(list)
        for place in self.all:
            self.of[place.party].append(place)
        persons = [number for number, party in enumerate(self.parties) if (party.kind, party.type) == (NAME, "PER")]
        self._often = sorted(persons, key=lambda number: (-len(self.parties[number].spans), number))[:_MOST_NAMED]

    def before(self, at: int) -> list[Place]:
        """The places within reach before a quotation, by its number."""
        start = self._spans[at].start
        return self.all[bisect_left(self._offsets, start - REACH) : bisect_left(self._offsets, start)]

    def asked(self, at: int, ruled: int | None, spoken: Sequence[int | None] = ()) -> list[int]:
        """The parties that may have said a quotation: those named near it or often, who spoke last, whom rules name."""
        span = self._spans[at]
        low, high = (bisect_left(self._offsets, offset) for offset in (span.start - REACH, span.end + BEHIND))
        gaps: dict[int, int] = {}
        for place in self.all[low:high]:
            # Who is named behind a quotation is rather told of.
            gap = span.start - place.end if place.start < span.start else 2 * (place.start - span.end)
            gaps[place.party] = min(gap, gaps.get(place.party, gap))
        near = sorted(gaps, key=lambda number: (gaps[number], number))[:_MOST_NEAR]
        more = [*self._often, *spoken_last(spoken), *([] if ruled is None else [ruled])]
        return [*near, *dict.fromkeys(number for number in more if number not in near)]

    def party_of(self, span: Span | None) -> int | None:
        """The party that some words name."""
        if span is None:
            return None
        return next(
            (self.of_token[at] for at in reversed(range(*self._possible.tokens(*span))) if at in self.of_token), None
        )

    def place_for(self, number: int, at: int) -> Span:
        """Where a party that said a quotation is named: in its sentence, else last before it, else first behind."""
        places, sentence = self.of[number], self.sentence_of(at)
        beside = [place for place in places if place.sentence == sentence]
        before = [place for place in places if place.start < self._spans[at].start]
        place = next(iter([*beside, *before[-1:], *places]), None)
        return (place.start, place.end) if place else self.parties[number].spans[0]

    def sentence_of(self, at: int) -> int:
        """The sentence in which a quotation begins."""
        return self._tree.sentence[min(self.tokens[at][0], len(self._tree) - 1)]

    def is_quoted(self, offset: int) -> bool:
        """Whether a character stands inside a quotation."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._spans[at].end

    def paragraph(self, offset: int) -> int:
        """How many lines end before a character."""
        return bisect_left(self._breaks, offset)

    def _place(self, span: Span, number: int, head: int) -> Place:
        tree, mention = self._tree, self._possible.mention_of(head)
        if mention is not None and mention.start == span[0]:
            is_subject = self._possible.is_subject(mention)
        else:
            is_subject = tree.relation[head] in SUBJECTS
        names_subject = tree.relation[head] in NAMING and tree.relation[tree.head[head]] in SUBJECTS
        verb = tree.head[tree.head[head] if names_subject else head]
        is_root, reports = is_subject and tree.head[verb] == verb, is_subject and self._cues.is_cue(verb)
        paragraph = self.paragraph(span[0])
        return Place(*span, number, head, is_subject, is_root, reports, tree.sentence[head], paragraph)

    def _sentences_with_quotations(self) -> set[int]:
        """The sentences in which quotations begin, and in which they end."""
        last = len(self._tree) - 1
        ends = (at for first, behind in self.tokens for at in (first, behind - 1, behind))
        return {self._tree.sentence[min(max(at, 0), last)] for at in ends} if last >= 0 else set()

    def _behind_asides(self) -> set[int]:
        """The tokens behind the verb of an aside inside a quotation, where its subject may stand."""
        return {
            at
            for first, last in self.tokens
            for cue in self._cues.inside(first, last)
            for at in range(cue + 1, min(cue + 1 + _ASIDE, last))
        }


def spoken_last(spoken: Sequence[int | None]) -> list[int]:
    """The parties that spoke last, the last one first; ``spoken`` has those of the quotations before, in order."""
    return [*dict.fromkeys(number for number in reversed(spoken) if number is not None)][:_SPOKE_LAST]
