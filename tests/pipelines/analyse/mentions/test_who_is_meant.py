"""What a name stands for beside what it says: seats, schools, games, letters, and whose office is whose."""

from __future__ import annotations

import pytest

from tests.pipelines.analyse.mentions.test_mentions import by_surface, read

SEATED = [
    ("The European Commission proposed rules. Brussels said the states must save gas.", "en", "Brussels"),
    ("The European Union will vote. Hungary held talks with Brussels on Monday.", "en", "Brussels"),
    ("La Commission européenne a présenté un plan. Bruxelles demande un effort.", "fr", "Bruxelles"),
    ("La Commission européenne a présenté un plan. Selon Bruxelles, l'effort est juste.", "fr", "Bruxelles"),
    ("La Commission européenne a présenté un plan lundi, et l'Union doit voter en juin.", "fr", "Union"),
]
TOWNS = [
    ("The European Union was silent. Police arrested three men in Brussels on Friday.", "en", "Brussels"),
    ("Selon une étude, les loyers ont doublé. Bruxelles attire les étudiants.", "fr", "Bruxelles"),
    ("L'Union européenne s'est tue. Un incendie a éclaté à Bruxelles dans la nuit.", "fr", "Bruxelles"),
]


@pytest.mark.parametrize(("text", "language", "place"), SEATED)
def test_a_seat_that_acts_is_the_body_that_its_text_names(text: str, language: str, place: str) -> None:
    found = by_surface(read(text, language))[place]

    assert (found.type, found.country, found.sector) == ("ORG", None, "IGO")


@pytest.mark.parametrize(("text", "language", "place"), TOWNS)
def test_a_town_where_something_happens_is_the_town(text: str, language: str, place: str) -> None:
    found = by_surface(read(text, language))[place]

    assert (found.type, found.country) == ("LOC", "BEL")


@pytest.mark.parametrize(
    ("text", "language", "school"),
    [
        ("Les élèves du lycée Angela Davis sont en grève.", "fr", "lycée Angela Davis"),
        ("L'école Jules Ferry a fermé lundi.", "fr", "école Jules Ferry"),
        ("A l'université Paris-8, la mobilisation continue.", "fr", "université Paris-8"),
    ],
)
def test_a_school_is_not_whom_or_what_it_is_called_after(text: str, language: str, school: str) -> None:
    found = by_surface(read(text, language))

    assert (found[school].type, found[school].sector) == ("ORG", "EDU")


@pytest.mark.parametrize(
    ("text", "language", "game"),
    [
        ("Le PSG jouera la Ligue des champions à Munich.", "fr", "Ligue des champions"),
        ("Lyon reste en Ligue 1 après sa victoire.", "fr", "Ligue 1"),
        ("Arsenal play in the Champions League on Tuesday.", "en", "Champions League"),
    ],
)
def test_a_competition_is_no_body(text: str, language: str, game: str) -> None:
    assert by_surface(read(text, language))[game].type == "MISC"


@pytest.mark.parametrize(
    ("text", "language", "letters"),
    [
        ("Le pays veut lancer un missile balistique intercontinental (ICBM). Le tir est prévu lundi.", "fr", "ICBM"),
        ("The lab studies how a common brain receptor (GABA) reacts to alcohol.", "en", "GABA"),
    ],
)
def test_letters_behind_common_nouns_are_no_body(text: str, language: str, letters: str) -> None:
    assert letters not in by_surface(read(text, language))


def test_letters_behind_the_rest_of_a_name_are_a_body() -> None:
    found = by_surface(read("Selon l'Agence nationale de veille sanitaire (ANVS), le risque est faible.", "fr"))

    assert found["ANVS"].type == "ORG"


def test_an_office_whose_verb_follows_is_not_that_of_whom_stands_before() -> None:
    text = "Après l'allocution de Martine Villard, le Premier ministre a défendu sa méthode."
    found = by_surface(read(text, "fr"))

    assert found["Martine Villard"].role is None
    assert found["Premier ministre"].kind == "nominal"


def test_an_office_in_apposition_is_still_that_of_whom_stands_before() -> None:
    found = by_surface(
        read("Anna Berg, la ministre de la santé, a répondu à Jan Holm, un diplomate installé ici.", "fr")
    )

    assert (found["Anna Berg"].role, found["Jan Holm"].role) == ("minister", "diplomat")


def test_a_shortened_state_behind_a_city_is_the_state() -> None:
    found = by_surface(read("He was born in Little Rock, Ark., and lives in Waco, Tex. with his wife.", "en"))

    assert {found["Ark."].country, found["Tex."].country} == {"USA"}
    assert found["Ark."].type == found["Tex."].type == "LOC"


@pytest.mark.parametrize(
    ("text", "language", "body", "sector"),
    [
        ("DiaSorin (DIAS.MI) gagne 3% après ses résultats.", "fr", "DiaSorin", "BUS"),
        ("Lawmakers questioned the carmaker Varga. It declined to comment.", "en", "Varga", "BUS"),
        ("Le quotidien Lampadia a publié la liste.", "fr", "Lampadia", "MED"),
        ("The Senate Judiciary Committee will vote on Tuesday.", "en", "Senate Judiciary Committee", "LEG"),
    ],
)
def test_what_a_body_is_called_tells_its_sector(text: str, language: str, body: str, sector: str) -> None:
    found = by_surface(read(text, language))[body]

    assert (found.type, found.sector) == ("ORG", sector)


def test_an_index_on_an_exchange_is_no_firm() -> None:
    found = by_surface(read("À Paris, l'Adlerko (.ADLK) est stable.", "fr"))

    assert "Adlerko" not in found or found["Adlerko"].type == "MISC"


@pytest.mark.parametrize("mark", [", R-Kentucky,", " (D-Calif.)", ", I-Vermont,"])
def test_party_and_state_behind_a_name_tell_a_lawmaker_of_the_usa(mark: str) -> None:
    found = by_surface(read(f"The bill was written by Harold Sorrell{mark} who left on Monday.", "en"))

    assert (found["Harold Sorrell"].country, found["Harold Sorrell"].sector) == ("USA", "LEG")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Paula Holm, the queen of greasy cooking, fell ill.", "en"),
        ("Paula Holm, la reine de la cuisine, est malade.", "fr"),
    ],
)
def test_who_rules_things_holds_no_office(text: str, language: str) -> None:
    found = by_surface(read(text, language))["Paula Holm"]

    assert (found.role, found.sector) == (None, None)
