"""The boilerplate of a dump that is sure: by its own words and shape, or by the lines it stands among.

Comments, tags, the author's box, headlines listed under "Voir aussi", the
signature under the last sentence: none of these lines says itself that it is
no part of the article, what stands around it does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipelines.read.classifier.classify import Verdict
from pipelines.read.features import lexicon
from pipelines.read.metadata.agency import signs_off
from pipelines.read.rules.captions import captions
from pipelines.read.rules.comment_thread import answered_from
from pipelines.read.rules.phrase_rules import line_role, phrase_role
from pipelines.read.rules.promo_blocks import ANNOUNCES, above_path, announced, beside, cut_lines, dated_teasers, ticker
from pipelines.read.rules.repeated_lines import cut_copies, repeats_of_lines, teasers, with_site
from pipelines.read.rules.roles import Role
from pipelines.read.rules.signed_lines import name_alone, name_at_place, stated_author
from pipelines.read.segmentation.text_blocks import TextBlock

_PARAGRAPH = 12
#: A headline has less words than this, or ends no sentence.
_LONG = 25
#: An author is presented at most so many lines below the one that names him.
_AUTHOR_ABOVE = 3
#: Below so many paragraphs, captions and a standfirst among them, an author may sign.
_HEAD = 3
#: So many short lines in lower case, one after the other, are the tags of a page.
_TAGS, _TAG_WORDS = 3, 4
#: A headline in a list of other articles has so many words at most.
_HEADLINE_LEAST, _HEADLINE_WORDS = 6, 40
#: Where it is all there is, the cut beginning of an article is the text.
_TEASER = Role("related", "line_shape")
_WORD = re.compile(r"\w+")
#: Function words of the language of a text, and of another, in a paragraph that is foreign to it.
_FEW, _MANY = 1, 6
#: Of the signs of a text, those of other sites' paragraphs are no more; of its words, those above its comments no less.
_SLIPPED_IN, _ABOVE_COMMENTS = 0.3, 0.3
#: "uri", "100%", "2 min" alone on a line; so many of them at most.
_STRAY = re.compile(r"[a-zß-ÿ]{1,12}|\d{1,3}\s?(?:%|min\w{0,4}\.?|mn|sec)|\d{1,2}:\d\d(?::\d\d)?\s?(?:min)?")
_STRAYS = 2
_ENDS = ".!?…»”:;,"


def find_boilerplate_lines(blocks: Sequence[TextBlock], verdict: Verdict) -> dict[int, Role]:
    """The role of each kept row that is surely boilerplate."""
    rows = [int(row) for row in verdict.kept.nonzero()[0]]
    prose = [row for row in rows if verdict.n_words[row] >= _PARAGRAPH]
    paragraphs = [row for row in prose if verdict.n_words[row] >= _LONG or blocks[row].text[-1] in _ENDS] or prose
    inside = range(paragraphs[0] + 1, prose[-1]) if prose else range(0)
    found: dict[int, Role] = {}
    for row in rows:
        role = line_role(blocks[row].text, is_inside=row in inside)
        if role is not None:
            found[row] = role
        elif _presents_author(blocks, row):
            found[row] = Role("byline", "line_shape")
    found |= _boxed(blocks, verdict, found)
    if not prose:
        return found
    if all(found.get(row) == _TEASER for row in paragraphs):
        found = {row: role for row, role in found.items() if role != _TEASER}
    prose = [row for row in prose if row not in found] or prose
    thread = _thread(blocks, verdict, prose[0])
    listed = _listed_from(blocks, verdict)
    others = {
        "navigation": {
            *_tags(blocks),
            *_strays(blocks, rows),
            *repeats_of_lines(blocks, rows, paragraphs),
            *with_site(blocks),
        },
        "byline": {*_signatures(blocks, rows, prose[-1]), *_signatures_above(blocks, rows, prose)},
        "comment": {row for row in rows if row > thread},
        "related": {
            *(row for row in rows if row > listed),
            *dated_teasers(blocks, paragraphs),
            *above_path(blocks, paragraphs),
            *_other_stories(blocks, rows),
            *_foreign(blocks, rows),
        },
        "caption": set(captions(blocks, rows[0])),
    }
    for name, members in others.items():
        for row in members.intersection(rows).difference(found):
            found[row] = Role(name, "line_shape")
    return found


def _thread(blocks: Sequence[TextBlock], verdict: Verdict, first: int) -> int:
    """The row below which readers speak, where enough of the text stands above it."""
    thread = answered_from([block.text for block in blocks], first)
    words = verdict.n_words * verdict.kept
    return thread if words[:thread].sum() >= _ABOVE_COMMENTS * words.sum() else len(blocks)


def _boxed(blocks: Sequence[TextBlock], verdict: Verdict, found: Mapping[int, Role]) -> dict[int, Role]:
    """The role of the kept rows, not found yet, that stand in a box of the page."""
    removed = (int(row) for row in (~verdict.kept).nonzero()[0])
    said = {row: role for row in removed if (role := phrase_role(blocks[row].text))}
    said |= found
    others = {*ticker(blocks), *teasers(blocks), *cut_lines(blocks), *cut_copies(blocks), *announced(blocks, said)}
    boxes = {"related": others, "navigation": beside(blocks, said)}
    return {
        row: Role(name, "line_shape")
        for name, rows in boxes.items()
        for row in sorted(rows)
        if verdict.kept[row] and row not in found
    }


def _listed_from(blocks: Sequence[TextBlock], verdict: Verdict) -> int:
    """The row of the first line that announces other articles with none but their headlines below it."""
    first = len(blocks)
    for row in range(len(blocks) - 1, -1, -1):
        is_sentence = blocks[row].tag != "li" and blocks[row].text[-1] in _ENDS
        is_paragraph = is_sentence or verdict.n_words[row] > _HEADLINE_WORDS
        if verdict.kept[row] and is_paragraph and not _is_teaser(blocks, row):
            break
        if line_role(blocks[row].text) == ANNOUNCES:
            first = row
    return first


def _is_teaser(blocks: Sequence[TextBlock], row: int) -> bool:
    """Whether a paragraph is cut by dots below a headline, as those in lists of other articles are."""
    above = blocks[row - 1].text if row else "."
    return blocks[row].text.endswith(("...", "…")) and above[-1] not in _ENDS and above.count(" ") >= _TAG_WORDS - 1


def _other_stories(blocks: Sequence[TextBlock], rows: Sequence[int]) -> Sequence[int]:
    """The rows below a paragraph that an agency signs, where they begin with a headline."""
    for at, row in enumerate(rows[:-1]):
        following = blocks[rows[at + 1]].text
        if signs_off(blocks[row].text) and following[-1] not in _ENDS and len(following.split()) >= _HEADLINE_LEAST:
            return rows[at + 1 :]
    return ()


def _foreign(blocks: Sequence[TextBlock], rows: Sequence[int]) -> set[int]:
    """The paragraphs in another language than the rest, and their headings: a page slips in other sites' news.

    Where they are more than a small part, the text has several languages, or one of which few words are known.
    """
    said = {row: lexicon.languages_said(blocks[row].text) for row in rows}
    total = sum(said.values(), Counter())
    main = max(total, key=lambda language: (total[language], language), default="")
    foreign = {row for row in rows if said[row][main] <= _FEW and max(said[row].values(), default=0) >= _MANY}
    length = sum(len(blocks[row].text) for row in rows)
    if sum(len(blocks[row].text) for row in foreign) > _SLIPPED_IN * length:
        return set()
    return foreign | {above for above, row in pairwise(rows) if row in foreign and not said[above][main]}


def _presents_author(blocks: Sequence[TextBlock], row: int) -> bool:
    """Whether a paragraph begins with the name that a line above it states as the author."""
    stated = (stated_author(block.text) for block in blocks[max(row - _AUTHOR_ABOVE, 0) : row])
    return any(name and blocks[row].text.startswith(name) for name in stated)


def _signatures(blocks: Sequence[TextBlock], rows: Sequence[int], end: int) -> Iterator[int]:
    """Yield the one row below the last paragraph that is a name alone; several are a list."""
    names = [row for row in rows if row > end and name_alone(blocks[row].text)]
    if len(names) == 1 and blocks[end].text[-1] in _ENDS:
        yield names[0]


def _signatures_above(blocks: Sequence[TextBlock], rows: Sequence[int], prose: Sequence[int]) -> Iterator[int]:
    """Yield the rows above the second paragraph that are the name of somebody of whom the text tells nothing.

    Where other kept lines are names as well, they are headings in capitals.
    """
    body_text = " ".join(blocks[row].text for row in prose)
    names = {row: name for row in rows if (name := name_at_place(blocks[row].text))}
    head = range(max(prose[0] - _AUTHOR_ABOVE, 0), prose[: _HEAD + 1][-1])
    if len(set(names.values())) > 1:
        return
    for row in names.keys() & set(head):
        if not names[row].isupper() and names[row].split()[-1] not in body_text:
            yield row


def _strays(blocks: Sequence[TextBlock], rows: Sequence[int]) -> Iterator[int]:
    """Yield the rows of one small word or of a number: marks of a page's makers. Many are a table or a list."""
    strays = [row for row in rows if _STRAY.fullmatch(blocks[row].text)]
    if len(strays) <= _STRAYS:
        yield from strays


def _tags(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the rows that hold the tags of a page: several on one line, or several short lines in lower case.

    Tags are names without their capitals; sentences have them with.
    So a list of things in the article is none.
    """
    spoken = _words(" ".join(block.text for block in blocks if block.text.count(" ") >= _TAG_WORDS))
    run: list[int] = []
    for row in range(len(blocks) + 1):
        text = blocks[row].text if row < len(blocks) else ""
        if text and _is_tag(text):
            run.append(row)
            continue
        if len(run) >= _TAGS and _n_uncapped([blocks[at].text for at in run], spoken) > len(run) / _TAGS:
            yield from run
        if text and is_tag_list(text):
            parts = text.split(",")
            if len(parts) > _TAGS or _n_uncapped(parts, spoken):
                yield row
        run = []


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
