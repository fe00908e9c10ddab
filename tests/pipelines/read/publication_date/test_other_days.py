"""Days printed on a page or dump that are not those of its text: of the visit, of a change, of readers' answers."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pipelines.read.publication_date.dated_texts import PROSE, evidence_of, publish, sources

HEADLINE = "Le conseil régional vote le budget du tramway"


def dump(*head: str, below: str = "") -> str:
    return "\n\n".join([*head, PROSE, PROSE, below])


def test_a_day_above_the_headline_no_earlier_than_the_one_at_it_is_that_of_the_visit() -> None:
    teaser = (
        "Les pêcheurs du lac ont retrouvé dimanche le bac perdu depuis l'automne dernier, et le syndicat d'initiative "
        "a promis de le remettre en service avant l'été, a dit son président."
    )
    buttons = ["Partager", "Imprimer", "Enregistrer", "Vallory", "Tramway", "Budget", "Transports", "Région", "Conseil"]
    source = dump("4 mai 2023", "Accueil", teaser, HEADLINE, "am 3 mai 2023", *buttons)
    assert publish(source, "text/plain").on == date(2023, 5, 3)


def test_a_day_of_change_behind_that_of_publication_does_not_date_the_text() -> None:
    line = "Par Anne Morel | 24/10/2023 | Mis à jour : 7 novembre 2023, 08:54"
    assert publish(dump(HEADLINE, line), "text/plain").on == date(2023, 10, 24)


@pytest.mark.parametrize(
    "comment",
    [
        "5. Mai 2023 um 07:50 · Antwort",
        "Anne Morel, 5 May 2023 at 7:50 am | Reply",
        "5 mai 2023 à 07:50\nAnne Morel dit :",
        "5. Mai 2023 um 07:50\n  +3 Gut Antworten",
    ],
)
def test_the_day_of_a_readers_comment_does_not_date_the_text(comment: str) -> None:
    source = dump(HEADLINE, below=f"{comment}\n\nEt le tram de nuit ?")
    assert "printed" not in sources(evidence_of(source, "text/plain"))
    assert publish(source, "text/plain").on is None


@pytest.mark.parametrize("lead", ["Recent posts", "Latest articles", "Neueste Beiträge", "Letzte Artikel"])
def test_a_day_in_the_list_of_the_newest_texts_is_not_that_of_the_text_above_it(lead: str) -> None:
    listed = (
        "Le bac perdu du lac\nOctober 5, 2023 0\n\nLa halle repeinte\nde Vallory\net sa fontaine\nOctober 4, 2023 3"
    )
    source = dump(HEADLINE, below=f"{lead}\n\n{listed}")
    assert "printed" not in sources(evidence_of(source, "text/plain"))


def test_a_text_that_speaks_of_an_answer_below_its_day_is_dated_by_it() -> None:
    answer = "La réponse de la mairie : le conseil ira répondre aux riverains dès cet automne."
    assert publish(dump(HEADLINE, f"5 mai 2023\n{answer}"), "text/plain").on == date(2023, 5, 5)


def test_a_line_that_says_when_a_post_was_written_dates_the_text() -> None:
    footer = (
        "Dieser Artikel wurde am 3. Mai 2023 um 14:48 von Anne geschrieben und unter dem Stichwort Bahn, Vallory und "
        "Verkehr abgelegt. Der Feed der Antworten lässt sich abonnieren."
    )
    source = dump(HEADLINE, below=f"{footer}\n\n7. Mai 2023 um 20 Uhr")
    assert publish(source, "text/plain").on == date(2023, 5, 3)


def test_numbers_in_the_name_of_a_file_are_no_day() -> None:
    assert evidence_of("[Tram-Industrie_10-04-2019-02.jpg]\n\n" + PROSE, "text/plain") == ()


def test_a_caption_with_its_credit_goes_on_behind_the_day_of_its_picture() -> None:
    caption = "Le tramway au dépôt, le 4 mai 2023, à Vallory. (Photo Anne Morel)"
    assert publish(dump(HEADLINE, caption), "text/plain").on is None


def test_the_last_year_of_a_copyright_is_read_whole() -> None:
    (found,) = (item for item in evidence_of("© La Gazette 1918 - 2022", "text/plain") if item.source == "copyright")
    assert found.earliest == date(2022, 1, 1)


@pytest.mark.parametrize(
    "line", ["June 9, 2023May 4, 2023 by Anne Morel", "2023-05-04 14:15:57 | 2023-06-09 10:20", "4.5.2023, 9.6.2023"]
)
def test_of_two_days_side_by_side_the_later_is_that_of_a_change(line: str) -> None:
    assert publish(dump(HEADLINE, line), "text/plain").on == date(2023, 5, 4)


def test_the_day_of_a_teaser_within_the_text_does_not_date_it() -> None:
    teaser = "Lesen Sie auch\n\nDas Depot der Bahn öffnet die Tore für die Kinder der Stadt\n\n14/05/2021"
    source = dump(HEADLINE, PROSE, teaser, below="14. Mai 2022, 15:40")
    assert publish(source, "text/plain").on == date(2022, 5, 14)


def test_an_entry_of_a_menu_above_the_headline_leads_to_no_teaser() -> None:
    assert publish(dump("VIDEOS\n\nSPORT", HEADLINE, "Anne Morel | 14. Mai 2022"), "text/plain").on == date(2022, 5, 14)
