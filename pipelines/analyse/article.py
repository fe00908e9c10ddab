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


def analyse_text(text: str, verdict: LanguageVerdict) -> Analysis:
    """Return what a text in a language says, read without its date or the rest of the corpus."""
    language = verdict.language
    doc = parse(text, language) if language else None
    timexes = find_timexes(text, language) if language else ()
    mentions = find_mentions(text, doc, language)
    return Analysis(
        language=verdict,
        n_words=len(text.split()),
        sketch=sketch(text),
        timexes=timexes,
        mentions=mentions,
        clauses=find_clauses(text, doc, language, mentions, timexes),
        quotations=find_quotations(text, doc, language, mentions),
    )
