"""A document cut into blocks, each with its way back to the source.

Here: the markup reader, the plain-text reader, what elements are. Which block
is kept is decided elsewhere.
"""
