"""The furniture of a dump that is sure: by its own words and shape, or by the lines it stands among.

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
from pipelines.read.rules.phrase_rules import said_role, sure_role
from pipelines.read.rules.promo_blocks import ANNOUNCES, above_path, announced, beside, cut_lines, dated_teasers, ticker
from pipelines.read.rules.repeated_lines import cut_copies, said_again, teasers, with_site
from pipelines.read.rules.roles import Role
from pipelines.read.rules.signed_lines import name_alone, name_at_place, stated_author
from pipelines.read.segmentation.text_blocks import Draft

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
_TEASER = Role("related", "sure_shape")
_WORD = re.compile(r"\w+")
#: Function words of the language of a text, and of another, in a paragraph that is foreign to it.
_FEW, _MANY = 1, 6
#: Of the signs of a text, those of other sites' paragraphs are no more; of its words, those above its comments no less.
_SLIPPED_IN, _ABOVE_COMMENTS = 0.3, 0.3
#: "uri", "100%", "2 min" alone on a line; so many of them at most.
_STRAY = re.compile(r"[a-zß-ÿ]{1,12}|\d{1,3}\s?(?:%|min\w{0,4}\.?|mn|sec)|\d{1,2}:\d\d(?::\d\d)?\s?(?:min)?")
_STRAYS = 2
_ENDS = ".!?…»”:;,"


def find_sure_furniture(drafts: Sequence[Draft], verdict: Verdict) -> dict[int, Role]:
    """The role of each kept row that is surely furniture."""
    rows = [int(row) for row in verdict.kept.nonzero()[0]]
    prose = [row for row in rows if verdict.n_words[row] >= _PARAGRAPH]
    told = [row for row in prose if verdict.n_words[row] >= _LONG or drafts[row].text[-1] in _ENDS] or prose
    inside = range(told[0] + 1, prose[-1]) if prose else range(0)
    found: dict[int, Role] = {}
    for row in rows:
        role = sure_role(drafts[row].text, is_inside=row in inside)
        if role is not None:
            found[row] = role
        elif _presents_author(drafts, row):
            found[row] = Role("byline", "sure_shape")
    found |= _boxed(drafts, verdict, found)
    if not prose:
        return found
    if all(found.get(row) == _TEASER for row in told):
        found = {row: role for row, role in found.items() if role != _TEASER}
    prose = [row for row in prose if row not in found] or prose
    thread = _thread(drafts, verdict, prose[0])
    listed = _listed_from(drafts, verdict)
    others = {
        "navigation": {*_tags(drafts), *_strays(drafts, rows), *said_again(drafts, rows, told), *with_site(drafts)},
        "byline": {*_signatures(drafts, rows, prose[-1]), *_signatures_above(drafts, rows, prose)},
        "comment": {row for row in rows if row > thread},
        "related": {
            *(row for row in rows if row > listed),
            *dated_teasers(drafts, told),
            *above_path(drafts, told),
            *_other_stories(drafts, rows),
            *_foreign(drafts, rows),
        },
        "caption": set(captions(drafts, rows[0])),
    }
    for name, members in others.items():
        for row in members.intersection(rows).difference(found):
            found[row] = Role(name, "sure_shape")
    return found


def _thread(drafts: Sequence[Draft], verdict: Verdict, first: int) -> int:
    """The row below which readers speak, where enough of the text stands above it."""
    thread = answered_from([draft.text for draft in drafts], first)
    words = verdict.n_words * verdict.kept
    return thread if words[:thread].sum() >= _ABOVE_COMMENTS * words.sum() else len(drafts)


def _boxed(drafts: Sequence[Draft], verdict: Verdict, found: Mapping[int, Role]) -> dict[int, Role]:
    """The role of the kept rows, not found yet, that stand in a box of the page."""
    removed = (int(row) for row in (~verdict.kept).nonzero()[0])
    said = {row: role for row in removed if (role := said_role(drafts[row].text))}
    said |= found
    others = {*ticker(drafts), *teasers(drafts), *cut_lines(drafts), *cut_copies(drafts), *announced(drafts, said)}
    boxes = {"related": others, "navigation": beside(drafts, said)}
    return {
        row: Role(name, "sure_shape")
        for name, rows in boxes.items()
        for row in sorted(rows)
        if verdict.kept[row] and row not in found
    }


def _listed_from(drafts: Sequence[Draft], verdict: Verdict) -> int:
    """The row of the first line that announces other articles with none but their headlines below it."""
    first = len(drafts)
    for row in range(len(drafts) - 1, -1, -1):
        is_sentence = drafts[row].tag != "li" and drafts[row].text[-1] in _ENDS
        is_paragraph = is_sentence or verdict.n_words[row] > _HEADLINE_WORDS
        if verdict.kept[row] and is_paragraph and not _is_teaser(drafts, row):
            break
        if sure_role(drafts[row].text) == ANNOUNCES:
            first = row
    return first


def _is_teaser(drafts: Sequence[Draft], row: int) -> bool:
    """Whether a paragraph is cut by dots below a headline, as those in lists of other articles are."""
    above = drafts[row - 1].text if row else "."
    return drafts[row].text.endswith(("...", "…")) and above[-1] not in _ENDS and above.count(" ") >= _TAG_WORDS - 1


def _other_stories(drafts: Sequence[Draft], rows: Sequence[int]) -> Sequence[int]:
    """The rows below a paragraph that an agency signs, where they begin with a headline."""
    for at, row in enumerate(rows[:-1]):
        following = drafts[rows[at + 1]].text
        if signs_off(drafts[row].text) and following[-1] not in _ENDS and len(following.split()) >= _HEADLINE_LEAST:
            return rows[at + 1 :]
    return ()


def _foreign(drafts: Sequence[Draft], rows: Sequence[int]) -> set[int]:
    """The paragraphs in another language than the rest, and their headings: a page slips in other sites' news.

    Where they are more than a small part, the text has several languages, or one of which few words are known.
    """
    said = {row: lexicon.languages_said(drafts[row].text) for row in rows}
    total = sum(said.values(), Counter())
    main = max(total, key=lambda language: (total[language], language), default="")
    foreign = {row for row in rows if said[row][main] <= _FEW and max(said[row].values(), default=0) >= _MANY}
    length = sum(len(drafts[row].text) for row in rows)
    if sum(len(drafts[row].text) for row in foreign) > _SLIPPED_IN * length:
        return set()
    return foreign | {above for above, row in pairwise(rows) if row in foreign and not said[above][main]}


def _presents_author(drafts: Sequence[Draft], row: int) -> bool:
    """Whether a paragraph begins with the name that a line above it states as the author."""
    stated = (stated_author(draft.text) for draft in drafts[max(row - _AUTHOR_ABOVE, 0) : row])
    return any(name and drafts[row].text.startswith(name) for name in stated)


def _signatures(drafts: Sequence[Draft], rows: Sequence[int], end: int) -> Iterator[int]:
    """Yield the one row below the last paragraph that is a name alone; several are a list."""
    names = [row for row in rows if row > end and name_alone(drafts[row].text)]
    if len(names) == 1 and drafts[end].text[-1] in _ENDS:
        yield names[0]


def _signatures_above(drafts: Sequence[Draft], rows: Sequence[int], prose: Sequence[int]) -> Iterator[int]:
    """Yield the rows above the second paragraph that are the name of somebody of whom the text tells nothing.

    Where other kept lines are names as well, they are headings in capitals.
    """
    told = " ".join(drafts[row].text for row in prose)
    names = {row: name for row in rows if (name := name_at_place(drafts[row].text))}
    head = range(max(prose[0] - _AUTHOR_ABOVE, 0), prose[: _HEAD + 1][-1])
    if len(set(names.values())) > 1:
        return
    for row in names.keys() & set(head):
        if not names[row].isupper() and names[row].split()[-1] not in told:
            yield row


def _strays(drafts: Sequence[Draft], rows: Sequence[int]) -> Iterator[int]:
    """Yield the rows of one small word or of a number: marks of a page's makers. Many are a table or a list."""
    strays = [row for row in rows if _STRAY.fullmatch(drafts[row].text)]
    if len(strays) <= _STRAYS:
        yield from strays


def _tags(drafts: Sequence[Draft]) -> Iterator[int]:
    """Yield the rows that hold the tags of a page: several on one line, or several short lines in lower case.

    Tags are names without their capitals; sentences have them with.
    So a list of things in the article is none.
    """
    spoken = _words(" ".join(draft.text for draft in drafts if draft.text.count(" ") >= _TAG_WORDS))
    run: list[int] = []
    for row in range(len(drafts) + 1):
        text = drafts[row].text if row < len(drafts) else ""
        if text and _is_tag(text):
            run.append(row)
            continue
        if len(run) >= _TAGS and _n_uncapped([drafts[at].text for at in run], spoken) > len(run) / _TAGS:
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
