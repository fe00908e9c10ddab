"""Names and descriptions of actors in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.mentions.name import Name
from pipelines.analyse.mentions.name_types import call_by_given_name
from pipelines.analyse.parsing import parse
from pipelines.languages.names import load_pack
from pipelines.records.analysis import Mention, MentionType


def read(text: str, language: str) -> tuple[Mention, ...]:
    return find_mentions(text, parse(text, language), language)


def by_surface(mentions: tuple[Mention, ...]) -> dict[str, Mention]:
    return {mention.surface: mention for mention in mentions}


def test_every_mention_is_the_text_at_its_offsets() -> None:
    text = "Le président polonais Andrzej Duda a reçu à Varsovie l’ambassadeur d’Estonie.\n\nL’ONU s’en félicite."
    for mention in read(text, "fr"):
        assert text[mention.start : mention.end] == mention.surface


def test_a_role_beside_a_name_is_kept_on_the_name() -> None:
    found = by_surface(read("Le président polonais Andrzej Duda est arrivé à Riga.", "fr"))
    duda = found["Andrzej Duda"]
    assert (duda.type, duda.kind, duda.country, duda.role) == ("PER", "name", "POL", "president")


def test_a_role_without_a_name_is_a_nominal_mention() -> None:
    found = by_surface(read("Le ministre estonien s'est tu.", "fr"))
    assert found["ministre estonien"].kind == "nominal"
    assert found["ministre estonien"].country == "EST"


def test_coordinated_demonyms_are_one_mention_each() -> None:
    mentions = read("Les dirigeants letton et lituanien se sont vus.", "fr")
    assert [m.country for m in mentions if m.role == "leader"] == ["LVA", "LTU"]


def test_a_counterpart_holds_the_office_named_before() -> None:
    text = "Le président letton Edgars Rinkēvičs a appelé son homologue finlandais Alexander Stubb."
    found = by_surface(read(text, "fr"))
    assert found["Alexander Stubb"].role == "president"
    assert found["Alexander Stubb"].country == "FIN"


def test_an_english_country_before_a_head_gives_its_country() -> None:
    found = by_surface(read("Norway's foreign minister met Finnish officials in Oslo.", "en"))
    assert found["Norway's foreign minister"].country == "NOR"
    assert found["Finnish officials"].country == "FIN"


def test_without_a_model_a_person_is_named_behind_an_office_or_a_civility() -> None:
    text = "Il presidente lettone Edgars Rinkēvičs ha visto la signora Rossi e il governo dell'Ucraina."
    found = by_surface(read(text, "it"))
    assert (found["Edgars Rinkēvičs"].type, found["Edgars Rinkēvičs"].country) == ("PER", "LVA")
    assert found["Rossi"].type == "PER"
    assert found["governo dell'Ucraina"].country == "UKR"


def test_a_language_has_its_own_names_for_countries_and_bodies() -> None:
    found = by_surface(read("La Gran Bretagna e le Nazioni Unite tacciono, la Casa Bianca no.", "it"))
    assert found["Gran Bretagna"].country == "GBR"
    assert found["Nazioni Unite"].sector == "IGO"
    assert found["Casa Bianca"].country == "USA"


def test_a_ministry_is_a_body_with_a_country() -> None:
    found = by_surface(read("Le ministère grec des Affaires étrangères a publié une note.", "fr"))
    ministry = found["ministère grec des Affaires étrangères"]
    assert (ministry.type, ministry.country, ministry.sector) == ("ORG", "GRC", "GOV")


def test_a_verb_is_no_envoy() -> None:
    assert "envoyé" not in by_surface(read("Le maire a envoyé une lettre à Lyon.", "fr"))


@pytest.mark.parametrize(
    ("text", "language", "surface", "country"),
    [
        ("Россия и Армения подписали договор.", "ru", "Россия", "RUS"),
        ("Deutschland und Frankreich beraten.", "de", "Frankreich", "FRA"),
        ("España y Portugal firmaron un acuerdo.", "es", "España", "ESP"),
    ],
)
def test_gazetteers_find_countries_where_there_is_no_model(
    text: str, language: str, surface: str, country: str
) -> None:
    assert parse(text, language) is None
    assert by_surface(read(text, language))[surface].country == country


def test_short_names_must_be_written_as_names() -> None:
    assert "us" not in by_surface(read("They told us that the US would help.", "en"))
    assert by_surface(read("They told us that the US would help.", "en"))["US"].country == "USA"


def test_line_ends_end_sentences() -> None:
    tree = parse("Accord sur le gaz\nLe ministre a signé. Il est parti.", "fr")
    assert tree is not None
    sentences = [tree.bounds(first, end - 1) for first, end in tree.sentences]
    assert [tree.text[slice(*sentence)].strip() for sentence in sentences] == [
        "Accord sur le gaz",
        "Le ministre a signé.",
        "Il est parti.",
    ]


@given(st.text(max_size=80))
def test_any_text_gives_mentions_with_true_offsets(text: str) -> None:
    for mention in find_mentions(text, None, "ru"):
        assert text[mention.start : mention.end] == mention.surface


def test_so_many_of_a_people_are_civilians_of_it() -> None:
    counted = next(m for m in read("Environ 400 Danois ont demandé de l'aide.", "fr") if m.surface == "Danois")
    people = next(m for m in read("Les Danois ont demandé de l'aide.", "fr") if m.surface == "Danois")
    assert (counted.role, people.role) == ("civilians", "people")


def test_a_person_called_by_a_given_name_is_no_place_of_that_name() -> None:
    text = "Jordan Bellweather won. Jordan, who is fifteen, was born in Jordan."
    pack = load_pack("en")
    assert pack is not None
    spans: list[tuple[int, int, MentionType]] = [(0, 18, "PER"), (24, 30, "LOC"), (60, 66, "LOC")]
    read_again = call_by_given_name(text, [Name(start, end, kind, 0.9) for start, end, kind in spans], pack)

    assert [name.type for name in read_again] == ["PER", "PER", "LOC"]


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("McDonald's sold more breakfasts than a year ago.", "en", "McDonald's"),
        ("Morgan Stanley reported a profit.", "en", "Morgan Stanley"),
        ("Merrill Lynch conseille Ernst & Young.", "fr", "Ernst & Young"),
        ("Philip Morris a relevé son dividende.", "fr", "Philip Morris"),
    ],
)
def test_a_company_named_after_a_person_is_a_body(text: str, language: str, surface: str) -> None:
    assert by_surface(read(text, language))[surface].type == "ORG"


def test_an_article_with_a_capital_makes_no_name_of_a_noun() -> None:
    assert "La réunion" not in by_surface(read("La réunion s'est achevée vers 18 heures.", "fr"))
    assert by_surface(read("La Réunion est une île.", "fr"))["La Réunion"].country == "REU"


def test_a_third_name_that_is_spelt_like_an_article_is_kept() -> None:
    assert "Kim Jong Un" in by_surface(read("Une déclaration commune de Kim Jong Un et de Donald Trump.", "fr"))


def test_a_given_name_is_no_country() -> None:
    found = by_surface(read("Dominique de Villemont est arrivé.", "fr"))

    assert all(mention.country is None for mention in found.values())


def test_a_country_that_urges_an_officer_is_not_his() -> None:
    found = by_surface(read("Estonia has urged Prime Minister Colin Ashby to raise defence spending.", "en"))

    assert found["Colin Ashby"].country is None
    assert by_surface(read("Russian President Pavel Orlov spoke.", "en"))["Pavel Orlov"].country == "RUS"


def test_students_and_farmers_protest_against_nobody() -> None:
    roles = {m.role for m in read("The students from Spain and the farmers of France met.", "en")}

    assert "protesters" not in roles


def test_a_judge_is_a_person_and_unnamed_a_court() -> None:
    assert by_surface(read("Le juge canadien Randall Bocock s'est récusé.", "fr"))["Randall Bocock"].sector == "JUD"
    nominal = next(m for m in read("Le juge canadien s'est récusé.", "fr") if m.kind == "nominal")
    assert (nominal.type, nominal.role, nominal.country) == ("ORG", "court", "CAN")


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("The MP for Rochdale said the town had been failed.", "en", "GBR"),
        ("A senator was arrested on Monday.", "en", None),
        ("Un sénateur français a été arrêté.", "fr", "FRA"),
    ],
)
def test_one_lawmaker_unnamed_is_a_person_and_no_parliament(text: str, language: str, country: str | None) -> None:
    nominal = next(m for m in read(text, language) if m.kind == "nominal")

    assert (nominal.type, nominal.role, nominal.sector) == ("PER", "lawmaker", "LEG")
    assert nominal.country == country


@pytest.mark.parametrize(("text", "language"), [("British MPs voted.", "en"), ("Les députés ont voté la loi.", "fr")])
def test_lawmakers_unnamed_are_the_parliament(text: str, language: str) -> None:
    nominal = next(m for m in read(text, language) if m.kind == "nominal")

    assert (nominal.type, nominal.role, nominal.sector) == ("ORG", "parliament", "LEG")


def test_a_body_is_as_long_as_its_acronym_in_brackets_says() -> None:
    text = "Les colonels du Comité national pour le redressement du peuple (CNRP) ont promis une transition."

    assert "Comité national pour le redressement du peuple" in by_surface(read(text, "fr"))


def test_a_patronymic_is_no_given_name() -> None:
    found = by_surface(read("Valery Nikolaevich Ermakov told the inquiry that he had left in June.", "en"))

    assert "Valery Nikolaevich Ermakov" in found


def test_a_surname_in_capitals_is_the_person_s() -> None:
    text = "MARTA OLSZEWSKA, the head of the firm, spoke. Olszewska will return on Tuesday, Ms Olszewska said."

    assert by_surface(read(text, "en"))["MARTA OLSZEWSKA"].type == "PER"


def test_an_elided_article_links_a_role_to_its_country() -> None:
    text = "Le président de l'Autorité palestinienne, Salim Barghouti, a parlé."

    assert by_surface(read(text, "fr"))["Salim Barghouti"].country == "PSE"


def test_the_code_of_a_share_names_nobody() -> None:
    found = by_surface(read("Ferrari (RACE.MI) recule de 2,75% après que Citigroup a parlé.", "fr"))

    assert not any("RACE" in surface for surface in found)


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("Des soldats iraniens dissidents ont retenu trente personnes.", "fr", "soldats iraniens"),
        ("D'anciens officiers israéliens ont condamné la loi.", "fr", "officiers israéliens"),
        ("Rogue Malian soldiers fired on the palace.", "en", "Malian soldiers"),
    ],
)
def test_who_has_left_a_states_body_is_not_that_body(text: str, language: str, group: str) -> None:
    found = find_mentions(text, parse(text, language), language)
    assert not any(group in mention.surface for mention in found)
