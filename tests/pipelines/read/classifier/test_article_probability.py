"""How likely a page is an article."""

from __future__ import annotations

import pytest

from pipelines.read.page import read_page

SUBJECTS = ("Le conseil vote la rénovation du pont", "Une exposition ouvre au musée", "La grève des trains continue")
NOTE = (
    "Un séisme de magnitude cinq a secoué mardi matin la côte nord du pays, sans faire de victime, ont annoncé "
    "les autorités locales. Les habitants de trois villages ont quitté leurs maisons pendant quelques heures.",
    "« Nous avons eu peur, mais personne n’est blessé », a déclaré le maire à la radio publique. Les écoles "
    "rouvriront jeudi, a précisé le ministère, une fois que les bâtiments auront été inspectés par des ingénieurs.",
)
RELATED = "".join(f"<h3><a href='/{number}'>{subject}</a></h3>" for number, subject in enumerate(SUBJECTS * 3))


def teasers(summary: str) -> str:
    return "".join(
        f"<div class=teaser><h2><a href=/{number}>{subject}, jour {number}</a></h2>{summary.format(subject)}</div>"
        for number, subject in enumerate(SUBJECTS * 6)
    )


@pytest.mark.parametrize(
    "summary",
    [
        "<p>{} après des mois de discussions entre élus et habitants du quartier.</p>",
        "<p><a href=/x>{} après des mois de discussions entre élus et habitants du quartier.</a></p>",
    ],
    ids=["plain", "linked"],
)
def test_a_section_front_is_no_article(summary: str) -> None:
    page = f"<html><body><h1>Actualités</h1>{teasers(summary)}</body></html>"
    assert read_page(page, "text/html").article_probability < 0.5


def test_an_error_page_is_no_article() -> None:
    page = "<h1>Page introuvable</h1><p>La page que vous cherchez n’existe pas ou a été déplacée. Vérifiez l’adresse."
    assert read_page(page, "text/html").article_probability < 0.5


@pytest.mark.parametrize("after", ["", RELATED], ids=["alone", "with_related"])
def test_a_short_note_is_an_article(after: str) -> None:
    page = f"<article><h1>Un séisme secoue la côte</h1><p>{NOTE[0]}</p><p>{NOTE[1]}</p></article>{after}"
    assert read_page(page, "text/html").article_probability >= 0.5


@pytest.mark.parametrize(
    "says",
    [
        "<p class=byline>Par Anne Morel</p>",
        "<time datetime=2023-05-04>4 mai 2023</time>",
        "<p>Publié le 4 mai 2023</p>",
    ],
)
def test_a_news_item_of_two_sentences_is_an_article(says: str) -> None:
    item = (
        "Le pont rouvrira lundi, a annoncé le maire. Les bus reprendront leur trajet habituel dès le lendemain matin."
    )
    page = f"<title>Le pont rouvre</title><article><h1>Le pont rouvre lundi</h1>{says}<p>{item}</p></article>"
    assert read_page(page, "text/html").article_probability >= 0.5


@pytest.mark.parametrize(
    "item",
    [
        "Le ministre bulgare des Transports a remis lundi sa démission. Il était mis en cause dans une affaire.",
        "Bus drivers in Leeds called off a planned strike on Friday after reaching a pay deal, their union said.",
        "Il ponte è stato riaperto mercoledì dopo due anni di lavori, ha annunciato il sindaco della città.",
    ],
)
def test_an_undated_item_that_tells_what_happened_on_a_day_is_an_article(item: str) -> None:
    page = f"<title>Le pont</title><article><h1>Le pont de la ville</h1><p>{item}</p></article>"
    assert read_page(page, "text/html").article_probability >= 0.5
    assert read_page(f"Le pont de la ville\n\n{item}\n", "text/plain").article_probability >= 0.5


def test_hours_of_business_are_no_news() -> None:
    says = (
        "La Gazette, 12 rue du Moulin. La rédaction répond du lundi au vendredi, de neuf heures à midi, par téléphone."
    )
    page = f"<title>Contact</title><article><h1>Nous contacter</h1><p>{says}</p></article>"
    assert read_page(page, "text/html").article_probability < 0.5


def test_a_brief_in_a_dump_is_an_article() -> None:
    brief = (
        "Le verdict du procès des douaniers est attendu dans la journée devant la cour d'assises de Rouen. "
        "Les deux accusés, qui nient les faits, encourent vingt ans de réclusion."
    )
    dump = f"{brief}\n\nMots-clés :\nCe contenu n'est pas ouvert aux commentaires.\n"
    assert read_page(dump, "text/plain").article_probability > 0.5
