"""Languages without a model, added as data files alone: an Italian and a Spanish dump, built from beginning to end.

The build takes seconds: it is the whole job, as for any other folder.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.assets.conftest import build_of
from warehouse.workspace import Workspace

ITALIAN = """Il Corriere della Valle

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

SPANISH = """El Correo del Valle

Iniciar sesión

Suscríbete

Noruega y Túnez pactan en Ginebra el reparto de los permisos de pesca

Por Marta Villanueva

Publicado el 12 de marzo de 2021 a las 18:40

La ministra de Exteriores noruega, Ingrid Solheim, y el presidente tunecino, Karim Belhadj, se reunieron ayer por la \
tarde en Ginebra, tras tres días de conversaciones en Oslo y en la capital de Túnez.

El acuerdo estará en vigor durante diez años. La próxima reunión se celebrará el lunes en Roma, donde el Gobierno \
italiano recibirá a las delegaciones.

«No queremos repetir lo que ocurrió en 2019», dijo Solheim a los periodistas al salir del encuentro.

Lea también: Bruselas aplaza la votación sobre los presupuestos

La ONU y la Cruz Roja celebraron la firma. El Ministerio marroquí de Asuntos Exteriores habló en cambio de un paso \
atrás.

Los soldados suecos desplegados en la isla desde el verano pasado volverán a casa el 4 de mayo.

Todos los derechos reservados

Suscríbete al boletín para recibir cada mañana las noticias

Deja un comentario

Tu dirección de correo electrónico no será publicada
"""

Rows = list[tuple[object, ...]]


@dataclass(frozen=True)
class Article:
    """What a dump is to become: its language, title, author, kept paragraphs, expressions of time, names."""

    language: str
    dump: str
    byline: str
    kept: tuple[int, ...]
    timexes: dict[str, str]
    names: set[tuple[str, str, str | None]]

    @property
    def paragraphs(self) -> list[str]:
        """Those of the text; the first is the title."""
        return [self.dump.strip().split("\n\n")[number] for number in self.kept]


ARTICLES = (
    Article(
        "it",
        ITALIAN,
        "Lucia Ferrante",
        (3, 6, 7, 8, 10, 11),
        {
            "ieri": "2021-03-11",
            "due giorni": "P2D",
            "dieci anni": "P10Y",
            "lunedì": "2021-03-15",
            "15.30": "2021-03-11T15:30",
            "2019": "2019",
            "estate scorsa": "2020-SU",
            "alla fine dell'anno": "2021",
        },
        {
            ("Emmanuel Macron", "PER", "FRA"),
            ("Dmytro Kuleba", "PER", "UKR"),
            ("Eliseo", "ORG", "FRA"),
            ("Berlino", "LOC", "DEU"),
            ("Varsavia", "LOC", "POL"),
            ("Nato", "ORG", None),
            ("ministero russo degli Affari esteri", "ORG", "RUS"),
        },
    ),
    Article(
        "es",
        SPANISH,
        "Marta Villanueva",
        (3, 6, 7, 8, 10, 11),
        {
            "ayer por la tarde": "2021-03-11TAF",
            "tres días": "P3D",
            "diez años": "P10Y",
            "el lunes": "2021-03-15",
            "2019": "2019",
            "el verano pasado": "2020-SU",
            "el 4 de mayo": "2021-05-04",
        },
        {
            ("Ingrid Solheim", "PER", "NOR"),
            ("Karim Belhadj", "PER", "TUN"),
            ("Oslo", "LOC", "NOR"),
            ("Roma", "LOC", "ITA"),
            ("ONU", "ORG", None),
            ("Gobierno italiano", "LOC", "ITA"),
            ("Ministerio marroquí de Asuntos Exteriores", "ORG", "MAR"),
        },
    ),
)
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.language)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("languages")
    (folder / "raw").mkdir()
    for article in ARTICLES:
        (folder / "raw" / f"{article.language}.txt").write_text(article.dump, encoding="utf-8")
    workspace = Workspace(folder / "annals.duckdb")
    outcome = build_of(folder / "raw", workspace.published)
    assert outcome.published, outcome.failures
    return workspace


def rows(workspace: Workspace, query: str, language: str) -> Rows:
    """The answer to a query that asks for the articles in a language."""
    with workspace.reading() as connection:
        return connection.execute(query, [language]).fetchall()


@each_article
def test_its_title_byline_and_date_are_read(built: Workspace, article: Article) -> None:
    query = "SELECT title, byline, CAST(published_on AS VARCHAR), published_basis FROM articles WHERE language = $1"
    assert rows(built, query, article.language) == [(article.paragraphs[0], article.byline, "2021-03-12", "text")]


@each_article
def test_its_boilerplate_is_removed_and_its_text_kept(built: Workspace, article: Article) -> None:
    [(text,)] = rows(built, "SELECT text FROM articles WHERE language = $1", article.language)
    assert str(text).split("\n\n") == article.paragraphs


@each_article
def test_its_expressions_of_time_have_timex3_values(built: Workspace, article: Article) -> None:
    query = "SELECT surface, value FROM date_mentions JOIN articles USING (article_id) WHERE language = $1"
    found = {str(surface): str(value) for surface, value in rows(built, query, article.language)}
    assert found == article.timexes


@each_article
def test_its_names_have_their_countries(built: Workspace, article: Article) -> None:
    query = """
        SELECT m.surface, e.type, e.country
        FROM entity_mentions AS m JOIN entities AS e USING (entity_id) JOIN articles USING (article_id)
        WHERE language = $1
    """
    assert article.names <= set(rows(built, query, article.language))


@each_article
def test_it_has_no_events_and_the_dictionary_says_so(built: Workspace, article: Article) -> None:
    query = "SELECT * FROM event_mentions JOIN articles USING (article_id) WHERE language = $1"
    assert rows(built, query, article.language) == []
    comment = "SELECT comment FROM duckdb_tables() WHERE table_name = 'event_mentions' AND $1 <> ''"
    [(told,)] = rows(built, comment, article.language)
    assert "read in English and French; articles in other languages have none" in str(told)
