"""Clues to the day a document was published, each with its weight and its words.

Here: markup, addresses, printed dates, htmldate's vote. What the dates of other
documents tell is corpus work (``corpus.dating``).
"""
