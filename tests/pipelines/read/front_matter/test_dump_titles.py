"""The headline of a dump."""

from __future__ import annotations

import textwrap

import pytest

from pipelines.read.front_matter.dump_headline import headline_row
from pipelines.read.page import read_page
from tests.pipelines.read.rules.contexts import context_of

HEADLINE = "Le vieux pont de la ville sera rénové au printemps"
BODY = (
    "Le conseil municipal a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans à la circulation.",
    "Les travaux commenceront au printemps et dureront, selon la mairie de la ville, au moins quatorze mois.",
    "« Nous avons attendu assez longtemps », a déclaré la présidente de l’association des riverains du pont.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours de la ville.",
)


def title_of(*lines: str) -> str | None:
    title = read_page("\n".join(lines), "text/plain").metadata.title
    return title.value if title else None


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 13 mars 2017 à 18h05",
        "Accueil > Actualités > Vie locale et urbanisme",
        "* Qui sommes-nous ?",
        "Le Cercle des Lecteurs",
        "Par Anne Morel",
        "Toute l'actualité de votre région en continu sur notre application",
        "Our best stories, free in your inbox every morning",
    ],
)
def test_a_line_of_boilerplate_is_no_headline(line: str) -> None:
    assert title_of("Accueil", HEADLINE, line, *BODY) == HEADLINE


@pytest.mark.parametrize("rest", [". La ville et son pont", "Vie de la ville · Conseil municipal - pont"])
def test_the_rest_of_a_line_or_a_path_of_sections_is_no_headline(rest: str) -> None:
    assert title_of("Accueil", rest, HEADLINE, *BODY) == HEADLINE


def test_what_a_page_says_of_itself_above_its_headline_is_none() -> None:
    banner = "Toute l'actualité de votre ville et de son pont en continu sur notre application"
    assert (
        title_of("La Gazette", banner, "", HEADLINE, "", "Lecture 1 min", "Par La Gazette avec AFP", *BODY) == HEADLINE
    )


def test_a_headline_above_a_summary_is_found() -> None:
    summary = "La décision était attendue depuis la fermeture du pont ; elle coûtera huit millions d’euros."
    assert title_of("Menu", "Sports", HEADLINE, "Publié le 3 mars 2021", summary, *BODY) == HEADLINE


def test_a_headline_may_ask_how_though_comment_is_a_word_of_boilerplate_elsewhere() -> None:
    headline = "Rumeurs : comment démêler le vrai du faux"
    byline = "Par Anne Morel le 14.09.2020 à 11h46"
    assert title_of("Menu", "Partager -", "Cahier de la ville", headline, byline, *BODY) == headline


def test_menus_alone_have_no_headline() -> None:
    assert title_of("Accueil", "Contact", "S'abonner", "Se connecter") is None


def test_a_body_alone_lends_no_line_as_headline() -> None:
    assert title_of(*BODY) is None


def test_a_headline_below_its_body_is_found() -> None:
    assert title_of(*BODY, HEADLINE, "Partager", "La rédaction vous conseille") == HEADLINE


def test_a_headline_set_apart_from_the_lines_around_it_is_found() -> None:
    menu = ("Le conseil municipal de la ville", "Les travaux dans la ville", "Bus et véhicules de secours")
    assert title_of(*menu, "", "", HEADLINE, "", *BODY) == HEADLINE


@pytest.mark.parametrize("line", ["mardi 4 juin 2024", "À lire aussi Un marché rouvre au bord du fleuve de la ville"])
def test_a_line_that_is_surely_boilerplate_is_no_headline(line: str) -> None:
    assert title_of(line, *BODY) is None


def test_a_short_headline_above_the_line_that_dates_the_text_is_found() -> None:
    assert (
        title_of("Facebook Twitter", "Éditorial", "Franchises", "vendredi 14 mai 2010 | Anne M.", *BODY) == "Franchises"
    )


