"""Plain text into blocks: hard-wrapped paragraphs are one block, what only looks so is not, and offsets are exact."""

from __future__ import annotations

import textwrap

import pytest

from pipelines.read.segmentation.characters import text_to_raw
from pipelines.read.segmentation.plain_text import read_text

PARAGRAPHS = [
    "Le conseil municipal de Valmont a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans à la"
    " circulation, a annoncé la maire Odile Ferrand devant une salle comble et parfois houleuse.",
    "Les travaux doivent commencer au printemps et durer quatorze mois, pour un coût de près de neuf millions d'euros"
    " que se partagent la commune, le département et la région, selon les documents remis aux élus.",
    "L'opposition réclame une passerelle provisoire pour les écoliers du quartier de la gare, qui font aujourd'hui un"
    " détour de trois kilomètres par la route nationale pour se rendre à l'école.",
]
MENU = ["Accueil", "Monde", "Politique", "Économie", "Sports", "Météo", "Se connecter"]


def blocks(source: str) -> list[str]:
    return [block.text for block in read_text(source).blocks]


def wrapped(width: int, lead: str = "", first: str = "", parted: str = "\n\n") -> str:
    options = {"initial_indent": lead + first, "subsequent_indent": lead, "break_long_words": False}
    return parted.join(textwrap.fill(paragraph, width, **options) for paragraph in PARAGRAPHS)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [52, 60, 72, 79, 100, 130])
@pytest.mark.parametrize("lead", ["", "   ", "> ", ">> "])
def test_a_paragraph_wrapped_at_any_width_beside_a_menu_is_one_block(width: int, lead: str) -> None:
    assert blocks("\n".join(MENU) + "\n\n" + wrapped(width, lead)) == MENU + PARAGRAPHS


def test_paragraphs_that_only_an_indent_parts_are_told_apart_where_the_last_line_is_short() -> None:
    assert blocks(wrapped(60, first="    ", parted="\n")) == PARAGRAPHS


def test_a_headline_of_two_lines_is_one_block() -> None:
    headline = "Le conseil municipal de Valmont vote la rénovation du vieux\nPont-Neuf et promet une passerelle"
    assert blocks(f"{headline}\n\n{wrapped(60)}") == [headline.replace("\n", " "), *PARAGRAPHS]


def test_a_headline_above_a_byline_and_headlines_in_a_list_stay_apart() -> None:
    above = ["Le conseil de Valmont vote la rénovation de son vieux pont", "Par Odile Ferrand", "Publié le 4 mai"]
    listed = ["Le pont sera rénové au printemps prochain, dit la mairie", "Incendie à la gare", "Météo de mardi"]
    source = "\n".join(above) + "\n\n" + wrapped(60) + "\n\n" + "\n".join(listed)
    assert blocks(source) == above + PARAGRAPHS + listed


def test_one_block_a_line_is_left_as_it_is() -> None:
    lines = [*MENU, *PARAGRAPHS, "un mot", "deux mots de plus"]
    assert blocks("\n".join(lines)) == lines


def test_list_items_begin_blocks_of_their_own() -> None:
    items = textwrap.fill(f"* {PARAGRAPHS[0]}", 60, subsequent_indent="  ") + "\n"
    items += textwrap.fill(f"* {PARAGRAPHS[1]}", 60, subsequent_indent="  ")
    assert blocks(items) == [f"* {PARAGRAPHS[0]}", f"* {PARAGRAPHS[1]}"]


def test_soft_breaks_of_quoted_printable_are_no_characters() -> None:
    text = " ".join(PARAGRAPHS)
    source = "=\n".join(text[start : start + 75] for start in range(0, len(text), 75))
    assert blocks(source) == [text]


@pytest.mark.parametrize(
    ("broken", "elsewhere", "whole"),
    [
        ("Il a vu hier la réno-\nvation du pont", "Une rénovation.", "Il a vu hier la rénovation du pont"),
        ("le nouveau pacte franco-\nallemand", "Le franco-allemand.", "le nouveau pacte franco-allemand"),
    ],
)
def test_a_hyphen_that_breaks_a_word_goes_and_one_that_joins_two_stays(broken: str, elsewhere: str, whole: str) -> None:
    line = "Selon les élus de toute la commune, avance "
    source = f"{wrapped(68)}\n\n{line}{broken}\n\n{elsewhere}"
    assert blocks(source)[-2] == line + whole


def test_chinese_is_joined_without_a_space() -> None:
    text = "市议会周二晚上投票决定翻修旧桥该桥已封闭两年市长在座无虚席的会议厅宣布" * 12
    source = "\n".join(text[start : start + 40] for start in range(0, len(text), 40))
    assert blocks(source) == [text]


def test_a_heading_or_quotation_that_is_set_in_less_or_more_than_the_paragraphs_is_broken_later_or_earlier() -> None:
    heading = "Le conseil municipal de Valmont vote enfin la rénovation du pont\nde la gare"
    quotation = (
        "Nous avons attendu bien assez longtemps cette décision\n       du conseil de notre ville, a dit une voisine"
    )
    source = f"{heading}\n\n{wrapped(62, '    ')}\n\n       {quotation}"
    joined = " ".join(quotation.split())
    assert blocks(source) == [heading.replace("\n", " "), *PARAGRAPHS, joined]


def test_a_heading_of_lynx_ends_further_right_than_the_paragraphs() -> None:
    heading = "Le conseil municipal de Valmont vote enfin la rénovation du pont\nde la gare"
    assert blocks(f"{heading}\n\n{wrapped(62, '   ')}") == [heading.replace("\n", " "), *PARAGRAPHS]


