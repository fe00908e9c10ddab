"""Names and descriptions of actors in a text, and who they are across the corpus.

What looks at one document belongs here as :func:`parse` and :func:`find_mentions`;
what looks at all of them as :func:`resolve_entities`. What actors do is the
business of ``pipelines.events``; words and lists of a language are data packs
in ``packs/``.
"""

from pipelines.entities.mentions import find_mentions, preload
from pipelines.entities.parsing import parse
from pipelines.entities.resolution import EntityTables, resolve_entities
from pipelines.entities.similarity import name_similarity

__all__ = ["EntityTables", "find_mentions", "name_similarity", "parse", "preload", "resolve_entities"]
