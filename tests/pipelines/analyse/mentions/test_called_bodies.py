"""Bodies that the words beside them tell: what calls them a firm, whose state they are, who serves them."""

from __future__ import annotations

import pytest

from pipelines.analyse.mentions.known_name import KnownName
from pipelines.analyse.mentions.name_types import read_body
from pipelines.languages.names import load_pack
from tests.pipelines.analyse.mentions.test_mentions import by_surface, read


@pytest.mark.parametrize(
    ("text", "language", "body"),
    [
        ("Lawmakers questioned the energy company Varga. Varga declined to comment, Mr Orlov said.", "en", "Varga"),
        ("The body was found by Tekla, a private ultra-Orthodox rescue organization.", "en", "Tekla"),
        ("Les journalistes du site Lampadia ont enquêté. Lampadia publie la liste.", "fr", "Lampadia"),
        ("Adlerko (ADLK.DE) gagne 3% après ses résultats. Adlerko vise plus haut.", "fr", "Adlerko"),
    ],
)
def test_what_the_text_calls_a_firm_is_a_body(text: str, language: str, body: str) -> None:
    found = [mention for mention in read(text, language) if mention.surface == body]

    assert found
    assert {mention.type for mention in found} == {"ORG"}


@pytest.mark.parametrize(
    "text",
    [
        "Harold Sorrell left the company Sorrell had led for years.",
        "According to Sorrell, the company will close. Harold Sorrell said so.",
        "They left the company Harold Sorrell founded.",
    ],
)
def test_who_founded_a_firm_stays_a_person(text: str) -> None:
    assert {mention.type for mention in read(text, "en") if "Sorrell" in mention.surface} == {"PER"}


@pytest.mark.parametrize(
    ("text", "language", "body", "country"),
    [
        ("Kenya's Ministry of Health ordered a recall on Monday.", "en", "Ministry of Health", "KEN"),
        ("Le ministère de la Santé du Kenya a rappelé le lot.", "fr", "ministère de la Santé", "KEN"),
        ("Le ministère de la Santé kényan a rappelé le lot.", "fr", "ministère de la Santé", "KEN"),
        ("Hong Kong's Department of Health ordered a recall.", "en", "Department of Health", "HKG"),
    ],
)
def test_a_ministry_is_of_the_state_told_beside_it(text: str, language: str, body: str, country: str) -> None:
    assert by_surface(read(text, language))[body].country == country


def test_who_serves_a_body_is_named_behind_it() -> None:
    found = by_surface(read("Le président de la Réserve fédérale, Jerome Powell, s'exprimera mercredi.", "fr"))

    assert (found["Jerome Powell"].country, found["Jerome Powell"].sector) == ("USA", "GOV")


def test_letters_behind_a_number_are_an_era() -> None:
    assert [m.surface for m in read("The king died in 44 B.C. in Vancouver.", "en") if m.kind == "name"] == [
        "Vancouver"
    ]


def test_a_time_of_the_night_is_no_court() -> None:
    assert "cours" not in by_surface(read("Au cours de la nuit, le procureur de Toulouse a parlé.", "fr"))


def test_a_body_is_as_long_as_the_letters_of_its_capitals_say() -> None:
    text = "The warning came from the Pharmacies and Healthcare products Agency (PHA) on Monday."

    assert "Pharmacies and Healthcare products Agency" in by_surface(read(text, "en"))


def test_a_numbered_meeting_is_no_island() -> None:
    found = read("La 43e Réunion consultative du traité s'ouvre lundi.", "fr")

    assert [mention.surface for mention in found if mention.kind == "name" and mention.country == "REU"] == []


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Les chiffres cités par le quotidien économique RBC inquiètent.", "RBC", ("ORG", None, "MED")),
        ("Les chiffres cités par le quotidien britannique Lampadia inquiètent.", "Lampadia", ("ORG", "GBR", "MED")),
        ("Un poste du groupement militaire Sever, déployé dans la région, a brûlé.", "Sever", ("ORG", None, None)),
    ],
)
def test_an_adjective_may_stand_between_the_noun_and_the_body(
    text: str, name: str, told: tuple[str, str | None, str | None]
) -> None:
    found = by_surface(read(text, "fr"))[name]

    assert (found.type, found.country, found.sector) == told


def test_a_part_of_a_union_is_a_union_of_its_country() -> None:
    found = by_surface(read("La grève a été lancée par la CGT Goodyear lundi matin.", "fr"))["CGT Goodyear"]

    assert (found.country, found.sector) == ("FRA", "LAB")


@pytest.mark.parametrize(
    ("text", "language", "body", "told"),
    [
        ("La revue Corpora Nova publie l'étude.", "fr", "Corpora Nova", (None, "MED")),
        ("L'agence de presse tchèque Vltavan l'a annoncé.", "fr", "Vltavan", ("CZE", "MED")),
        ("The study appeared in the medical journal Corpora Nova on Monday.", "en", "Corpora Nova", (None, "MED")),
        ("He joined a program run by Tekla, a nonprofit created in 1998.", "en", "Tekla", (None, "NGO")),
        ("Tekla Systems, a Canadian company that builds chips, said no.", "en", "Tekla Systems", ("CAN", "BUS")),
    ],
)
def test_the_noun_that_calls_a_body_tells_its_sector_and_country(
    text: str, language: str, body: str, told: tuple[str | None, str]
) -> None:
    found = by_surface(read(text, language))[body]

    assert (found.type, found.country, found.sector) == ("ORG", *told)


