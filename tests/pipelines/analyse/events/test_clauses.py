"""What a sentence reports: type, participants, modality, time, place."""

from __future__ import annotations

import pytest

from pipelines.analyse.events.clauses import find_clauses
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.records.analysis import EventClause, Mention, Participant


def read(text: str, language: str) -> tuple[EventClause, ...]:
    doc = parse(text, language)
    mentions: tuple[Mention, ...] = find_mentions(text, doc, language)
    return find_clauses(text, doc, language, mentions, find_timexes(text, language))


def only(text: str, language: str) -> EventClause:
    clauses = read(text, language)
    assert len(clauses) == 1, [(c.event_type, c.trigger) for c in clauses]
    return clauses[0]


def words(participants: tuple[Participant, ...]) -> list[str]:
    return [participant.surface for participant in participants]


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
    assert words(clause.actors) == ["Finlande"]
    assert words(clause.recipients) == ["Russie"]


def test_a_passive_turns_the_sides() -> None:
    text = "Trois journalistes ont été arrêtés par la police turque."
    clause = only(text, "fr")
    assert words(clause.actors) == ["police turque"]


def test_all_who_meet_are_actors() -> None:
    text = "Le ministre Petr Novak s'est entretenu avec Jan Kowalski et Anna Berg à Prague."
    clause = only(text, "fr")
    assert words(clause.actors) == ["Petr Novak", "Jan Kowalski", "Anna Berg"]
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
        ("Mardi, le président letton n'a pas rencontré le président finlandais.", "denied"),
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
    clause = only(text, "fr")
    assert clause.timex_start == text.index("Le 3 mai")


def test_a_year_that_names_a_treaty_dates_nothing() -> None:
    text = "Invoquant le traité de 1975, la Grèce a demandé une aide à Chypre."
    request = next(c for c in read(text, "fr") if c.event_type == "REQUEST")
    assert request.timex_start is None


def test_respectively_distributes_dates() -> None:
    text = "Le ministre grec a eu un entretien avec Jan Kowalski et Anna Berg le 3 mai et le 4 mai, respectivement."
    clauses = read(text, "fr")
    assert [words(c.actors)[-1] for c in clauses] == ["Jan Kowalski", "Anna Berg"]
    assert [c.timex_start for c in clauses] == [text.index("le 3 mai"), text.index("le 4 mai")]


def test_a_dateline_takes_no_part() -> None:
    text = "OSLO, 3 mai (Agence Nordique) - Le ministre Petr Novak a reçu lundi le président Jan Kowalski au palais."
    clause = only(text, "fr")
    assert words(clause.actors) == ["Petr Novak", "Jan Kowalski"]


def test_who_leads_a_body_is_named_by_all_the_words() -> None:
    text = "Les dirigeants de l'Union européenne ont condamné l'attaque."
    clause = read(text, "fr")[0]
    assert words(clause.actors) == ["dirigeants de l'Union européenne"]


def test_protesters_who_storm_a_place_protest() -> None:
    assert only("Les manifestants ont envahi les rues de Belgrade.", "fr").event_type == "PROTEST"


def test_spans_are_exact_and_inside_their_sentence() -> None:
    text = "Bonjour.\nLa Norvège et la Suède ont signé un accord.\nLa Grèce a condamné l'attaque."
    for clause in read(text, "fr"):
        assert text[clause.trigger_start : clause.trigger_end] == clause.trigger
        assert clause.sentence_start <= clause.trigger_start < clause.trigger_end <= clause.sentence_end


def test_no_parse_no_clauses() -> None:
    assert find_clauses("Россия подписала договор.", None, "ru", (), ()) == ()


def test_the_means_of_an_attack_are_not_attacked() -> None:
    text = "La Norvège a attaqué la Suède avec une armée de mercenaires."
    assert words(only(text, "fr").recipients) == ["Suède"]


def test_a_title_and_the_person_named_after_it_are_one() -> None:
    text = "Anna Berg a demandé au président sortant, Jan Novák, de ratifier le traité."
    assert words(only(text, "fr").recipients) == ["Jan Novák"]


def test_where_the_police_keep_somebody_is_nobody() -> None:
    text = "Le ministre grec a été placé en garde à vue."
    assert words(only(text, "fr").recipients) == ["ministre grec"]


def test_who_is_sentenced_is_coerced_not_accused() -> None:
    assert only("Le ministre grec a été condamné à payer une amende.", "fr").event_type == "COERCE"