def test_of_two_good_lines_the_one_above_the_date_is_the_headline() -> None:
    kicker = "Les travaux du pont au printemps ?"
    assert title_of("Menu", kicker, HEADLINE, "mardi 15 mars 2011 | Anne M.", *BODY) == HEADLINE


def test_the_name_of_a_site_further_up_is_no_headline() -> None:
    site = "LeCourrier.net, l'actualité de Vallory sur le net"
    thought = "Pensée du jour : “Qui marche au bord de l’eau entend mieux les autres que celui qui la passe.” Pensée"
    headline = "Conseil municipal : encore un effort pour rénover le pont !"
    head = (site, thought, "", headline, "", "Publié le 21 août 2012 à 01h12min", "")
    assert title_of(*head, *BODY) == headline


def test_a_kept_standfirst_above_the_date_is_no_headline_where_a_far_better_one_stands_above() -> None:
    standfirst = (
        "La facture dépasse toutes les prévisions, et la rive gauche attend encore la passerelle que la mairie lui "
        "avait promise il y a deux ans"
    )
    above = ("Menu", HEADLINE, "Par Anne Morel", "Lecture", standfirst, "13 mars 2017 à 18h05")
    context = context_of(*above, *BODY, f"Imprimer : {HEADLINE}", removed={0, 1, 2, 3, 5, 10})
    assert headline_row(context, start=4) == 1


def test_a_caption_with_its_day_is_no_headline() -> None:
    caption = "Le vieux pont de la ville, fermé à la circulation, vu de la rive gauche le 14 mars 2022."
    assert title_of(caption, *BODY) is None


def test_a_question_that_ends_the_text_is_no_headline() -> None:
    assert title_of(*BODY, "Où passeront alors les bus et les véhicules de secours de la ville ?", "Anne Morel") is None


def test_a_paragraph_alone_is_no_headline() -> None:
    assert (
        title_of('"Le pont rouvrira". Ce sont les mots de la maire de Vallory. Le vote est attendu mardi soir') is None
    )


def test_a_heading_that_opens_a_text_heads_all_of_it() -> None:
    assert title_of("Une décision attendue à Vallory", " ".join(BODY)) == "Une décision attendue à Vallory"


def test_a_last_paragraph_of_two_sentences_is_no_headline() -> None:
    last = "Le conseil a voté la rénovation du pont. La mairie de la ville va-t-elle ouvrir une déviation ?"
    assert title_of(*BODY, last, "Anne Morel") is None


def test_the_name_of_the_site_is_no_part_of_a_headline_that_stands_without_it() -> None:
    assert title_of(f"{HEADLINE} - Le Courrier", HEADLINE, "Le Courrier | 2021-03-03 à 10:40", *BODY) == HEADLINE


def test_a_headline_cut_within_a_word_gives_way_to_the_whole_one() -> None:
    whole = f"{HEADLINE} prochain après deux ans de fermeture"
    assert title_of("Accueil", whole, whole[:-5], *BODY) == whole


def test_a_line_of_a_menu_with_bullets_is_no_headline() -> None:
    menu = ("• Sommaire", "• Le vieux pont de la ville et ses travaux", "• Contact", "Recherche")
    assert title_of("Accueil", *menu, *BODY) is None


def test_a_first_sentence_is_no_headline() -> None:
    assert title_of("Par A. Morel", "Le conseil municipal de la ville a voté.", *BODY) is None


def test_a_section_above_the_date_is_no_headline() -> None:
    assert title_of("Actualité", "04.04.2021", *BODY) is None


def test_a_line_deep_in_the_text_heads_a_part_of_it() -> None:
    assert title_of(*BODY[:3], "Travaux du pont", *BODY[3:]) is None


def test_a_kicker_right_above_the_headline_is_not_the_headline() -> None:
    assert title_of("Vallory", HEADLINE, "durée 12h00", *BODY) == HEADLINE


def test_the_line_above_a_byline_whose_name_was_lost_is_the_headline() -> None:
    assert title_of("Le pont rouvre", "Par", *BODY) == "Le pont rouvre"


