"""Dagster: the assets, what they are configured with, and what starts them.

An asset reads like a sentence: it calls the rooms above and reports what came
of it. ``runner`` works through the per-document steps in processes and runs
the job, ``cli`` is the command line. What does not belong here: work on text,
SQL longer than a sentence.
"""
