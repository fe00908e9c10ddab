"""Lines of a dump that label a page: its tags, and marks of its makers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.read.rules.line_context import LineContext

#: So many short lines in lower case, one after the other, are the tags of a page.
_TAGS = 3
#: Words of the longest tag.
_TAG_WORDS = 4
_WORD = re.compile(r"\w+")
#: "uri", "100%", "2 min" alone on a line; so many of them at most.
_STRAY = re.compile(r"[a-zß-ÿ]{1,12}|\d{1,3}\s?(?:%|min\w{0,4}\.?|mn|sec)|\d{1,2}:\d\d(?::\d\d)?\s?(?:min)?")
_STRAYS = 2


def stray_marks(context: LineContext) -> list[int]:
    """The kept rows of one small word or of a number: marks of a page's makers. Many are a table or a list."""
    strays = [row for row in context.kept if _STRAY.fullmatch(context.lines[row].text)]
    return strays if len(strays) <= _STRAYS else []


def tags(context: LineContext) -> Iterator[int]:
    """Yield the rows that hold the tags of a page: several on one line, or several short lines in lower case.

    Tags are names without their capitals; sentences have them with.
    So a list of things in the article is none.
    """
    spoken = _words(context.text_of(row for row, line in enumerate(context.lines) if line.n_words > _TAG_WORDS))
    run: list[int] = []
    for row, line in enumerate(context.lines):
        if _is_tag(line.text):
            run.append(row)
            continue
        yield from _if_tags(context, run, spoken)
        run = []
        if is_tag_list(line.text):
            parts = line.text.split(",")
            if len(parts) > _TAGS or _n_uncapped(parts, spoken):
                yield row
    yield from _if_tags(context, run, spoken)


def _if_tags(context: LineContext, run: Sequence[int], spoken: str) -> Sequence[int]:
    """The rows of a run of short lines in lower case, where they are tags."""
    is_long = len(run) >= _TAGS
    return run if is_long and _n_uncapped([context.lines[at].text for at in run], spoken) > len(run) / _TAGS else ()


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "


def _n_uncapped(names: Sequence[str], spoken: str) -> int:
    """How many names stand in a text, but never without their capitals."""
    folded = spoken.casefold()
    return sum(_words(name) in folded and _words(name) not in spoken for name in names)


def _is_tag(text: str) -> bool:
    return text[0].islower() and len(text.split()) <= _TAG_WORDS and text[-1].isalnum() and "," not in text


def is_tag_list(text: str) -> bool:
    """Whether a line is several short names in lower case, parted by commas."""
    return text[0].islower() and "," in text and all(_is_tag(part.strip() or ".") for part in text.split(","))
