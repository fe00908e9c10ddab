"""One article, understood: its expressions of time, names, events and quotations."""

from __future__ import annotations

from pipelines.analyse.events.clauses import find_clauses
from pipelines.analyse.fingerprint import sketch
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.quotations.find import find_quotations
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.records.analysis import Analysis
from pipelines.records.language import LanguageVerdict

#: Characters of a text that are analysed: some 3,300 words, as long features have. Where every word of so many
#: tells an event they cost seconds; a text of a megabyte would cost minutes and a gigabyte.
MOST_CHARACTERS = 20_000


def analyse_text(text: str, verdict: LanguageVerdict) -> Analysis:
    """Return what a text in a language says, read without its date or the rest of the corpus.

    Of a text longer than `MOST_CHARACTERS` the paragraphs up to there are analysed; ``n_analysed`` says how far.
    """
    language = verdict.language
    whole, text = text, text[: _analysed_end(text)]
    tree = parse(text, language) if language else None
    timexes = find_timexes(text, language) if language else ()
    mentions = find_mentions(text, tree, language)
    return Analysis(
        language=verdict,
        n_words=len(whole.split()),
        sketch=sketch(whole),
        n_analysed=len(text),
        timexes=timexes,
        mentions=mentions,
        clauses=find_clauses(text, tree, language, mentions, timexes),
        quotations=find_quotations(text, tree, language, mentions, timexes),
    )


def _analysed_end(text: str) -> int:
    """Where the last whole paragraph ends that is analysed; one that is longer itself is cut between words."""
    if len(text) <= MOST_CHARACTERS:
        return len(text)
    places = (text.rfind(mark, 0, MOST_CHARACTERS) for mark in ("\n", " "))
    return next((place for place in places if place > MOST_CHARACTERS // 2), MOST_CHARACTERS)
