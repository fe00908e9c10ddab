"""Units of text that more than one step counts in."""

#: Words of the shortest paragraph: shorter blocks are headings, captions, menus and bylines as often as prose.
PARAGRAPH_WORDS = 12
