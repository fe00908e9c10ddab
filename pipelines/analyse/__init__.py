"""One text, analysed without its date and without the rest of the corpus.

Here: the parse, temporal expressions, mentions, event clauses, quotations.
Who is meant across articles, and when it was, is decided in ``corpus``.
"""
