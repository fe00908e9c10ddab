"""A language without a model, added as data files alone: an Italian folder, built from beginning to end.

The build takes seconds: it is the whole job, as for any other folder.
"""

from __future__ import annotations

import pytest

from tests.assets.conftest import build_of
from warehouse.workspace import Workspace

DUMP = """Il Corriere della Valle

Accedi

Abbonati

Francia e Ucraina firmano a Parigi un accordo sulla sicurezza

Di Lucia Ferrante

Pubblicato il 12 marzo 2021 alle 18.40

Il presidente francese Emmanuel Macron ha accolto ieri alle 15.30 all'Eliseo il ministro degli Esteri ucraino \
Dmytro Kuleba, arrivato nella capitale dopo due giorni di colloqui a Berlino e a Varsavia.

I due hanno firmato un accordo che resterà in vigore per dieci anni. Una prima riunione è prevista per lunedì a Roma, \
dove il governo italiano ospiterà le delegazioni.

"Non c'è più tempo da perdere", ha detto Macron ai giornalisti alla fine dell'incontro.

Leggi anche: Bruxelles discute di nuovo le regole sui bilanci

La Nato e le Nazioni Unite hanno accolto con favore la firma. Il ministero russo degli Affari esteri ha invece \
parlato di una provocazione, come aveva già fatto nel 2019.

I soldati polacchi schierati al confine dall'estate scorsa resteranno fino alla fine dell'anno.

Riproduzione riservata

Iscriviti alla newsletter per ricevere ogni mattina le notizie

Lascia un commento

Il tuo indirizzo email non sarà pubblicato
"""

Rows = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def italian(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("italian")
    (folder / "raw").mkdir()
    (folder / "raw" / "accordo.txt").write_text(DUMP, encoding="utf-8")
    workspace = Workspace(folder / "annals.duckdb")
    outcome = build_of(folder / "raw", workspace.published)
    assert outcome.published, outcome.failures
    return workspace


def rows(workspace: Workspace, query: str) -> Rows:
    with workspace.reading() as connection:
        return connection.execute(query).fetchall()


def test_its_title_byline_and_date_are_read(italian: Workspace) -> None:
    query = "SELECT language, title, byline, CAST(published_on AS VARCHAR), published_basis FROM articles"
    title = "Francia e Ucraina firmano a Parigi un accordo sulla sicurezza"
    assert rows(italian, query) == [("it", title, "Lucia Ferrante", "2021-03-12", "text")]


def test_its_boilerplate_is_removed_and_its_text_kept(italian: Workspace) -> None:
    [(text,)] = rows(italian, "SELECT text FROM articles")
    headline, *_, first, second, third, _, fourth, fifth = DUMP.split("\n\n")[3:12]
    assert str(text).split("\n\n") == [headline, first, second, third, fourth, fifth]


def test_its_expressions_of_time_have_timex3_values(italian: Workspace) -> None:
    found = {str(surface): str(value) for surface, value in rows(italian, "SELECT surface, value FROM date_mentions")}
    assert found == {
        "ieri": "2021-03-11",
        "due giorni": "P2D",
        "dieci anni": "P10Y",
        "lunedì": "2021-03-15",
        "15.30": "2021-03-11T15:30",
        "2019": "2019",
        "estate scorsa": "2020-SU",
        "alla fine dell'anno": "2021",
    }


def test_its_names_have_their_countries(italian: Workspace) -> None:
    query = "SELECT m.surface, e.type, e.country FROM entity_mentions AS m JOIN entities AS e USING (entity_id)"
    found = {(str(surface), kind, country) for surface, kind, country in rows(italian, query)}
    assert {
        ("Emmanuel Macron", "PER", "FRA"),
        ("Dmytro Kuleba", "PER", "UKR"),
        ("Eliseo", "ORG", "FRA"),
        ("Berlino", "LOC", "DEU"),
        ("Varsavia", "LOC", "POL"),
        ("Nato", "ORG", None),
        ("ministero russo degli Affari esteri", "ORG", "RUS"),
    } <= found


def test_it_has_no_events_and_the_dictionary_says_so(italian: Workspace) -> None:
    assert rows(italian, "SELECT * FROM event_mentions") == []
    [(comment,)] = rows(italian, "SELECT comment FROM duckdb_tables() WHERE table_name = 'event_mentions'")
    assert "read in English and French; articles in other languages have none" in str(comment)
