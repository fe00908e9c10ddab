"""When documents were published, and which days their words name.

Here: clues to the publication date, the reasoning over one document and over
the corpus, and temporal expressions as TIMEX3. Not here: the dates of events,
which the events stage makes of resolved expressions.
"""

from pipelines.dates.clues import ArticleClues
from pipelines.dates.corpus import date_corpus
from pipelines.dates.evidence import find_date_evidence
from pipelines.dates.resolve import resolve_timexes
from pipelines.dates.timexes import find_timexes

__all__ = ["ArticleClues", "date_corpus", "find_date_evidence", "find_timexes", "resolve_timexes"]