@pytest.mark.parametrize("above", [(), ("首頁│政治│社會│科技│財經│體育",), ("您的位置： 首页 > 地方 > 社会",)])
def test_a_headline_without_spaces_is_known_by_its_pairs_of_signs(above: tuple[str, ...]) -> None:
    headline = "老石桥明年春天重修 工期十四个月"
    body = (
        "市议会星期二晚间表决通过重修老石桥的方案，这座桥因桥墩开裂已经关闭两年，两岸居民只能绕行。",
        "据市长办公室介绍，工程将于明年春天开始，工期至少十四个月，费用约八百万元，由省里承担一半。",
        "居民协会会长表示，大家等得太久了，希望石桥重修之后公交车和救护车都能尽快恢复通行。",
    )
    lines = ("登录", "注册", "天气预报", *above, headline, "来源：河湾日报", *body, "返回首页", "关于我们")
    assert title_of(*lines) == headline


def set_by_a_text_browser() -> str:
    more = (*BODY, *(text.replace("pont", "quai").replace("ville", "commune") for text in BODY))
    return "\n\n".join(
        textwrap.fill(" ".join([*more[at:], *more[:at]][:3]), 76, initial_indent="   ", subsequent_indent="   ")
        for at in range(len(more))
    )


def test_a_line_that_a_text_browser_sets_left_of_the_text_is_its_heading() -> None:
    headline = "Quand on comprend que la ville n’en peut plus d’attendre…"
    above = ("   Accueil", "", "   Analyse · Vie de la commune", "", headline, "", "   Publié le 13 mars 2017")
    assert title_of(*above, "", set_by_a_text_browser()) == headline


@pytest.mark.parametrize("headline", ["Un chantier très attendu", "Le chantier tant attendu commence enfin."])
def test_the_line_that_a_text_browser_centres_is_the_headline_of_a_standfirst(headline: str) -> None:
    standfirst = "La ville et son conseil municipal ont voté la rénovation du vieux pont au printemps"
    above = ("   Accueil", "", f"{headline:^79}".rstrip(), "", standfirst, "", "   Publié le 13 mars 2017")
    assert title_of(*above, "", set_by_a_text_browser()) == headline


def test_one_word_may_be_the_headline_where_a_text_browser_centres_it() -> None:
    above = ("   Accueil", "", f"{'Chantiers':^79}".rstrip(), "", "   Partager", "")
    assert title_of(*above, set_by_a_text_browser()) == "Chantiers"


def test_a_centred_headline_may_repeat_a_line_above_it() -> None:
    headline, kicker = "Le vieux pont de la ville sera rénové", "Un chantier attendu"
    above = ("   Accueil", "", f"   {headline}", "   © Anne Morel", "", kicker, "", f"{headline:^79}".rstrip(), "")
    source = "\n".join((*above, "   Partager", "", set_by_a_text_browser()))
    (title,) = (block for block in read_page(source, "text/plain").blocks if block.role == "title")
    assert title.text == headline
    assert title.raw_start > source.index(kicker)


@pytest.mark.parametrize(
    "below", ["© Anne Morel", "Des passants devant le vieux pont, un soir d’automne Anne Morel/AFP"]
)
def test_a_line_above_its_credit_is_a_caption(below: str) -> None:
    headline = "Le vieux pont sera rénové à grands frais"
    caption = "Des passants devant le vieux pont, un soir d’automne"
    head = ("Menu", "", headline, "", "Partager", "Enregistrer", "Imprimer", "", caption, below, "", "Anne Morel")
    assert title_of(*head, "13 mars 2017", "", *BODY) == headline


def test_a_line_with_the_square_bullet_of_a_text_browser_is_no_headline() -> None:
    entry = "□ Le vieux pont de la ville et sa rénovation au printemps"
    assert title_of("Menu", entry, "", HEADLINE, "", *BODY) == HEADLINE
