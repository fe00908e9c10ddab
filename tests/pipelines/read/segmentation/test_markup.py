"""HTML and lines into blocks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.segmentation import markup, open_elements
from pipelines.read.segmentation.html import read_html
from pipelines.read.segmentation.plain_text import read_text


def texts(source: str) -> list[str]:
    return [block.text for block in read_html(source).blocks]


def test_block_elements_part_text_and_inline_ones_do_not() -> None:
    assert texts("<p>Un <b>mot</b> gras</p><p>puis un autre") == ["Un mot gras", "puis un autre"]


def test_an_open_paragraph_ends_where_a_block_begins() -> None:
    assert texts("<p>un<div>deux</div>trois") == ["un", "deux", "trois"]


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts("<div>Premier.<br><br>Second.</div>") == ["Premier.", "Second."]


def test_a_line_break_inside_a_sentence_does_not() -> None:
    first = "Une longue ligne de prose qui se poursuit sans point et va"
    assert texts(f"<div>{first}<br>jusqu'au bout.</div>") == [f"{first}\njusqu'au bout."]


def test_table_cells_are_blocks() -> None:
    assert texts("<table><tr><td>a<td>b<tr><td>c</table>") == ["a", "b", "c"]


def test_scripts_styles_and_comments_render_nothing() -> None:
    assert texts("<style>p{}</style><p>oui<!-- non --></p><script>x<p></script>") == ["oui"]


def test_hidden_elements_are_marked() -> None:
    shown, hidden = read_html("<p>vu</p><p style='display: none'>pas vu</p>").blocks
    assert not shown.flags & markup.FLAG["hidden"]
    assert hidden.flags & markup.FLAG["hidden"]


def test_link_characters_are_counted() -> None:
    (block,) = read_html("<p><a href=x>lien</a> mot</p>").blocks
    assert (block.link_chars, block.n_links) == (4, 1)


def test_class_names_hint_at_what_an_element_is_for() -> None:
    (block,) = read_html("<div class='sidebar related-posts'><p>x</p></div>").blocks
    assert block.hints & markup.HINT["related"]


def test_a_block_breaks_out_of_a_drawing_left_open() -> None:
    drawing = "<svg><path d=1><title>rien</title>"
    page = read_html(f"<p>un{drawing}<p>deux")
    assert [block.text for block in page.blocks] == ["un", "deux"]
    assert page.opaque == [(5, 5 + len(drawing))]


def test_nothing_breaks_out_of_an_element_that_is_not_shown() -> None:
    assert texts("<p>un<noscript><svg><div>deux</div></svg></noscript><p>trois") == ["un", "trois"]


def test_an_inline_end_tag_stays_in_its_block() -> None:
    first, second = read_html("<a href=x>un<div>deux</a></div>").blocks
    assert (first.link_chars, second.link_chars) == (2, 4)


def test_the_same_tag_says_the_same_wherever_it_stands() -> None:
    for _ in range(2):
        first, second = read_html("<p class=lead>un</p><div class=footer><p class=lead>deux</p></div>").blocks
        assert first.hints == markup.HINT["lead"]
        assert second.hints == markup.HINT["lead"] | markup.HINT["footer"]


@pytest.mark.parametrize("raw", ["a\x00b", "&eacute;t&eacute;", "&nbsp mot", "un\n  &amp; deux", "e\u0301\u00ad."])
@pytest.mark.parametrize("tag", ["p", "textarea"])
def test_the_runs_of_a_block_cover_its_text(raw: str, tag: str) -> None:
    (block,) = read_html(f"<{tag}>{raw}</{tag}>").blocks
    position = 0
    for run in block.runs():
        assert run.text_start == position
        position = run.text_end
    assert position == len(block.text)


def test_linked_data_and_meta_are_collected() -> None:
    page = read_html("<meta name=author content='A B'><script type='application/ld+json'>{}</script><title>T</title>")
    assert (page.meta, page.scripts, page.title) == ([("author", "A B")], ["{}"], "T")


def test_a_line_is_a_block() -> None:
    assert [d.text for d in read_text("un\n\n  deux \nthree").blocks] == ["un", "deux", "three"]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    words = "Les ouvriers du chantier naval ont repris le travail lundi matin après trois semaines de grève"
    paragraph = " ".join([words] * 6)
    lines, line = [], ""
    for word in paragraph.split():
        if len(line) + 1 + len(word) > 72:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    blocks = read_text("\n".join(lines) + "\n\n" + "\n".join(lines)).blocks
    assert [block.text for block in blocks] == [paragraph, paragraph]


@given(st.lists(st.sampled_from(sorted(markup._STARTS)), max_size=3), st.text("abcdeilnorst-_", max_size=8))
def test_names_that_are_not_searched_hint_at_nothing(starts: list[str], rest: str) -> None:
    name = "".join(starts) + rest
    searched = sum(bit for bit, pattern in markup._HINTS if pattern.search(name))
    assert markup.hints(name) == searched


@pytest.mark.parametrize("name", markup.HINT_NAMES)
def test_every_hint_has_its_starts(name: str) -> None:
    pattern = dict(markup._HINTS)[markup.HINT[name]]
    starts = {start for start, bits in markup._STARTS.items() if bits & markup.HINT[name]}
    alternatives = re.findall(r"[a-z]{3}", pattern.pattern)
    assert starts & set(alternatives)


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="/pont" class="author">',
        '<a class="author" href="/pont">',
        '<a href="/pont"class="author">',
        '<a href="/pont" class="autre" hidden>',
        '<a class="autre" href="/pont" id="byline">',
    ],
)
def test_a_link_says_the_same_whatever_its_address(tag: str) -> None:
    open_elements.KNOWN.clear()
    alone = read_html(f"<p>{tag.replace('href', 'data-to')}Anne Morel</a></p>").blocks[0]
    first, second = (read_html(f"<p>{tag.replace('/pont', to)}Anne Morel</a></p>").blocks[0] for to in ("/un", "/deux"))
    assert (first.flags, first.near_hints) == (second.flags, second.near_hints) == (alone.flags, alone.near_hints)


@pytest.mark.parametrize(
    "opening", ["<a name=top>", '<a name="top"/>', "<a id=top>", '<a href="#top">', "<A NAME=top>"]
)
def test_a_link_that_is_never_closed_holds_no_block(opening: str) -> None:
    blocks = read_html(f"<body>{opening}<h1>Le pont</h1><p>Il rouvre.</p><p>Voir <a href=x>le plan</a>.</p>").blocks
    assert [block.link_chars for block in blocks] == [0, 0, 7]
    assert not blocks[1].flags & markup.FLAG["a"]


@pytest.mark.parametrize("opening", ["<a name=top>", "<a id=top>"])
def test_an_anchor_is_no_link(opening: str) -> None:
    (block,) = read_html(f"<p>{opening}Le pont rouvre</a> lundi.</p>").blocks
    assert (block.link_chars, block.n_links) == (0, 0)


def test_a_link_ends_where_another_begins() -> None:
    (block,) = read_html("<p><a href=x>un <a href=y>deux</a> trois</p>").blocks
    assert (block.link_chars, block.n_links) == (7, 2)


def test_a_closed_link_around_blocks_holds_them() -> None:
    blocks = read_html("<a href=x><h2>Le marché</h2><p>Il rouvre.</p></a><p>Voir.</p>").blocks
    assert [block.link_chars for block in blocks] == [9, 10, 0]
