"""Rules that give single blocks a role whatever the classifier says.

Here: what a line says by itself (``line_rules``), the lines around it
(``context_rules``, which lists all rules in their order), the names of roles. A
rule removes or names blocks; it never changes their text.
"""