def test_bodies_of_one_list_are_what_the_noun_before_it_calls_them() -> None:
    found = by_surface(read("Les entreprises Zorvane et Plinko ont fermé leurs bureaux.", "fr"))

    assert [(found[body].type, found[body].sector) for body in ("Zorvane", "Plinko")] == [("ORG", "BUS")] * 2


@pytest.mark.parametrize(
    ("name", "language", "sector"),
    [
        ("Brockdale Independent School District", "en", "EDU"),
        ("Brockdale Newsroom", "en", "MED"),
        ("Screen Writers Guild", "en", "LAB"),
        ("Brockdale Teachers Association", "en", "LAB"),
        ("Council of Ministers", "en", "GOV"),
        ("Conseil des ministres", "fr", "GOV"),
        ("American Civil Liberties Union of Ohio", "en", "NGO"),
        ("Ohio American Federation of Teachers", "en", "LAB"),
        ("Microsoft Research", "en", "BUS"),
    ],
)
def test_words_of_a_name_or_the_body_within_tell_the_sector(name: str, language: str, sector: str) -> None:
    pack = load_pack(language)
    body = read_body(name, pack) if pack is not None else None

    assert body is not None
    assert body.sector == sector


def test_an_academy_of_arts_is_no_school() -> None:
    pack = load_pack("en")

    assert pack is not None
    assert read_body("Academy of Brass Arts", pack) is None


def test_who_heads_an_enterprise_is_no_enterprise() -> None:
    found = by_surface(read("Le chef d'entreprise Paul Rouvier a vendu la ferme.", "fr"))

    assert found["Paul Rouvier"].type == "PER"


@pytest.mark.parametrize(
    ("text", "language", "work"),
    [
        ("Elle relit le roman Jérusalem chaque hiver.", "fr", "Jérusalem"),
        ("The novel Odessa won a prize in Leeds.", "en", "Odessa"),
    ],
)
def test_what_a_noun_calls_a_work_is_no_town(text: str, language: str, work: str) -> None:
    assert by_surface(read(text, language))[work].type == "MISC"


@pytest.mark.parametrize(
    "text", ["La loi LPZR est votée.", "Depuis la loi d'autonomie des musées (LAM), tout va mieux."]
)
def test_letters_of_a_law_are_no_body(text: str) -> None:
    assert [m.type for m in read(text, "fr") if m.surface in {"LPZR", "LAM"} and m.type == "ORG"] == []


def test_an_adjective_of_a_party_names_nobody() -> None:
    found = read("The Republican frontrunner spoke to Democratic voters on Monday.", "en")

    assert [m.surface for m in found if m.kind == "name"] == []


@pytest.mark.parametrize(
    ("text", "language", "person", "sector"),
    [
        ("Senate Democratic Leader Greg Holloway said no.", "en", "Greg Holloway", "LEG"),
        ("Le président du groupe parlementaire Paul Rouvier a voté non.", "fr", "Paul Rouvier", "LEG"),
        ("State Health Commissioner Carla Dunmore said no.", "en", "Carla Dunmore", "GOV"),
    ],
)
def test_who_leads_in_a_chamber_is_of_it(text: str, language: str, person: str, sector: str) -> None:
    assert by_surface(read(text, language))[person].sector == sector


@pytest.mark.parametrize(("adjective", "country"), [("russe", "RUS"), ("ukrainien", "UKR")])
def test_a_body_with_the_adjective_of_a_state_is_not_the_one_of_all_states(adjective: str, country: str) -> None:
    council = by_surface(read(f"Le Conseil de sécurité {adjective} s'est réuni vendredi.", "fr"))
    assert council[f"Conseil de sécurité {adjective}"].country == country


@pytest.mark.parametrize(
    ("text", "language", "body", "country", "sector"),
    [
        ("He works for Norway's Lorne Research Centre, they say.", "en", "Lorne Research Centre", "NOR", None),
        ("Varga, a global health solutions provider, rose.", "en", "Varga", None, "BUS"),
        ("The Brockdale Police Department closed the road.", "en", "Brockdale Police Department", None, "COP"),
        (
            "La Fédération lornaise des enseignants est en grève.",
            "fr",
            "Fédération lornaise des enseignants",
            None,
            "LAB",
        ),
        ("La Commission de l'UA se réunit.", "fr", "Commission de l'UA", None, "IGO"),
        ('Un centre bâti par la société "Travonia" est fermé.', "fr", "Travonia", None, "BUS"),
    ],
)
def test_words_in_and_beside_a_body_tell_country_and_sector(
    text: str, language: str, body: str, country: str | None, sector: str | None
) -> None:
    found = by_surface(read(text, language))[body]

    assert (found.country, found.sector) == (country, sector)


def test_an_office_before_a_part_of_a_firm_makes_no_person_of_it() -> None:
    text = "Zorvane Group makes pumps. Alan Whitcombe, President Zorvane Group North, says so. Zorvane Group is big."

    assert all(mention.type != "PER" for mention in read(text, "en") if mention.surface.startswith("Zorvane"))


def test_a_general_assembly_of_members_is_no_parliament() -> None:
    pack = load_pack("fr")
    assert pack is not None

    assert read_body("Assemblée générale de l'association", pack) is None
    assert read_body("Assemblée de Ruritanie", pack) == KnownName("Assemblée de Ruritanie", "ORG", None, "LEG")
