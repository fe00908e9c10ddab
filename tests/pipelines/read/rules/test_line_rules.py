"""Lines that are boilerplate whatever the forest says."""

from __future__ import annotations

import pytest

from pipelines.read.page import article_text, read_page
from pipelines.read.rules.context_rules import find_boilerplate
from pipelines.read.rules.line_rules import LineFacts, line_role
from pipelines.read.rules.phrase_rules import LONGEST_LINE, phrase_roles
from pipelines.read.rules.signed_lines import name_alone
from tests.pipelines.read.rules.contexts import context_of

HEADLINE = "Le vieux pont de la ville sera rénové au printemps"
BODY = (
    "Le conseil municipal de Vallory a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans.",
    "Les travaux commenceront au printemps et dureront, selon la maire Anne Morel, au moins quatorze mois.",
    "« Nous avons attendu assez longtemps », a déclaré la présidente de l’association des riverains du pont.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours de la ville.",
)


def text_of(*lines: str) -> str:
    return article_text(read_page("\n".join(lines), "text/plain").blocks)[0]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Lire aussi : Au bord du fleuve, un marché rouvre après dix ans", "related"),
        ("Votre adresse e-mail ne sera pas publiée.", "comment"),
        ("Il vous reste 64 % de cet article à découvrir", "paywall"),
        ("La suite après cette publicité", "navigation"),
        ("Ecoutez le reportage d’Anne Morel", "related"),
        ("DEJA ABONNE ?", "paywall"),
        ("– En collaboration avec l’Agence QMI", "agency"),
        ("* * *", "boilerplate"),
        ("Publicité", "navigation"),
        ("©afp", "credit"),
        ("Agence France-Presse", "agency"),
        ("ANNE MOREL/L'IMAGE/AGENCE QMI", "credit"),
        ("Des riverains devant le pont, le 5 mars 2021. REUTERS/Anne Morel", "caption"),
        ("Le pont de Vallory, vu de la rive gauche. Photo Le Courrier", "caption"),
        ("The old bridge leads the town when it comes to visitors. Credit: AFP/Getty", "caption"),
        ("The old bridge, seen from the left bank. Photograph: Anne Morel/The Courier", "caption"),
        ("Publié : 8 octobre 2022 à 10h40 par Anne Morel", "byline"),
        ("Dernière mise à jour à 10h40 le 8/10", "byline"),
        ("Publié le par Anne Morel", "byline"),
        ("il y a 3 heures", "byline"),
        ("Link: canonical", "boilerplate"),
        ("(BUTTON) Fermer le menu", "boilerplate"),
        ("[ ] Vallory au fil des jours", "boilerplate"),
        ("Un texte de Frédéric Morel", "byline"),
        ("Service communication de la mairie de Vallory", "byline"),
        ("Des riverains devant le pont, le 5 mars. ANNE MOREL / AFP", "caption"),
        ("Le pont de Vallory, fermé depuis deux ans. (©Le Courrier)", "caption"),
        ("Le pont de Vallory a fermé il y a deux ans. (Anne Morel/Le Courrier)", "caption"),
        ("Le pont de Vallory rouvrira au printemps. /Photo prise le 5 mars 2021/REUTERS/Anne Morel", "caption"),
        ("Le pont de Vallory, vu de la rive gauche. [AP/L'Image - Anne Morel]", "caption"),
        ("Anne Morel - amorel@courrier.example", "byline"),
        ("- A. M.", "byline"),
        ("A.M. (avec AFP)", "byline"),
        ("• Par le capitaine Anne Morel", "byline"),
        ("( Source: Xinhua )", "agency"),
        ("(map 26/06/2023)", "agency"),
        ("Vous souhaitez lire la suite ? Essayez un mois pour un euro", "paywall"),
        ("À partir de 1 € le 1er mois, sans engagement de durée", "paywall"),
        ("Les avis de cette page sont soumis à modération par la rédaction.", "comment"),
        ("Cet article est paru dans notre édition du 3 mars", "legal"),
        ("09:56Monde - Au bord du fleuve, un marché rouvre", "related"),
        ("/news/local", "boilerplate"),
        (">>Le marché rouvre au bord du fleuve", "related"),
        ("PHOTO ANNE MOREL, AFP", "credit"),
        ("Actualités", "navigation"),
        ("ats/amo", "byline"),
        ("AFP/VNA/LCV", "credit"),
        ("Source : https://www.example.org/2021/pont.html", "byline"),
        ("La lecture des articles est réservée aux abonné·es.", "paywall"),
        (">> Lire sur LCV : VIDEO. Le marché rouvre. En images", "related"),
        ("vieux-pont-vallory", "boilerplate"),
        ("/image%2F1484%2F20210305%2Fvieux_pont.jpg)", "boilerplate"),
        ("Prenez note que cet article publié en 2016 pourrait contenir des informations périmées.", "legal"),
        ("Deux jours après la fermeture du pont, les riverains… Plus »", "related"),
        ("Des riverains devant le vieux pont de la ville (Photo : Anne Morel)", "caption"),
        ("https://www.example.org/2021/pont.html", "boilerplate"),
        ("12. https://www.example.org/2021/pont.html", "boilerplate"),
        ("_" * 60, "boilerplate"),
        ("Wyrażam zgodę na przetwarzanie moich danych osobowych.", "legal"),
        ("3、凡本网注明“来源：桥报”的作品，均转载自其它媒体，并不代表本网赞同其观点。", "legal"),
        ("При перепечатке материалов ссылка на сайт обязательна.", "legal"),
    ],
)
def test_its_words_or_its_shape_name_a_line(line: str, role: str) -> None:
    found = LineFacts(line).role
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize(
    "line",
    [
        "Aucun commentaire officiel n’a été fait par la mairie de Vallory.",
        "Il vous reste trois jours pour visiter l’exposition, rappelle le musée.",
        "Publicité et presse locale : le marché recule",
        "Le maire s’est exprimé mardi, selon l’AFP.",
        "Les commentaires sont unanimes : le pont devait être rénové.",
        "Ces propos n’engagent que lui, a répondu la maire de Vallory.",
        "Cet article de la loi a été voté à l’unanimité mardi soir.",
        "10:40 Le maire ouvre la séance du conseil.",
        "Photo de classe et pont rénové : le conseil municipal en images",
        "Un reportage de Vallory Info fait polémique",
        "Le pont sera rénové, assure-t-elle. [NDLR]",
        "Il y a deux ans",
        "Service de presse : la mairie recrute",
    ],
)
def test_a_sentence_that_begins_alike_is_left(line: str) -> None:
    assert LineFacts(line).role is None


