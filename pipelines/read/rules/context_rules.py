"""The rules that name lines boilerplate, in their order: the first that finds a line names it.

Rules on single lines come first (``line_rules``). Then come promo blocks; then
what only stands among the paragraphs of a text, if there are any: tags, names
that sign, comments, other articles, captions. None of these lines says itself
that it is no part of the article, what stands around it does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from pipelines.read.rules import appeals, captions, comment_thread, promo_blocks, repeated_lines, signatures, tag_lines
from pipelines.read.rules.foreign_paragraphs import foreign_paragraphs
from pipelines.read.rules.line_context import LineContext
from pipelines.read.rules.line_rules import line_role
from pipelines.read.rules.roles import Role
from pipelines.records.document import RemovedRole


class ContextRule(NamedTuple):
    """A rule that finds rows by the lines around them: its name, their role, and what finds them."""

    name: str
    role: RemovedRole
    find: Callable[[LineContext], Iterable[int]]


#: Pages and dumps ask their readers for money.
APPEAL_RULES = (ContextRule("appeal", "paywall", appeals.appeals),)
PROMO_RULES = (
    ContextRule("presented_author", "byline", signatures.presented_authors),
    ContextRule("reader_address", "navigation", promo_blocks.reader_addresses),
    ContextRule("ticker", "related", promo_blocks.tickers),
    ContextRule("repeated_teaser", "related", repeated_lines.repeated_teasers),
    ContextRule("cut_lines", "related", promo_blocks.cut_lines),
    ContextRule("cut_copy", "related", repeated_lines.cut_copies),
    ContextRule("announced_headline", "related", promo_blocks.announced_headlines),
)
#: These look for the paragraphs of a text, and need one.
BODY_RULES = (
    ContextRule("tags", "navigation", tag_lines.tags),
    ContextRule("stray_mark", "navigation", tag_lines.stray_marks),
    ContextRule("repeated_line", "navigation", repeated_lines.repeated_lines),
    ContextRule("headline_with_site", "navigation", repeated_lines.headlines_with_site),
    ContextRule("signature_below", "byline", signatures.signatures_below),
    ContextRule("signature_above", "byline", signatures.signatures_above),
    ContextRule("dated_comment", "comment", comment_thread.dated_comments),
    ContextRule("listed_headline", "related", promo_blocks.listed_headlines),
    ContextRule("dated_teaser", "related", promo_blocks.dated_teasers),
    ContextRule("above_path", "related", promo_blocks.lines_above_path),
    ContextRule("other_story", "related", promo_blocks.other_stories),
    ContextRule("foreign_paragraph", "related", foreign_paragraphs),
    ContextRule("doubled_caption", "caption", captions.doubled_captions),
    ContextRule("credited_caption", "caption", captions.credited_captions),
    ContextRule("dated_caption", "caption", captions.dated_captions),
    ContextRule("opening_caption", "caption", captions.opening_caption),
)
#: Pages mark their headline.
PAGE_RULES = (ContextRule("above_headline", "related", promo_blocks.lines_above_headline),)
#: Pages and dumps have threads of comments.
THREAD_RULES = (ContextRule("comment_thread", "comment", comment_thread.comment_thread),)


def find_boilerplate(context: LineContext, is_html: bool, off: Collection[str] = ()) -> dict[int, Role]:
    """The role of each kept row that a rule names boilerplate; rules named in `off` are not asked.

    On web pages, where markup tells the forest so much more, phrases, the headline and threads of comments alone
    are believed.
    """
    found = _of_page(context, off) if is_html else _of_dump(context, off)
    return found | _by_rules(THREAD_RULES, context, found, off)


def _of_page(context: LineContext, off: Collection[str]) -> dict[int, Role]:
    phrases = {row: context.lines[row].phrases.inside for row in context.kept if "phrase" not in off}
    found = {row: Role(role, "phrase") for row, role in phrases.items() if role is not None}
    return found | _by_rules((*APPEAL_RULES, *PAGE_RULES), context, found, off)


def _of_dump(context: LineContext, off: Collection[str]) -> dict[int, Role]:
    found = _by_line(context, off)
    found |= _by_rules((*APPEAL_RULES, *PROMO_RULES), context, found, off)
    if not context.prose:
        return found
    if all(_is_teaser(found.get(row)) for row in context.paragraphs):
        # Where it is all there is, the cut beginning of an article is the text.
        found = {row: role for row, role in found.items() if not _is_teaser(role)}
    return found | _by_rules(BODY_RULES, replace(context, named=frozenset(found)), found, off)


def _by_line(context: LineContext, off: Collection[str]) -> dict[int, Role]:
    found = {}
    for row in context.kept:
        is_inside, line = row in context.inside, context.lines[row]
        role = line.role_inside if is_inside else line.role
        if role is not None and role.rule in off:
            role = line_role(line, is_inside, off)
        if role is not None:
            found[row] = role
    return found


def _is_teaser(role: Role | None) -> bool:
    return role is not None and role.role == "related" and role.rule != "phrase"


def _by_rules(
    rules: Iterable[ContextRule], context: LineContext, found: Mapping[int, Role], off: Collection[str]
) -> dict[int, Role]:
    """The role of each kept row that is not found yet, by the first rule that finds it."""
    open_rows = set(context.kept).difference(found)
    named: dict[int, Role] = {}
    for rule in rules:
        if rule.name not in off:
            for row in open_rows.intersection(rule.find(context)).difference(named):
                named[row] = Role(rule.role, rule.name)
    return named
