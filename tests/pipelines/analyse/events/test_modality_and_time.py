"""What makes of a deed a plan, a denial or neither, and which expression of time is its own."""

from __future__ import annotations

import pytest

from pipelines.analyse.events.clauses import find_clauses
from pipelines.analyse.events.lexicon import load_pack
from pipelines.analyse.events.modality import ruled_modality
from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.records.analysis import EventClause


def read(text: str, language: str) -> dict[str, EventClause]:
    doc, timexes = parse(text, language), find_timexes(text, language)
    found = find_clauses(text, doc, language, find_mentions(text, doc, language), timexes)
    return {clause.trigger: clause for clause in found}


def ruled(text: str, language: str, word: str) -> str | None:
    tree, pack = parse(text, language), load_pack(language)
    assert tree is not None
    assert pack is not None
    return ruled_modality(tree, tree.word.index(word), pack)


def time_of(text: str, language: str, trigger: str) -> str | None:
    start = read(text, language)[trigger].timex_start
    return next((t.surface for t in find_timexes(text, language) if t.start == start), None)


@pytest.mark.parametrize(
    ("text", "language", "trigger", "modality"),
    [
        ("La Norvège n'accuse que la Russie.", "fr", "accuse", "reported"),
        ("La Norvège ne soutient plus la Suède.", "fr", "soutient", "denied"),
        ("La rencontre entre la Norvège et la Suède doit avoir lieu jeudi.", "fr", "rencontre", "planned"),
        ("Les syndicats prévoient une grève le 5 mars.", "fr", "grève", "planned"),
        ("Ce traité oblige les deux États à fournir une assistance à la Norvège.", "fr", "fournir", "planned"),
        ("Norway is required to provide aid to Sweden.", "en", "provide", "planned"),
        ("La Suède a attaqué la Norvège au lieu de signer l'accord avec le Danemark.", "fr", "signer", "denied"),
        ("Le ministre annonce : « La Norvège a signé un accord avec la Suède. »", "fr", "signé", "reported"),
        ("Le ministre a annoncé que la Norvège a rencontré la Suède.", "fr", "rencontré", "reported"),
        ("Instead of attacking Norway, Sweden met Denmark.", "en", "attacking", "denied"),
    ],
)
def test_modality_is_read_from_the_words_around_a_trigger(
    text: str, language: str, trigger: str, modality: str
) -> None:
    assert ruled(text, language, trigger) == modality


def test_a_time_until_which_something_lasts_does_not_date_it() -> None:
    assert time_of("La Norvège a suspendu ses livraisons jusqu'à la fin 2017.", "fr", "a suspendu") is None


def test_the_time_of_a_complement_of_the_occasion_is_the_deeds() -> None:
    text = "L'armée norvégienne a bombardé des dizaines de localités lors d'une offensive d'ampleur en août."
    assert time_of(text, "fr", "a bombardé") == "août"


def test_the_time_of_the_main_verb_is_its_own() -> None:
    text = "Sweden, which had been bombed by Norway, signed a treaty with Denmark on Monday."
    assert time_of(text, "en", "signed a treaty") == "Monday"


def test_a_verb_of_judgement_that_is_denied_leaves_the_deed_standing() -> None:
    text = "La Norvège soutient la Suède sans condamner ouvertement l'invasion danoise."
    assert ruled(text, "fr", "invasion") == "reported"


def test_a_time_right_behind_the_verb_is_its_own_wherever_the_parser_hangs_it() -> None:
    text = "Les présidents grec et turc doivent se rencontrer, jeudi 9 mai à Madrid, ont annoncé leurs ministres."
    assert time_of(text, "fr", "se rencontrer") == "jeudi 9 mai"


@pytest.mark.parametrize(
    ("text", "language", "trigger", "day", "n_days"),
    [
        (
            "Norway on Wednesday broke off talks, a day after rebels killed four guards.",
            "en",
            "killed",
            "Wednesday",
            -1,
        ),
        ("Two weeks after the attack, the army on Monday arrested five men.", "en", "attack", "Monday", -14),
        ("On Friday, hours after police arrested the leader, Norway accused Sweden.", "en", "arrested", "Friday", 0),
        (
            "Vendredi, trois jours après l'arrestation du maire, la Norvège a accusé la Suède.",
            "fr",
            "arrestation",
            "Vendredi",
            -3,
        ),
        (
            "Le maire a été arrêté mercredi, vingt-quatre heures après que l'armée a tué trois hommes.",
            "fr",
            "tué",
            "mercredi",
            -1,
        ),
        (
            "Au lendemain de l'attaque des rebelles, la Norvège a accusé vendredi la Suède.",
            "fr",
            "attaque",
            "vendredi",
            -1,
        ),
    ],
)
def test_an_event_so_many_days_from_a_dated_one_is_counted_from_it(
    text: str, language: str, trigger: str, day: str, n_days: int
) -> None:
    clause = next(clause for told, clause in read(text, language).items() if trigger in told)
    assert (clause.timex_start, clause.days_from_timex) == (text.index(day), n_days)


def test_what_is_dated_beside_another_event_keeps_its_own_day() -> None:
    text = "On Friday, two days after rebels attacked the port on Monday, Norway accused Sweden."
    clause = read(text, "en")["attacked"]
    assert (clause.timex_start, clause.days_from_timex) == (text.index("Monday"), 0)


def test_what_was_months_before_a_day_is_not_of_that_day() -> None:
    text = "Le 2 décembre, un peu plus d'un mois après l'arrestation du maire, la Norvège a accusé la Suède."
    clause = next(clause for told, clause in read(text, "fr").items() if "arrestation" in told)
    assert clause.timex_start is None
