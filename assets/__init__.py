"""Dagster: the assets, what runs them, and the command line.

An asset reads like a sentence: it calls the rooms above and reports what came
of it. What does not belong here: work on text, SQL longer than a sentence.
"""
