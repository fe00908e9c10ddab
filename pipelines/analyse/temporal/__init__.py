"""Temporal expressions as symbols, found without knowing when the text was written."""
