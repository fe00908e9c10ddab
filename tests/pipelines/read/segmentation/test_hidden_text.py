"""What hides text, and which stretches of a block no reader sees."""

from __future__ import annotations

import pytest

from pipelines.read.segmentation import markup
from pipelines.read.segmentation.hidden_text import UNSEEN
from pipelines.read.segmentation.html import read_html


def texts(source: str) -> list[str]:
    return [block.text for block in read_html(source).blocks]


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        "style='display: none'",
        "style='color:red;visibility:hidden'",
        "class=sr-only",
        "class='link__note visually-hidden'",
        "class=VisuallyHidden",
        "class=screen-reader-text",
        "style='position:absolute;left:-9999px'",
        "style='border: 0px; clip: rect(0px, 0px, 0px, 0px); height: 1px; overflow: hidden; width: 1px'",
        "style='position: absolute; clip: rect(0 0 0 0)'",
        "style='clip: rect(1px 1px 1px 1px)'",
        "style='clip-path: inset(50%)'",
        "aria-hidden=true",
    ],
)
def test_what_no_reader_sees_is_left_out_of_its_paragraph(attribute: str) -> None:
    source = f"<p>La société <a href=x>Pont Neuf<span {attribute}>, nouvel onglet</span></a> a gagné.</p>"
    (block,) = read_html(source).blocks
    assert block.text == "La société Pont Neuf a gagné."
    assert block.link_chars == len("Pont Neuf")
    assert "".join(source[run.raw_start : run.raw_end] for run in block.runs()) == block.text


@pytest.mark.parametrize("attribute", ["class='not-sr-only'", "style='top:-1px'", "aria-hidden=false", "class=shown"])
def test_what_readers_see_stays(attribute: str) -> None:
    assert texts(f"<p>Le pont <span {attribute}>rouvre</span> lundi.</p>") == ["Le pont rouvre lundi."]


def test_of_a_pair_the_one_for_the_eyes_stays() -> None:
    pair = "<span aria-hidden=true>L</span><span class=sr-only>L</span>"
    assert texts(f"<p>{pair}e pont rouvre lundi.</p>") == ["Le pont rouvre lundi."]


def test_the_rest_of_a_paragraph_behind_a_script_stays() -> None:
    rest = (
        "Le maire a promis que les travaux finiraient avant l'été et que les bus passeraient de nouveau par le centre."
    )
    assert texts(f"<p>Le pont rouvre. <span style='display:none'>{rest}</span></p>") == [f"Le pont rouvre. {rest}"]


def test_hidden_text_at_the_head_of_a_block_leaves_it_its_element() -> None:
    (block,) = read_html("<p><span class=sr-only>Image : </span><b>Le pont</b> rouvre</p>").blocks
    assert (block.text, block.bold_chars) == ("Le pont rouvre", 7)
    assert not block.flags & UNSEEN


def test_a_block_that_is_all_hidden_says_so() -> None:
    shown, hidden = read_html("<p>vu</p><p><span class=sr-only>fin de la liste</span></p>").blocks
    assert not shown.flags & UNSEEN
    assert hidden.flags & markup.CLIPPED
