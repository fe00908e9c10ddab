"""What a sentence reports: type, participants, modality, time, place."""

from __future__ import annotations

import pytest

from pipelines.analyse.events.clauses import find_clauses
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.records.analysis import EventClause, Mention, Timex


def read(text: str, language: str, *dates: str) -> tuple[EventClause, ...]:
    doc = parse(text, language)
    mentions: tuple[Mention, ...] = find_mentions(text, doc, language)
    timexes = [Timex(text.index(d), text.index(d) + len(d), d, "DATE", d) for d in dates]
    return find_clauses(text, doc, language, mentions, timexes)


def only(text: str, language: str, *dates: str) -> EventClause:
    clauses = read(text, language, *dates)
    assert len(clauses) == 1, [(c.event_type, c.trigger) for c in clauses]
    return clauses[0]


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "language", "event_type"),
    [
        ("Le ministre grec a rencontré son homologue chypriote à Athènes.", "fr", "CONSULT"),
        ("La Norvège et la Suède ont signé un accord sur la pêche.", "fr", "AGREE"),
        ("La Finlande a accusé la Russie d'avoir brouillé ses radars.", "fr", "ACCUSE"),
        ("La police grecque a arrêté trois militants.", "fr", "COERCE"),
        ("Le Danemark a fourni une aide à l'Islande.", "fr", "AID"),
        ("Le gouvernement espagnol a rejeté la demande du Portugal.", "fr", "REJECT"),
        ("L'Autriche a imposé des sanctions à la Biélorussie.", "fr", "SANCTION"),
        ("Thousands of protesters marched in Madrid.", "en", "PROTEST"),
        ("Norway condemned Belarus over the detention.", "en", "ACCUSE"),
        ("The Greek army shelled rebel positions.", "en", "ASSAULT"),
        ("Sweden urged Hungary to ratify the treaty.", "en", "REQUEST"),
        ("Iran threatened to close the strait.", "en", "THREATEN"),
        ("Spain withdrew its troops from the island.", "en", "RETREAT"),
    ],
)
def test_a_trigger_tells_the_type(text: str, language: str, event_type: str) -> None:
    assert read(text, language)[0].event_type == event_type


def test_who_did_it_to_whom() -> None:
    text = "La Finlande a accusé la Russie d'avoir brouillé ses radars."
    clause = only(text, "fr")
    assert words(text, clause.actors) == ["Finlande"]
    assert words(text, clause.recipients) == ["Russie"]


def test_a_passive_turns_the_sides() -> None:
    text = "Trois journalistes ont été arrêtés par la police turque."
    clause = only(text, "fr")
    assert words(text, clause.actors) == ["police turque"]


def test_all_who_meet_are_actors() -> None:
    text = "Le ministre Petr Novak s'est entretenu avec Jan Kowalski et Anna Berg à Prague."
    clause = only(text, "fr")
    assert words(text, clause.actors) == ["Petr Novak", "Jan Kowalski", "Anna Berg"]
    assert clause.recipients == ()
    assert clause.place is not None
    assert text[slice(*clause.place)] == "Prague"


def test_who_asks_for_something_requests_it() -> None:
    assert read("La Norvège a demandé à l'Iran de libérer les otages.", "fr")[0].event_type == "REQUEST"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Le président letton rencontrera le président finlandais.", "planned"),
        ("Le président letton doit rencontrer le président finlandais.", "planned"),
        ("Le président letton n'a pas rencontré le président finlandais.", "denied"),
        ("Le président letton a rencontré le président finlandais.", "reported"),
    ],
)
def test_modality_follows_the_verb(text: str, modality: str) -> None:
    assert only(text, "fr").modality == modality


@pytest.mark.parametrize(
    "text",
    [
        "Si la Norvège attaquait la Suède, l'Europe réagirait.",
        "La Norvège pourrait attaquer la Suède.",
        "Le livre raconte l'histoire d'un boulanger de Lyon.",
        "Anna Berg a été élue maire de Nantes.",
    ],
)
def test_the_imagined_and_the_private_give_nothing(text: str) -> None:
    assert read(text, "fr") == ()


def test_a_date_belongs_to_its_own_verb() -> None:
    text = "Le 3 mai, la Grèce et Chypre ont signé un accord valable à partir du 9 juin."
    clause = only(text, "fr", "3 mai", "9 juin")
    assert clause.timex_start == text.index("3 mai")


def test_a_year_that_names_a_treaty_dates_nothing() -> None:
    text = "Invoquant le traité de 1975, la Grèce a demandé une aide à Chypre."
    request = next(c for c in read(text, "fr", "1975") if c.event_type == "REQUEST")
    assert request.timex_start is None


def test_respectively_distributes_dates() -> None:
    text = "Le ministre grec a eu un entretien avec Jan Kowalski et Anna Berg le 3 mai et le 4 mai, respectivement."
    clauses = read(text, "fr", "3 mai", "4 mai")
    assert [words(text, c.actors)[-1] for c in clauses] == ["Jan Kowalski", "Anna Berg"]
    assert [c.timex_start for c in clauses] == [text.index("3 mai"), text.index("4 mai")]


def test_a_dateline_takes_no_part() -> None:
    text = "OSLO, 3 mai (Agence Nordique) - Le ministre Petr Novak a reçu lundi le président Jan Kowalski au palais."
    clause = only(text, "fr", "lundi")
    assert words(text, clause.actors) == ["Petr Novak", "Jan Kowalski"]


