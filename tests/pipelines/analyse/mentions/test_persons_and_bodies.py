"""Persons that places, bodies and headlines hide, and the bodies that they are of."""

from __future__ import annotations

import pytest

from tests.pipelines.analyse.mentions.test_mentions import by_surface, read


@pytest.mark.parametrize(
    ("text", "language", "person"),
    [
        ("Savannah Quillfeather said the vote was lost.", "en", "Savannah Quillfeather"),
        ("The captains are Dakota Fenwick and Phoenix Marlowe.", "en", "Dakota Fenwick"),
        ("The ferry sank. M. de Castelbajac a quitté la salle.", "fr", "de Castelbajac"),
        ("Mme Le Goff a signé la lettre.", "fr", "Le Goff"),
        ("Le conseil a siégé hier. TERESA WILCZEK dirigera l'équipe.", "fr", "TERESA WILCZEK"),
        ("Nikolai Stepanovich Gribov, an inspector, told the court so.", "en", "Nikolai Stepanovich Gribov"),
    ],
)
def test_a_person_is_found_whole(text: str, language: str, person: str) -> None:
    found = by_surface(read(text, language))

    assert person in found
    assert found[person].type == "PER"


def test_a_team_is_no_person_for_the_town_it_is_of() -> None:
    found = read("The Houston Rockets beat the Dallas Mavericks on Friday in Houston.", "en")

    assert [m.surface for m in found if m.type == "PER"] == []


def test_a_civility_before_a_name_is_no_part_of_it() -> None:
    found = by_surface(read("Mr Harold Lindqvist met Mrs. Anna Sorrell and Mr. Peter O'Dowd in Dublin.", "en"))

    assert {"Harold Lindqvist", "Anna Sorrell", "Peter O'Dowd"} <= set(found)


def test_an_armed_group_goes_by_its_short_name_where_its_country_is_named() -> None:
    found = by_surface(read("La Russie retire Wagner du Mali, où Wagner combattait depuis deux ans.", "fr"))

    assert found["Wagner"].type == "ORG"


def test_a_composer_of_the_name_stays_a_person() -> None:
    found = by_surface(read("Richard Wagner est né à Leipzig. Wagner a dirigé en Russie.", "fr"))

    assert found["Wagner"].type == "PER"


def test_a_renamed_firm_goes_by_a_letter_where_its_old_name_stands() -> None:
    text = "Elon Musk owns Twitter, now called X, and the speeches of Malcolm X are on X."
    found = read(text, "en")

    assert [m.start for m in found if m.surface == "X"] == [text.index("X,"), text.index("X.")]


@pytest.mark.parametrize(
    ("text", "language", "person", "sector"),
    [
        ("Helen Marsh, the head of Volkswagen, agreed.", "en", "Helen Marsh", "BUS"),
        ("Volkswagen's president Helen Marsh agreed.", "en", "Helen Marsh", "BUS"),
        ("Paul Lacaze, le président de la fondation, a démissionné.", "fr", "Paul Lacaze", "NGO"),
        ("Paul Lacaze, porte-parole de la police, a confirmé.", "fr", "Paul Lacaze", "COP"),
    ],
)
def test_who_leads_a_body_is_of_its_sector_and_no_head_of_state(
    text: str, language: str, person: str, sector: str
) -> None:
    found = by_surface(read(text, language))[person]

    assert (found.role, found.sector) == ("official", sector)


def test_the_president_of_a_state_s_council_is_its_prime_minister() -> None:
    found = by_surface(read("La présidente du Conseil italien, Claudia Ferri, a parlé à Milan.", "fr"))

    assert (found["Claudia Ferri"].role, found["Claudia Ferri"].country) == ("prime_minister", "ITA")
    assert "Conseil italien" not in found


def test_the_president_of_another_council_is_none() -> None:
    found = by_surface(read("Le président du Conseil constitutionnel, Paul Lacaze, a parlé.", "fr"))

    assert found["Paul Lacaze"].role != "prime_minister"


@pytest.mark.parametrize(
    ("name", "language", "sector"),
    [
        ("Oakhurst University", "en", "EDU"),
        ("Toronto Police Service", "en", "COP"),
        ("Fondation Beaumarchand", "fr", "NGO"),
    ],
)
def test_a_body_has_the_sector_that_its_words_tell(name: str, language: str, sector: str) -> None:
    text = f"A report by {name} was read." if language == "en" else f"La {name} a publié un rapport."
    found = by_surface(read(text, language))

    assert found[name].sector == sector


