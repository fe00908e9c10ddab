"""Each rule alone: what it is for is named by it, and is not when it is switched off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.read.rules.context_rules import BODY_RULES, PROMO_RULES, THREAD_RULES, find_boilerplate
from pipelines.read.rules.line_rules import LINE_RULES
from pipelines.read.rules.tag_lines import stray_marks
from tests.pipelines.read.rules.contexts import context_of

HEADLINE = "Le vieux pont de la ville sera rénové au printemps"
BODY = (
    "Le conseil municipal de Vallory a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans.",
    "Les travaux commenceront au printemps et dureront, selon la maire Anne Morel, au moins quatorze mois.",
    "« Nous avons attendu assez longtemps », a déclaré la présidente de l’association des riverains du pont.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours de la ville.",
)
OTHER = "Le marché rouvre au bord du fleuve de la ville"
CAPTION = "Des riverains devant le vieux pont de Vallory, fermé depuis deux ans."
LETTER = "Chaque soir, notre rédaction vous raconte la journée de la vallée en cinq minutes."
READER = "Pourquoi a-t-il fallu attendre deux ans pour une décision que tout le monde demandait depuis le début ?"
ENGLISH = "The city has voted for the bridge that was closed for two years, and it is to be open again in the spring."
CUT = f"{OTHER} et les commerçants…"

#: What each rule is for: lines, and the number of the one that it names.
CASES: dict[str, tuple[tuple[str, ...], int]] = {
    "no_words": ((HEADLINE, *BODY, "* * *"), 5),
    "phrase": ((HEADLINE, "Votre adresse e-mail ne sera pas publiée.", *BODY), 1),
    "credit_line": ((HEADLINE, "©afp", *BODY), 1),
    "agency_line": ((HEADLINE, "(map 26/06/2023)", *BODY), 1),
    "credit_label": ((HEADLINE, "PHOTO ANNE MOREL, AFP", *BODY), 1),
    "source_line": ((HEADLINE, "Source : https://www.example.org/2021/pont.html", *BODY), 1),
    "link_mark": ((HEADLINE, *BODY[:2], f">>{OTHER}", *BODY[2:]), 3),
    "embedded_media": ((HEADLINE, *BODY[:2], "EN IMAGES: le vieux pont de Vallory", *BODY[2:]), 3),
    "dated_line": ((HEADLINE, "mardi 4 juin 2024", *BODY), 1),
    "publication_date": ((HEADLINE, *BODY[:2], "Dernière mise à jour à 10h40 le 8/10", *BODY[2:]), 3),
    "signed_line": ((HEADLINE, "Un texte de Frédéric Morel", *BODY), 1),
    "stated_author": ((HEADLINE, "Author: Paul Orsenne", *BODY), 1),
    "publication_label": ((HEADLINE, "Publié le par Anne", *BODY), 1),
    "relative_date": ((HEADLINE, "il y a 3 heures", *BODY), 1),
    "machine_text": ((HEADLINE, "/news/local", *BODY), 1),
    "browser_mark": ((HEADLINE, "_______________ [ Nouvelle page ]", *BODY), 1),
    "ticker_line": ((HEADLINE, *BODY, "09:56 Monde - Au bord du fleuve, un marché rouvre"), 5),
    "teaser_link": ((HEADLINE, *BODY, "Deux jours après la fermeture du pont, les riverains… Plus »"), 5),
    "bracketed_credit": ((HEADLINE, "Des riverains devant le vieux pont de la ville (Photo : Anne Morel)", *BODY), 1),
    "trailing_credit": ((HEADLINE, "Le pont de Vallory, vu de la rive gauche. Photo Le Courrier", *BODY), 1),
    "presented_author": ((HEADLINE, *BODY, "Auteur : Paul Orsenne", "Paul Orsenne est journaliste à Vallory."), 6),
    "reader_address": ((HEADLINE, *BODY[:2], LETTER, "Vous pouvez vous désinscrire par le lien.", *BODY[2:]), 3),
    "ticker": (("17:30 Un marché rouvre", "15:18 Un toit pour le musée", "13:02 Une école", HEADLINE, *BODY), 1),
    "repeated_teaser": ((OTHER, CUT, "Live", OTHER, CUT, HEADLINE, *BODY), 1),
    "cut_lines": ((HEADLINE, *BODY, CUT, "Le musée cherche un toit…", "Trois écoles ferment pour la…"), 6),
    "cut_copy": ((HEADLINE, *BODY, f"{BODY[0][:60]}..."), 5),
    "announced_headline": ((HEADLINE, *BODY[:2], "À lire aussi :", OTHER, *BODY[2:]), 4),
    "tags": ((HEADLINE, *BODY, "vallory", "anne morel", "pont", "vieux pont"), 6),
    "stray_mark": ((HEADLINE, *BODY[:2], "vms", *BODY[2:]), 3),
    "repeated_line": ((HEADLINE, HEADLINE, *BODY), 1),
    "headline_with_site": ((f"{HEADLINE} | Le Courrier", HEADLINE, *BODY), 0),
    "signature_below": ((HEADLINE, *BODY, "Anne Morin"), 5),
    "signature_above": ((HEADLINE, "Luc Morin – Vallory", *BODY), 1),
    "dated_comment": (
        (HEADLINE, *BODY, "Laissez votre commentaire", READER, "4 juin 2023", *[READER] * 2, "5 juin 2023"),
        6,
    ),
    "listed_headline": ((HEADLINE, *BODY, "Voir aussi", "- Une école neuve", "- Un marché neuf"), 7),
    "dated_teaser": ((HEADLINE, *BODY, "Le musée de Morance cherche toujours un toit (...)", "29 juin 2022"), 5),
    "above_path": (("Le musée rouvre", "> Politique > Vallory", HEADLINE, *BODY), 0),
    "other_story": ((HEADLINE, *BODY[:3], f"{BODY[3]} -MAP", OTHER, "Le marché rouvre samedi matin."), 5),
    "foreign_paragraph": ((HEADLINE, *BODY[:2], ENGLISH, *BODY[2:]), 3),
    "doubled_caption": ((HEADLINE, f"{CAPTION} - {CAPTION}", *BODY), 1),
    "credited_caption": ((HEADLINE, OTHER, f"{OTHER} @ Anne Morel", *BODY), 1),
    "dated_caption": ((HEADLINE, "Anne Morel, maire de Vallory, devant le vieux pont, le 5 mars 2021.", *BODY), 1),
    "opening_caption": ((CAPTION, "DR", *BODY), 0),
    "comment_thread": ((HEADLINE, *BODY, "3 commentaires", READER), 6),
}
NAMES = {rule.name for rule in (*LINE_RULES, *PROMO_RULES, *BODY_RULES, *THREAD_RULES)}


def test_every_rule_has_its_case() -> None:
    assert CASES.keys() == NAMES


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_rule_switched_off_misses_its_case(name: str) -> None:
    lines, row = CASES[name]
    context = context_of(*lines, probability=0.8)
    assert find_boilerplate(context, is_html=False)[row].rule == name
    others = find_boilerplate(context, is_html=False, off={name})
    assert row not in others


def test_rules_of_dumps_are_not_asked_on_pages() -> None:
    context = context_of(HEADLINE, "©afp", "Votre adresse e-mail ne sera pas publiée.", *BODY)
    assert {row: role.rule for row, role in find_boilerplate(context, is_html=True).items()} == {2: "phrase"}


@pytest.mark.parametrize(("headline", "named"), [(1, {0: "above_headline"}), (0, {}), (4, {})])
def test_what_little_stands_above_the_headline_of_a_page_is_no_part_of_it(headline: int, named: dict[int, str]) -> None:
    lines = ("Téléchargez dès maintenant le guide du jardin", HEADLINE, *BODY)
    context = replace(context_of(*lines), headlines=frozenset({headline}))
    assert {row: role.rule for row, role in find_boilerplate(context, is_html=True).items()} == named


def test_the_cut_beginning_of_an_article_is_the_text_where_it_is_all_there_is() -> None:
    lines = (HEADLINE, f"{BODY[0][:-1]}… Plus »")
    assert not find_boilerplate(context_of(*lines), is_html=False)


def test_many_stray_marks_are_a_table_or_a_list() -> None:
    assert stray_marks(context_of(HEADLINE, "vms", "uri", *BODY)) == [1, 2]
    assert stray_marks(context_of(HEADLINE, "vms", "uri", "15%", *BODY)) == []
