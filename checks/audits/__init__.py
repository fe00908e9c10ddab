"""Audits: queries that return what must not be. Each file says of which table, how severe, and what should hold."""