def test_a_date_inside_the_text_heads_what_follows() -> None:
    assert LineFacts("Dimanche 20 novembre 2022").role_inside is None
    assert LineFacts("Publié le 20 novembre 2022").role_inside is not None


def test_what_an_embedded_picture_is_called_is_not_the_text() -> None:
    assert text_of(HEADLINE, *BODY[:2], "EN IMAGES: le vieux pont de Vallory", *BODY[2:]) == text_of(HEADLINE, *BODY)
    assert LineFacts("En images : le vieux pont de Vallory").role is None


def test_another_story_may_follow_the_agency_that_signs() -> None:
    other = ("Le marché rouvre au bord du fleuve de la ville", "Le marché, fermé depuis dix ans, rouvre samedi matin.")
    assert text_of(HEADLINE, *BODY[:3], f"{BODY[3]} -MAP", *other).endswith("de la ville. -MAP")


def test_news_in_another_language_is_of_another_site() -> None:
    other = (
        "Bridge of the city to open again",
        "The city has voted for the bridge that was closed for two years, and it is to be open again in the spring.",
    )
    assert text_of(HEADLINE, *BODY[:2], *other, *BODY[2:]) == text_of(HEADLINE, *BODY)


def test_a_text_may_have_two_languages() -> None:
    english = (
        "The council of the town has said on Tuesday that the old bridge will be open to the people by the spring.",
        "It was the mayor who had asked for the work to begin, and it will be done by the end of the year.",
    )
    assert english[1] in text_of(HEADLINE, *BODY, *english)


def test_a_section_may_head_a_part_of_the_text() -> None:
    assert LineFacts("Politique").role_inside is None
    assert text_of("Politique", HEADLINE, *BODY) == text_of(HEADLINE, *BODY)


def test_the_name_below_the_standfirst_signs() -> None:
    page = read_page("\n".join((HEADLINE, BODY[0], "Luc Morin – Vallory", *BODY[1:])), "text/plain")
    assert article_text(page.blocks)[0] == text_of(HEADLINE, *BODY)
    assert page.metadata.byline is not None
    assert page.metadata.byline.value == "Luc Morin"


