"""Lines that are no part of an article whatever the forest says of them.

The forest sees words as counts only. Some lines need no counting: "Lire aussi
…", "Votre adresse e-mail ne sera pas publiée", a credit, a line that says
when the text appeared. The phrases are in ``sure_furniture.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise

from pipelines.clean.agency import AGENCY, is_agency
from pipelines.clean.classify import Verdict
from pipelines.clean.drafts import Draft
from pipelines.clean.dump_bylines import is_dated_line, is_signed_line, stated_author
from pipelines.clean.roles import Role

#: A longer line is a paragraph that begins like furniture.
_MAX_WORDS, _CREDIT_WORDS, _CAPTION_WORDS = 80, 10, 50
_PARAGRAPH = 12
#: From the line that opens comments to the time of the first, and on to the next, are so many lines at most.
_TO_STAMP = 4
#: An author is presented at most so many lines below the one that names him.
_AUTHOR_ABOVE = 3
#: So many characters hold the first words that are compared.
_HEAD = 120
#: So many short lines in lower case, one after the other, are the tags of a page.
_TAGS, _TAG_WORDS = 3, 4
_WORD, _NUMBER = re.compile(r"\w+"), re.compile(r"\d+")


def _phrases() -> tuple[re.Pattern[str], frozenset[str]]:
    """One pattern of all phrases, a group a role, those that are a whole line ending there; and their first words."""
    packs = tomllib.loads(files(__package__).joinpath("sure_furniture.toml").read_text(encoding="utf-8"))
    by_role: dict[str, list[str]] = {}
    first_words: set[str] = set()
    for pack in packs.values():
        for place, end in (("begins", r"(?!\w)"), ("whole", r"$")):
            for role, listed in pack.get(place, {}).items():
                found = sorted((" ".join(phrase.split()) for phrase in listed.split(",")), key=len, reverse=True)
                by_role.setdefault(role, []).append(f"(?:{'|'.join(found)}){end}")
                first_words.update(phrase.split()[0] for phrase in found)
    pattern = "|".join(f"(?P<{role}>{'|'.join(parts)})" for role, parts in by_role.items())
    return re.compile(pattern), frozenset(first_words)


_PHRASES, _FIRST_WORDS = _phrases()
_HOUSE = rf"(?:{AGENCY}|REUTERS|EPA|IMAGES|Getty Images)"
_WORDS = r"[^/:.!?\n]"
#: "© Anne Morel", "Anne Morel/AFP", "AFP - Anne Morel" alone on a line.
_CREDIT = re.compile(
    rf"\W*[©@]|{_WORDS}{{3,40}}/(?:{_WORDS}{{2,40}}/)*(?:{_WORDS}{{0,20}}\W)?{_HOUSE}(?:\W{_WORDS}{{0,20}})?$"
    rf"|{_HOUSE}\s?[/–—-]\s?(?=[A-ZÀ-Þ]){_WORDS}{{3,40}}$"
)
_PUBLISHED = re.compile(r"\W*(?:publi|mise? (?:à jour|en ligne)|modifi|post|actualis|updat)", re.IGNORECASE)
#: The same at the end of a caption: "… sur le pont. Photo Anne Morel".
_CREDITED = re.compile(
    rf"[.…»)!?\w]\s(?:©\s?.{{2,60}}|\(?{_HOUSE}\s?[/–—-]\s?(?=[A-ZÀ-Þ]){_WORDS}{{2,40}}"
    r"|Photos?\s(?:d['’]archives\s)?[A-ZÀ-Þ][\w'’.-]*(?:[\s/]+[A-ZÀ-Þ][\w'’.-]*){0,4}"
    r"|[–—]\s[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ][\w-]+(?:\s/\s[\w.\s]{2,30})+)$"
)


def sure_role(text: str, is_inside: bool = False) -> Role | None:
    """The role of a line that is furniture by its words or its shape, None where neither says so.

    `is_inside` says that it stands between paragraphs of the text, where a date may head what follows.
    """
    n_words = len(text.split())
    if n_words > _MAX_WORDS:
        return None
    words = _WORD.findall(_NUMBER.sub("0", text[:_HEAD].casefold()))
    phrase = _PHRASES.match(" ".join(words)) if words and words[0] in _FIRST_WORDS else None
    if phrase is not None and phrase.lastgroup is not None:
        return Role(phrase.lastgroup, "sure_words")
    is_dated = is_dated_line(text) and (not is_inside or _PUBLISHED.match(text) is not None)
    shapes = (
        ("credit", n_words <= _CREDIT_WORDS and _CREDIT.match(text) is not None),
        ("agency", is_agency(text)),
        ("byline", is_dated or is_signed_line(text) or bool(stated_author(text))),
        ("caption", n_words <= _CAPTION_WORDS and _CREDITED.search(text[-100:]) is not None),
    )
    return next((Role(role, "sure_shape") for role, is_so in shapes if is_so), None)


def find_sure_furniture(drafts: Sequence[Draft], verdict: Verdict) -> dict[int, Role]:
    """The role of each kept row that is surely furniture."""
    rows = [int(row) for row in verdict.kept.nonzero()[0]]
    prose = [row for row in rows if verdict.n_words[row] >= _PARAGRAPH]
    inside = range(prose[0] + 1, prose[-1]) if prose else range(0)
    found: dict[int, Role] = {}
    for row in rows:
        role = sure_role(drafts[row].text, is_inside=row in inside)
        if role is not None:
            found[row] = role
        elif _presents_author(drafts, row):
            found[row] = Role("byline", "sure_shape")
    spoken = "\n".join(drafts[row].text for row in prose)
    found |= {row: Role("navigation", "sure_shape") for row in _tags(drafts, spoken) if row in rows}
    thread = _comments_from(drafts, prose[0]) if prose else len(drafts)
    return found | {row: Role("comment", "sure_shape") for row in rows if row > thread and row not in found}


def _comments_from(drafts: Sequence[Draft], first: int) -> int:
    """The row from which readers speak: a line that opens their comments, the times of several close below it."""
    stamps = [row for row in range(first + 1, len(drafts)) if is_dated_line(drafts[row].text)]
    for stamp, later in pairwise(stamps):
        for row in range(max(stamp - _TO_STAMP, first + 1), stamp):
            role = sure_role(drafts[row].text)
            if role is not None and role.role == "comment" and later - stamp <= _TO_STAMP:
                return row
    return len(drafts)


def _presents_author(drafts: Sequence[Draft], row: int) -> bool:
    """Whether a paragraph begins with the name that a line above it states as the author."""
    stated = (stated_author(draft.text) for draft in drafts[max(row - _AUTHOR_ABOVE, 0) : row])
    return any(name and drafts[row].text.startswith(name) for name in stated)


def _tags(drafts: Sequence[Draft], spoken: str) -> Iterator[int]:
    """Yield the rows that hold the tags of a page: several on one line, or several short lines in lower case.

    Tags are names without their capitals; `spoken` is the prose that has them
    with. So a list of things in the article is none.
    """
    run: list[int] = []
    folded = spoken.casefold()
    for row in range(len(drafts) + 1):
        if row < len(drafts) and _is_tag(drafts[row].text):
            run.append(row)
            continue
        if len(run) >= _TAGS:
            names = [drafts[at].text for at in run]
            if sum(name in folded and name not in spoken for name in names) > len(names) / _TAGS:
                yield from run
        if row < len(drafts) and _is_tag_list(drafts[row].text):
            yield row
        run = []


def _is_tag(text: str) -> bool:
    return text[0].islower() and len(text.split()) <= _TAG_WORDS and text[-1].isalnum()


def _is_tag_list(text: str) -> bool:
    if not text[0].islower() or text.count(",") < _TAGS:
        return False
    return all(_is_tag(part.strip() or ".") for part in text.split(","))
