"""What happened: event clauses and quotations of a text, merged into events across the corpus.

:func:`find_clauses` and :func:`find_quotations` look at one document,
:func:`merge_clauses` at all of them. Which words report which event is said
by the data packs in ``packs/``; who is meant is the business of
``pipelines.entities``, when it was that of ``pipelines.dates``.
"""

from pipelines.events.clauses import find_clauses
from pipelines.events.dated import DatedClause, Party
from pipelines.events.merging import merge_clauses
from pipelines.events.quotations import find_quotations
from pipelines.events.tables import EventTables

__all__ = ["DatedClause", "EventTables", "Party", "find_clauses", "find_quotations", "merge_clauses"]