def test_a_battle_without_who_where_or_when_is_a_manner_of_speaking() -> None:
    assert read("Les combats ont commencé entre les deux humoristes.", "fr") == ()


def test_the_seat_of_a_treaty_is_no_party_to_it() -> None:
    text = "La Norvège et la Suède ont ratifié l'accord de Madrid."
    assert words(only(text, "fr").actors) == ["Norvège", "Suède"]


def test_what_may_be_feared_has_not_happened() -> None:
    assert read("La Norvège craint qu'une frappe danoise ne coûte la vie à des civils.", "fr") == ()


def test_a_title_of_courtesy_is_the_person_s_whose_name_hangs_on_it() -> None:
    text = "Mais, d’après elle, M. Dupont a, sans surprise, accusé les syndicats norvégiens."
    assert words(only(text, "fr").actors) == ["Dupont"]


def test_who_is_quoted_for_a_deed_has_not_done_it() -> None:
    text = "Selon des soldats norvégiens, des rebelles ont massacré trente civils."
    assert words(only(text, "fr").actors) == ["rebelles"]


def test_who_speaks_of_a_deed_has_not_done_it() -> None:
    text = "Des témoignages de soldats norvégiens font état de massacres par des rebelles."
    assert words(only(text, "fr").actors) == ["rebelles"]


def test_the_strikes_of_an_army_are_no_protest() -> None:
    assert only("The Danish army said the strikes by the Swedish army hit Norway.", "en").event_type == "ASSAULT"


def test_where_something_is_received_is_not_who_is_received() -> None:
    assert read("Anna Berg, the Norwegian minister, has been receiving treatment in Spain.", "en") == ()


@pytest.mark.parametrize("topic", ["Transylvania", "Hungary"])
def test_what_is_discussed_is_not_who_discusses(topic: str) -> None:
    text = f"President Anna Berg and President Jan Novak discussed {topic} by phone."
    assert words(only(text, "en").actors) == ["President Anna Berg", "President Jan Novak"]


def test_a_title_is_his_who_is_named_after_it() -> None:
    text = "Le ministre Anna Berg a reçu lundi le président grec Jan Novák."
    assert "Jan Novák" in words(only(text, "fr").actors)


def test_a_group_without_a_name_takes_part_by_its_words() -> None:
    clause = only("La police grecque a arrêté trois militants.", "fr")
    assert words(clause.recipients) == ["trois militants"]


def test_news_told_without_a_date_is_the_news_of_its_day() -> None:
    lead = "La Finlande a accusé la Russie d'avoir brouillé ses radars."
    told = read(f"La Finlande accuse la Russie\nHELSINKI – {lead}", "fr")
    assert [(clause.timex_start, clause.time_basis) for clause in told] == [(None, "published")] * 2


@pytest.mark.parametrize(
    ("text", "language", "person"),
    [
        ("Boris Johnson met the Iraqi Foreign Minister, Ibrahim al-Jaafari, in London.", "en", "Ibrahim al-Jaafari"),
        ("Des rebelles ont tué le journaliste de France 2 Gilles Jacquier à Homs.", "fr", "Gilles Jacquier"),
    ],
)
def test_the_bearer_of_a_title_is_the_party_whatever_stands_between(text: str, language: str, person: str) -> None:
    clause = only(text, language)
    assert person in words(clause.actors + clause.recipients)


def test_a_family_s_name_does_not_stand_for_its_lawyer() -> None:
    clause = only("L'avocat de la famille Hruza accuse le gouvernement d'avoir menti.", "fr")
    assert "avocat de la famille" in words(clause.actors)


@pytest.mark.parametrize(
    ("text", "language", "met"),
    [
        (
            "Talks between Norway, the rebels and Sweden opened on Monday, Anna Berg told Jan Novak.",
            "en",
            ["Norway", "rebels", "Sweden"],
        ),
        (
            "Anna Berg a appelé Jan Novak à la veille d'une réunion tripartite entre Oslo, Berne et Bakou.",
            "fr",
            ["Oslo", "Berne", "Bakou"],
        ),
    ],
)
def test_those_between_whom_talks_are_hold_them(text: str, language: str, met: list[str]) -> None:
    talks = [words(clause.actors) for clause in read(text, language) if clause.trigger in {"Talks", "réunion"}]
    assert talks == [met]