def test_who_leads_a_body_acts_for_it() -> None:
    text = "Les dirigeants de l'Union européenne ont condamné l'attaque."
    clause = read(text, "fr")[0]
    assert words(text, clause.actors) == ["Union européenne"]


def test_protesters_who_storm_a_place_protest() -> None:
    assert only("Les manifestants ont envahi les rues de Belgrade.", "fr").event_type == "PROTEST"


def test_spans_are_exact_and_inside_their_sentence() -> None:
    text = "Bonjour.\nLa Norvège et la Suède ont signé un accord.\nLa Grèce a condamné l'attaque."
    for clause in read(text, "fr"):
        assert text[clause.trigger_start : clause.trigger_end] == clause.trigger
        assert clause.sentence_start <= clause.trigger_start < clause.trigger_end <= clause.sentence_end


def test_no_parse_no_clauses() -> None:
    assert find_clauses("Россия подписала договор.", None, "ru", (), ()) == ()


def test_an_opening_infinitive_has_the_subject_that_follows() -> None:
    text = "Après avoir rencontré le chef de l'opposition, le président grec a condamné l'attaque."
    consulted = next(clause for clause in read(text, "fr") if "rencontré" in clause.trigger)
    assert words(text, consulted.actors)[0] == "président grec"


def test_the_name_right_before_a_verb_is_its_subject_wherever_the_parser_hangs_it() -> None:
    text = "Plusieurs militants ont été blessés et le député Petr Dvořák a été arrêté par la police."
    jailed = next(clause for clause in read(text, "fr") if "arrêté" in clause.trigger)
    assert words(text, jailed.recipients) == ["Petr Dvořák"]


def test_an_attack_abroad_is_done_to_the_land_it_strikes() -> None:
    text = "Deux villages ont été détruits après des frappes danoises en Norvège."
    clause = only(text, "fr")
    assert words(text, clause.recipients) == ["Norvège"]


def test_the_means_of_an_attack_are_not_attacked() -> None:
    text = "La Norvège a attaqué la Suède avec une armée de mercenaires."
    assert words(text, only(text, "fr").recipients) == ["Suède"]


def test_a_title_and_the_person_named_after_it_are_one() -> None:
    text = "Anna Berg a demandé au président sortant, Jan Novák, de ratifier le traité."
    assert words(text, only(text, "fr").recipients) == ["Jan Novák"]


def test_where_the_police_keep_somebody_is_nobody() -> None:
    text = "Le ministre grec a été placé en garde à vue."
    assert words(text, only(text, "fr").recipients) == ["ministre grec"]


def test_who_is_sentenced_is_coerced_not_accused() -> None:
    assert only("Le ministre grec a été condamné à payer une amende.", "fr").event_type == "COERCE"


def test_a_battle_without_who_where_or_when_is_a_manner_of_speaking() -> None:
    assert read("Les combats ont commencé entre les deux humoristes.", "fr") == ()


def test_of_an_attack_by_one_the_other_suffers_it() -> None:
    text = "Cela s'était produit lors de l'attaque de la Norvège par la Suède."
    clause = only(text, "fr")
    assert (words(text, clause.actors), words(text, clause.recipients)) == (["Suède"], ["Norvège"])


def test_the_seat_of_a_treaty_is_no_party_to_it() -> None:
    text = "La Norvège et la Suède ont ratifié l'accord de Madrid."
    assert words(text, only(text, "fr").actors) == ["Norvège", "Suède"]


def test_what_may_be_feared_has_not_happened() -> None:
    assert read("La Norvège craint qu'une frappe danoise ne coûte la vie à des civils.", "fr") == ()


def test_who_is_the_target_of_an_attack_suffers_it() -> None:
    text = "Le siège du parti républicain a été la cible d'un attentat."
    clause = only(text, "fr")
    assert (clause.actors, words(text, clause.recipients)) == ((), ["parti"])


def test_who_speaks_of_a_deed_has_not_done_it() -> None:
    text = "Des témoignages de soldats norvégiens font état de massacres par des rebelles."
    assert words(text, only(text, "fr").actors) == ["rebelles"]


def test_the_strikes_of_an_army_are_no_protest() -> None:
    assert only("The Danish army said the strikes by the Swedish army hit Norway.", "en").event_type == "ASSAULT"


def test_where_something_is_received_is_not_who_is_received() -> None:
    assert read("Anna Berg, the Norwegian minister, has been receiving treatment in Spain.", "en") == ()


def test_who_is_cited_for_it_took_no_part() -> None:
    text = "A Brest, 4.000 personnes ont défilé selon la police, tandis que le syndicat en a recensé 9.000."
    assert not any(clause.actors or clause.recipients for clause in read(text, "fr"))


def test_so_many_troops_that_are_deployed_are_their_states() -> None:
    text = "Près de 2 000 soldats norvégiens seront déployés le long de la frontière, selon Oslo."
    clause = only(text, "fr")
    assert (clause.event_type, words(text, clause.actors)) == ("MOBILIZE", ["soldats norvégiens"])


@pytest.mark.parametrize("topic", ["Transylvania", "Hungary"])
def test_what_is_discussed_is_not_who_discusses(topic: str) -> None:
    text = f"President Anna Berg and President Jan Novak discussed {topic} by phone."
    assert words(text, only(text, "en").actors) == ["Anna Berg", "Jan Novak"]