def test_a_common_word_that_opens_a_sentence_is_no_name() -> None:
    text = "Homicide fell last year. Police said that homicide had been common in Leeds."

    assert "Homicide" not in by_surface(read(text, "en"))


def test_a_surname_that_is_a_word_too_stays_a_name() -> None:
    text = "Jeremy Hunt spoke in Leeds. Hunt said that the hunt for the thief went on."

    assert by_surface(read(text, "en"))["Hunt"].type == "PER"


def test_letters_that_shorten_common_nouns_are_no_body() -> None:
    text = "La France crée des aires marines protégées (AMP). Les AMP seront vingt en 2030."

    assert "AMP" not in by_surface(read(text, "fr"))


def test_a_faith_is_no_person() -> None:
    found = read("Arab and Muslim journalists met in Leeds. Muslim groups wrote a letter.", "en")

    assert [m.surface for m in found if m.type == "PER" and m.kind == "name"] == []


def test_letters_that_shorten_a_body_in_small_letters_are_its_name() -> None:
    text = "Le comité national des pêcheurs de Bretagne (CNPB) a voté. Le CNPB siégera à Brest et le vote est clos."

    assert by_surface(read(text, "fr"))["CNPB"].type == "ORG"


def test_a_prefix_bound_to_a_name_is_no_part_of_it() -> None:
    text = "The post-World War II experiments in Guatemala were the work of doctors."

    assert by_surface(read(text, "en"))["World War II"].type == "MISC"


@pytest.mark.parametrize(
    ("text", "language", "person", "sector"),
    [
        ("Senate Majority Leader Harold Pike spoke in Washington.", "en", "Harold Pike", "LEG"),
        ("Le juge en chef Paul Lacaze a parlé.", "fr", "Paul Lacaze", "JUD"),
    ],
)
def test_an_office_of_several_words_is_of_its_own_sector(text: str, language: str, person: str, sector: str) -> None:
    assert by_surface(read(text, language))[person].sector == sector


@pytest.mark.parametrize("officer", ["chef de l'État-major", "chef d'Etat-major", "cheffe d'état-major"])
def test_who_heads_the_staff_of_an_army_heads_no_state(officer: str) -> None:
    (found,) = [m for m in read(f"Hier, le {officer} a parlé.", "fr") if m.kind == "nominal"]

    assert (found.role, found.sector) == ("officer", "MIL")


def test_a_lawmaker_in_apposition_is_one_with_the_party_before_the_office() -> None:
    text = "They were warned by Daniel Poulter, the Conservative MP for Ipswich and a doctor."
    found = by_surface(read(text, "en"))["Daniel Poulter"]

    assert (found.role, found.sector) == ("lawmaker", "LEG")


def test_the_officer_of_a_body_told_by_a_noun_has_its_sector() -> None:
    found = by_surface(read("Le président du tribunal, Denis Weisbuch, a rappelé les faits.", "fr"))["Denis Weisbuch"]

    assert (found.country, found.sector) == (None, "JUD")


def test_an_adjective_may_stand_between_an_office_and_its_holder() -> None:
    found = by_surface(read("Le maire sortant Claude Nicolas cherche un logement pour la famille.", "fr"))

    assert (found["Claude Nicolas"].role, found["Claude Nicolas"].sector) == ("governor", "GOV")


def test_a_rank_of_two_words_is_no_part_of_a_name() -> None:
    found = by_surface(read("The first witness was Major-Gen Gopaul Govender, who led the inquiry.", "en"))

    assert "Gopaul Govender" in found


@pytest.mark.parametrize("office", ["juge d'instruction", "juge des libertés et de la détention"])
def test_a_judge_told_by_what_he_judges_is_one(office: str) -> None:
    found = by_surface(read(f"Il a été placé en détention par le {office}, Charles Pratz, jeudi.", "fr"))

    assert (found["Charles Pratz"].role, found["Charles Pratz"].sector) == ("judge", "JUD")


@pytest.mark.parametrize(
    ("text", "language", "body", "country", "sector"),
    [
        ("The British Government condemned the attack.", "en", "British Government", "GBR", "GOV"),
        ("The Sunday Herald reported the arrests.", "en", "Sunday Herald", None, "MED"),
        ("Radio Kaléidoscope cesse d'émettre lundi.", "fr", "Radio Kaléidoscope", None, "MED"),
    ],
)
def test_the_head_of_a_name_tells_the_sector_of_its_body(
    text: str, language: str, body: str, country: str | None, sector: str
) -> None:
    found = by_surface(read(text, language))[body]
    assert (found.type, found.country, found.sector) == ("ORG", country, sector)