def test_tags_are_names_without_capitals() -> None:
    kept = text_of(HEADLINE, *BODY, "vallory", "anne morel", "pont", "vieux pont")
    assert kept.endswith("secours de la ville.")


def test_readers_speak_below_the_line_that_opens_their_comments() -> None:
    comments = (
        "Les commentaires sont fermés pour cet article.",
        "Pourquoi a-t-il fallu attendre deux ans pour une décision que tout le monde demandait depuis le début ?",
        "Un riverain",
        "21 h 15, le 4 juin 2023",
        "La déviation passera devant l’école, personne n’y a pensé, et nous allons encore perdre une heure le matin.",
        "Une voisine",
        "12 h 40, le 4 juin 2023",
    )
    assert text_of(HEADLINE, *BODY, *comments).endswith("secours de la ville.")


def test_an_author_presented_below_the_text_is_no_part_of_it() -> None:
    life = (
        "Paul Orsenne est journaliste et dessinateur. Ses articles paraissent depuis vingt ans dans plusieurs revues."
    )
    assert "dessinateur" not in text_of(HEADLINE, *BODY, "Author: Paul Orsenne", life)


def test_tags_may_stand_on_one_line() -> None:
    assert text_of(HEADLINE, "vallory, pont, travaux", *BODY).startswith(f"{HEADLINE}\n\n{BODY[0]}")


def test_headlines_listed_at_the_end_are_not_the_text() -> None:
    listed = ("Voir aussi", "- Le marché rouvre au bord du fleuve. Le Courrier, 3 mars 2021.", "- Une école neuve")
    assert text_of(HEADLINE, *BODY, *listed).endswith("secours de la ville.")


def test_a_text_goes_on_below_a_link() -> None:
    lines = (HEADLINE, *BODY[:2], "Voir aussi", "Une école neuve pour Vallory", *BODY[2:])
    assert text_of(*lines).endswith("secours de la ville.")


def test_the_name_below_the_last_sentence_signs() -> None:
    page = read_page("\n".join((HEADLINE, *BODY, "Anne Morel")), "text/plain")
    assert article_text(page.blocks)[0].endswith("secours de la ville.")
    assert page.metadata.byline is not None
    assert page.metadata.byline.value == "Anne Morel"


def test_marks_of_the_makers_are_dropped() -> None:
    assert text_of(HEADLINE, *BODY[:2], "vms", *BODY[2:]) == text_of(HEADLINE, *BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi : Le port rouvre ses quais",
        "READ MORE: The harbour opens again",
        "Czytaj też: Port znów otwarty",
        "Читайте также: Порт снова открыт",
        "Il vous reste 42 % de cet article à lire. La suite est réservée aux abonnés.",
    ],
)
def test_a_web_page_loses_the_lines_that_say_they_are_no_article(line: str) -> None:
    assert find_boilerplate(context_of(BODY[0], line, BODY[1]), is_html=True).keys() == {1}


def test_a_headline_said_again_is_said_once() -> None:
    assert text_of(HEADLINE, HEADLINE, *BODY) == text_of(HEADLINE, *BODY)


def test_lines_said_twice_below_the_text_are_the_sites() -> None:
    foot = "Le Courrier de Vallory est une succursale du groupe"
    assert text_of(HEADLINE, *BODY, "Les plus appréciés", foot, foot).endswith("secours de la ville.")


def test_other_articles_below_the_text_may_show_how_they_begin() -> None:
    teaser = "La mairie a posé hier la première pierre de l’école, qui ouvrira dans deux ans si les travaux ..."
    others = ("Recommandés pour vous", "Une école neuve pour Vallory", teaser, "Le marché rouvre au bord du fleuve")
    assert text_of(HEADLINE, *BODY, *others).endswith("secours de la ville.")


def test_a_day_below_a_long_headline_is_not_the_text() -> None:
    headline = "Le vieux pont de la ville sera rénové au printemps et ses trottoirs seront plus larges"
    assert text_of(headline, "12 octobre 2019", *BODY) == text_of(headline, *BODY)


def test_a_sentence_about_a_source_is_no_source_line() -> None:
    told = "Source : selon la maire de Vallory, les travaux du vieux pont dureront plus de deux ans."
    assert line_role(LineFacts("Source : Le Courrier")) == ("byline", "source_line")
    assert line_role(LineFacts(told)) is None


