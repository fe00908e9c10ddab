"""The tables that the per-document steps leave in the step cache, one module a step.

A table's columns are made from the record it holds (`records.py`), so a field
is declared once.
"""
