"""Who signs or is presented beside a dump's text: names alone, and the author's box."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.read.rules.line_context import SENTENCE_ENDS, LineContext

#: An author is presented, or signs above the text, at most so many lines away.
_AUTHOR_ABOVE = 3
#: Below so many paragraphs, captions and a standfirst among them, an author may sign.
_HEAD = 3


def presented_authors(context: LineContext) -> Iterator[int]:
    """Yield the kept rows that begin with the name that a line above them states as the author."""
    for row in context.kept:
        above = context.lines[max(row - _AUTHOR_ABOVE, 0) : row]
        if any(line.stated_author and context.lines[row].text.startswith(line.stated_author) for line in above):
            yield row


def signatures_below(context: LineContext) -> Iterator[int]:
    """Yield the one kept row below the last paragraph that is a name alone; several are a list."""
    end = context.body[-1]
    names = [row for row in context.kept if row > end and context.lines[row].name]
    if len(names) == 1 and context.lines[end].text[-1] in SENTENCE_ENDS:
        yield names[0]


def signatures_above(context: LineContext) -> Iterator[int]:
    """Yield the kept rows above the second paragraph that are the name of somebody whom the text does not mention.

    Where other kept lines are names as well, they are headings in capitals.
    """
    body = context.body
    names = {row: name for row in context.kept if (name := context.lines[row].name_at_place)}
    if len(set(names.values())) != 1:
        return
    text = context.text_of(body)
    for row in range(max(body[0] - _AUTHOR_ABOVE, 0), body[: _HEAD + 1][-1]):
        name = names.get(row)
        if name and not name.isupper() and name.split()[-1] not in text:
            yield row