def test_a_time_ago_between_paragraphs_is_text() -> None:
    assert line_role(LineFacts("il y a 3 heures")) == ("byline", "relative_date")
    assert line_role(LineFacts("il y a 3 heures"), is_inside=True) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Anne Marie Morel", "Anne Marie Morel"),
        ("Anne Marie Morel Orsenne", None),  # as many words are a headline or an office
        ("Voir Vallory", None),
        ("Lundi Orsenne", None),
    ],
)
def test_a_name_alone_is_two_or_three_words_none_of_which_is_of_a_date_or_a_link(line: str, name: str | None) -> None:
    assert name_alone(line) == name


def test_a_paragraph_that_begins_like_boilerplate_is_text() -> None:
    begun = "Lire aussi ce que les riverains disent du pont"
    assert line_role(LineFacts(begun)) == ("related", "phrase")
    paragraph = f"{begun} {'et de la ville ' * 20}depuis deux ans."
    assert phrase_roles(paragraph) == (None, None)
    assert line_role(LineFacts(paragraph)) is None


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Редакция оставляет за собой право удалять отдельные отзывы читателей.", "comment"),
        ("Чтобы наш сайт оставался приятным, просим неукоснительно соблюдать несложные правила.", "comment"),
        ("Допускается цитирование новостей без согласования со ссылкой на источник.", "legal"),
        ("Газета не несет ответственности за достоверность рекламных объявлений.", "legal"),
    ],
)
def test_house_rules_and_reservations_of_a_russian_site_are_no_text(line: str, role: str) -> None:
    assert phrase_roles(line).inside == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Comments are now closed.", "comment"),
        ("Commenting is closed on this page", "comment"),
        ("Die Kommentarfunktion ist nachts nicht verfügbar.", "comment"),
        ("Los comentarios están cerrados", "comment"),
        ("Redakcja zastrzega sobie prawo do usuwania wpisów.", "comment"),
        ("Byłeś świadkiem wypadku? Napisz do nas!", "navigation"),
        ("Администрация сайта не несёт ответственности за отзывы читателей.", "comment"),
        ("Заметили ошибку? Нажмите на кнопку.", "navigation"),
        ("Απαγορεύεται η αναδημοσίευση χωρίς άδεια", "legal"),
        ("Γράψτε το σχόλιό σας", "comment"),
        ("Διαβάστε επίσης: Η γέφυρα ανοίγει ξανά", "related"),
        ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "related"),
        ("本报文章，未经授权禁止转载。", "legal"),
    ],
)
def test_what_a_page_tells_those_who_comment_copy_or_write_to_it_is_no_text(line: str, role: str) -> None:
    assert phrase_roles(line).inside == role


def test_a_reservation_of_rights_as_long_as_a_paragraph_is_one() -> None:
    reservation = f"Tous droits réservés. {'Aucun texte ni aucune image de ce journal ne peut être copié. ' * 8}"
    assert reservation.count(" ") > LONGEST_LINE
    assert phrase_roles(reservation).inside == "legal"
    assert phrase_roles(reservation * 3) == (None, None)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Jederzeit kündbar, schon ab einem Euro", "paywall"),
        ("Exclusivo para suscriptores", "paywall"),
        ("Os comentários são de responsabilidade de quem os escreve.", "comment"),
        ("Laat een reactie achter onder dit stuk", "comment"),
        ("Tipsa oss om det som händer i din stad", "navigation"),
        ("For å lese videre må du logge inn", "paywall"),
        ("Tilmeld dig vores breve om byen", "navigation"),
        ("Oletko jo tilaaja? Kirjaudu", "paywall"),
        ("Všechna práva vyhrazena, Kurýr 2021", "legal"),
        ("Tüm hakları saklıdır.", "legal"),
        ("Передрук матеріалів лише з дозволу редакції", "legal"),
        ("Lasă un comentariu", "comment"),
    ],
)
def test_what_a_page_tells_its_readers_is_no_text_in_smaller_languages_either(line: str, role: str) -> None:
    assert phrase_roles(line).inside == role


@pytest.mark.parametrize(
    "line",
    [
        "Jetzt testen die Forscher das Verfahren an der Brücke.",
        "Queda prohibida la venta de bebidas junto al puente.",
        "Rozpowszechnianie materiałów o moście zbada sąd.",
        "Όλα τα δικαιώματα των εργαζομένων πρέπει να προστατευθούν.",
    ],
)
def test_a_sentence_that_begins_like_a_notice_is_text(line: str) -> None:
    assert phrase_roles(line).inside is None
