"""The dates of the corpus: what each document tells, what documents lend
each other, and what that makes of temporal expressions.
"""
