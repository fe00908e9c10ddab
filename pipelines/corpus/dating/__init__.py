"""The dates of the corpus: what each document says, which dates are transferred
between them, and what that makes of temporal expressions.
"""