@pytest.mark.parametrize("beside", [wrapped(62, "   "), "   Un pont, et rien de plus."])
def test_a_centred_headline_of_two_lines_is_one_block(beside: str) -> None:
    headline = "Le conseil municipal de Valmont vote enfin la rénovation du vieux"
    rest = "Pont-Neuf et d'une passerelle"
    source = f"{headline:^66}".rstrip() + "\n" + f"{rest:^66}".rstrip() + f"\n\n{beside}"
    assert blocks(source)[0] == f"{headline} {rest}"


def test_lines_of_a_menu_under_each_other_are_no_centred_headline() -> None:
    entries = ["Le conseil municipal de Valmont vote la rénovation", "Le pont sera rénové au printemps"]
    assert blocks("\n".join(f"{entry:>60}" for entry in entries)) == entries


def test_the_width_of_paragraphs_is_found_beside_a_longer_menu_of_another() -> None:
    entries = ("[7]Le vieux pont de Valmont et ses bus", "[8]Les bus de la ville", "[9]La Poste du Port et")
    menu = [f"   {entry}" for entry in entries * 15]
    source = "\n".join(menu) + "\n\n" + wrapped(62, "   ")
    assert blocks(source)[-len(PARAGRAPHS) :] == PARAGRAPHS


def test_the_line_in_the_middle_of_the_column_is_centred() -> None:
    headline, quotation = "Le pont de Valmont sera rénové", textwrap.indent(textwrap.fill(PARAGRAPHS[0], 50), "      ")
    lines = ["   Accueil", "", " " * 16 + headline, "", "   Par Odile Ferrand", "", wrapped(62, "   "), "", quotation]
    centred = [block.text for block in read_text("\n".join(lines)).blocks if block.is_centred]
    assert centred == [headline]


def test_the_bullets_of_items_without_words_are_no_words() -> None:
    assert blocks("     * * * * * Le vieux pont sera rénové\n     * Accueil") == [
        "Le vieux pont sera rénové",
        "* Accueil",
    ]


@pytest.mark.parametrize(
    ("line", "kept_together"),
    [
        ("La maire a signé l'arrêté qui ferme le pont à la", "18 décembre 2023 selon elle."),
        ("Les élus de la commune ont débattu de la question", "« Démolition du pont » hier."),
        ("Les habitants de tout le quartier de la gare veulent", "rénover ? Leurs élus hésitent."),
    ],
)
def test_words_that_a_page_keeps_together_do_not_end_their_paragraph(line: str, kept_together: str) -> None:
    assert blocks(f"{wrapped(60)}\n\n{line}\n{kept_together}")[-1] == f"{line} {kept_together}"


def test_a_day_with_its_dot_begins_no_item_of_a_list() -> None:
    lines = "Der Gemeinderat von Talheim stimmt über die alte Brücke am\n15. Juni ab, sagt der Bürgermeister."
    assert blocks(f"{wrapped(60)}\n\n{lines}")[-1] == lines.replace("\n", " ")


def test_the_numbers_of_a_list_begin_items() -> None:
    items = ["3. Rénovation du vieux pont et de ses abords, vote du conseil", "4. Passerelle provisoire des écoliers"]
    assert blocks(f"{wrapped(60)}\n\n" + "\n".join(items))[-2:] == items


@pytest.mark.parametrize("first", [98, 998])
def test_each_address_that_a_text_browser_lists_is_a_block(first: int) -> None:
    items = [f"{first + at}. https://www.courrier.example/vallory/vieux-pont/renovation-{at}" for at in range(6)]
    assert blocks(f"{wrapped(72)}\n\n" + "\n".join(items))[-6:] == items


def test_a_dash_in_the_midst_of_a_sentence_begins_no_item_of_a_list() -> None:
    lines = "Les travaux doivent commencer au printemps, selon la mairie,\n— mais personne n'y croit."
    assert blocks(f"{wrapped(60)}\n\n{lines}")[-1] == lines.replace("\n", " ")


def test_a_sentence_of_two_lines_above_a_name_is_one_block() -> None:
    lines = "La décision du conseil municipal a été saluée par la maire\nOdile Ferrand, très applaudie."
    assert blocks(f"{wrapped(60)}\n\n{lines}\nPar Anne Morel")[-2:] == [lines.replace("\n", " "), "Par Anne Morel"]


@pytest.mark.parametrize("stamp", ["Anne Morel | Le Courrier | 4 mai 2020, 15:43", "13/01/2020", "—" * 50])
def test_a_paragraph_does_not_go_on_in_a_stamp_or_a_rule(stamp: str) -> None:
    source = wrapped(60)
    assert blocks(f"{source[: source.rindex(chr(10))]}\n{stamp}")[-1] == stamp


def test_a_blank_line_of_quoted_mail_parts_paragraphs() -> None:
    assert blocks(wrapped(60, "> ", parted="\n>\n")) == PARAGRAPHS


def test_a_text_browsers_numbers_of_links_are_no_words() -> None:
    source = "[1]Accueil\n[2]Monde\n[3]Sports\n\nLa maire [4]Odile Ferrand a parlé [sic] le [5]4 mai."
    assert blocks(source) == ["Accueil", "Monde", "Sports", "La maire Odile Ferrand a parlé [sic] le 4 mai."]


@pytest.mark.parametrize("lead", ["", "   ", "> "])
def test_every_word_of_a_wrapped_paragraph_finds_its_way_back(lead: str) -> None:
    source = wrapped(60, lead)
    for block in read_text(source).blocks:
        for word in set(block.text.split()):
            start = block.text.index(word)
            first, last = text_to_raw(block.runs(), start, start + len(word))
            assert source[first:last] == word
