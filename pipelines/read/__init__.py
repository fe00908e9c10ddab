"""One document, read: its blocks with their roles, its metadata, clues to its date.

Nothing here knows another document of the corpus or what a sentence means.
"""
