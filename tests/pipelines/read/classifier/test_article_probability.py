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


@pytest.mark.parametrize(
    "says",
    [
        "Our site is down for maintenance this Sunday, from noon on. We will be back online on Monday morning with all "
        "of our reports. Please try again later, and thank you for your patience.",
        "Le site de La Gazette est en maintenance ce dimanche. Nous serons de retour lundi matin avec toutes nos "
        "enquêtes. Merci de revenir plus tard ; en attendant, veuillez réessayer depuis notre application mobile.",
        "Wegen dringender Wartungsarbeiten ist unsere Seite seit Sonntag nicht zu erreichen. Bitte versuchen Sie es "
        "später noch einmal, oder versuchen Sie es erneut am Montag ab acht Uhr. Wir danken für Ihre Geduld.",
        "La página que busca no existe o ha cambiado de dirección desde el lunes. Puede volver al inicio de nuestra "
        "edición digital. Si cree que es un error, inténtelo de nuevo más tarde y escriba a la redacción del diario.",
        "Il sito è in manutenzione da domenica mattina per un aggiornamento dei sistemi. Torneremo presto, lunedì al "
        "più tardi. Nel frattempo puoi provare la nostra app: se non funziona, riprova più tardi oppure scrivici.",
        "Cet article est réservé aux abonnés. Pour lire la suite, abonnez-vous dès dimanche pour un euro, sans "
        "engagement. Vous avez un compte ? Connectez-vous pour poursuivre votre lecture sur tous vos écrans.",
        "We value your privacy. With your consent, we and our partners use cookies to keep your choices and to measure "
        "audience. You can change your choices from Monday to Sunday, at any time, in our privacy policy.",
        "Please verify you are human. We have detected unusual traffic from your network since Monday. Enable "
        "JavaScript and cookies in your browser, then reload to continue to the page that was asked for.",
    ],
    ids=[
        "maintenance en",
        "maintenance fr",
        "maintenance de",
        "error es",
        "maintenance it",
        "paywall",
        "consent",
        "bot",
    ],
)
@pytest.mark.parametrize("date", ["", "<p>Publié le 4 mai 2023</p>"], ids=["undated", "dated"])
def test_what_a_site_says_instead_of_an_article_is_none(says: str, date: str) -> None:
    page = f"<title>La Gazette</title><article><h1>La Gazette</h1>{date}<p>{says}</p></article>"
    assert read_page(page, "text/html").article_probability < 0.5
    assert read_page(f"La Gazette\n\n{says}\n", "text/plain").article_probability < 0.5


@pytest.mark.parametrize(
    "item",
    [
        "Le site des impôts, en maintenance depuis vendredi, a rouvert lundi matin, a annoncé le ministère. Deux "
        "millions de déclarations avaient été déposées avant la panne.",
        "The tax office said on Monday that its website, under maintenance since Friday, is open again. Two million "
        "returns had been filed before the outage, and the deadline moves to the end of the month.",
        "Wegen Wartungsarbeiten fahren am Montag zwischen Lindau und Bregenz keine Züge, teilte die Bahn mit. "
        "Busse ersetzen sie bis zum Abend.",
    ],
)
def test_news_of_a_site_that_was_closed_is_an_article(item: str) -> None:
    page = f"<title>Le site</title><article><h1>Le site des impôts</h1><p>{item}</p></article>"
    assert read_page(page, "text/html").article_probability >= 0.5
