"""The work on text: bytes in, typed records out.

Nothing here knows Dagster or a database. Each sub-package is one stage and
imports no other; ``reading`` and ``analysis`` join them, for one document and
for one article.
"""
