"""Temporal expressions: what is found, and what it resolves to."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analyse.temporal.expressions import read_expression
from pipelines.analyse.temporal.timexes import find_matches, find_timexes
from pipelines.corpus.dating.timex_resolution import resolve_timexes
from pipelines.languages.temporal import available_languages, load_pack
from pipelines.records.dates import PublicationDate, ResolvedTimex

#: A Wednesday.
WRITTEN = date(2021, 6, 16)


def on(day: date) -> PublicationDate:
    return PublicationDate(on=day, earliest=day, latest=day, precision="day")


def read(text: str, language: str, written: date = WRITTEN) -> list[ResolvedTimex]:
    return list(resolve_timexes(find_timexes(text, language), on(written)))


def values(text: str, language: str, written: date = WRITTEN) -> list[tuple[str, str]]:
    return [(timex.surface, timex.value) for timex in read(text, language, written)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le pont a rouvert le 4 mai 2019.", [("le 4 mai 2019", "2019-05-04")]),
        ("Le pont a rouvert lundi.", [("lundi", "2021-06-14")]),
        ("Le pont rouvrira lundi.", [("lundi", "2021-06-21")]),
        ("Le maire a convoqué pour lundi les riverains.", [("lundi", "2021-06-21")]),
        ("La rencontre doit se tenir vendredi à Lyon.", [("vendredi", "2021-06-18")]),
        ("Il est arrivé lundi dernier.", [("lundi dernier", "2021-06-14")]),
        ("Elle a démissionné hier soir.", [("hier soir", "2021-06-15TEV")]),
        ("Il y a deux ans, tout allait bien.", [("Il y a deux ans", "2019")]),
        ("Cela s'est passé en décembre.", [("décembre", "2020-12")]),
        ("Ils se sont vus le 12 novembre.", [("le 12 novembre", "2020-11-12")]),
        ("La semaine dernière fut calme.", [("La semaine dernière", "2021-W23")]),
        ("Une loi des années 1980 demeure.", [("années 1980", "198")]),
        ("Le vote a lieu tous les quatre ans.", [("tous les quatre ans", "P4Y")]),
        ("Après trois heures de débat, ils ont voté.", [("trois heures", "PT3H")]),
        ("Une église du XIIe siècle a brûlé.", [("XIIe siècle", "11")]),
        ("Il vit aujourd'hui à Nantes.", [("aujourd'hui", "PRESENT_REF")]),
    ],
)
def test_french_expressions_resolve_against_the_day_of_writing(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il ponte ha riaperto il 4 maggio 2019.", [("il 4 maggio 2019", "2019-05-04")]),
        ("Il ponte ha riaperto lunedì.", [("lunedì", "2021-06-14")]),
        ("Il ponte riaprirà lunedì.", [("lunedì", "2021-06-21")]),
        ("Si è dimessa ieri sera.", [("ieri sera", "2021-06-15TEV")]),
        ("Un'ora fa era ancora qui, due anni fa no.", [("Un'ora fa", "2021-06-16"), ("due anni fa", "2019")]),
        ("ROMA, 11 GEN - Il voto slitta.", [("11 GEN", "2021-01-11")]),
        ("Lo sciopero dell'8 marzo è durato un'ora e mezza.", [("8 marzo", "2021-03-08"), ("un'ora e mezza", "PT90M")]),
        ("Dal 3 al 5 marzo 2020 si tiene la fiera.", [("3", "2020-03-03"), ("5 marzo 2020", "2020-03-05")]),
        ("Alle tre del pomeriggio sono partiti.", [("tre del pomeriggio", "2021-06-16T15:00")]),
        ("Nella notte tra sabato e domenica.", [("Nella notte tra sabato e domenica", "2021-06-13TNI")]),
        ("Una legge degli anni Ottanta, del XX secolo.", [("degli anni Ottanta", "198"), ("del XX secolo", "19")]),
        ("A Natale torneranno.", [("Natale", "2021-12-25")]),
        ("Il quotidiano parla di una donna di 34 anni.", []),
    ],
)
def test_italian_expressions_resolve_against_the_day_of_writing(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, "it") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge reopened on May 4, 2019.", [("May 4, 2019", "2019-05-04")]),
        ("The bridge reopened on Monday.", [("Monday", "2021-06-14")]),
        ("The bridge will reopen on Monday.", [("Monday", "2021-06-21")]),
        ("It closed last month.", [("last month", "2021-05")]),
        ("It closed three weeks ago.", [("three weeks ago", "2021-W21")]),
        ("She was born in the 1980s.", [("the 1980s", "198")]),
        ("They meet every week.", [("every week", "P1W")]),
        ("Talks lasted two days.", [("two days", "P2D")]),
        ("He left yesterday.", [("yesterday", "2021-06-15")]),
        ("The vote starts at 5:30 p.m.", [("5:30 p.m.", "2021-06-16T17:30")]),
        ("Works should be finished in October.", [("October", "2021-10")]),
        ("Shares fell on Monday and ended the day at 7.", [("Monday", "2021-06-14"), ("the day", "2021-06-14")]),
        ("About a quarter of its shops closed.", []),
    ],
)
def test_english_expressions_resolve_against_the_day_of_writing(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("El puente se reabrió ayer por la tarde.", "es", [("ayer por la tarde", "2021-06-15TAF")]),
        ("El Senado votará el próximo viernes.", "es", [("el próximo viernes", "2021-06-18")]),
        ("La obra empezó a finales de abril de 2018.", "es", [("a finales de abril de 2018", "2018-04")]),
        ("Die Brücke wurde am Dienstagabend gesperrt.", "de", [("Dienstagabend", "2021-06-15TEV")]),
        ("Der Bau begann vor drei Jahren.", "de", [("vor drei Jahren", "2018")]),
        ("Die Messe lief vom 3. bis 5. Juni.", "de", [("3.", "2021-06-03"), ("5. Juni", "2021-06-05")]),
    ],
)
def test_spanish_and_german_have_packs_too(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sales rose in March compared to the same month a year ago.", "en"),
        ("Les ventes ont crû en mars par rapport à la même période de l'année précédente.", "fr"),
    ],
)
def test_the_same_month_of_another_year_is_counted_from_the_month_named(text: str, language: str) -> None:
    assert [value for _, value in values(text, language)] == ["2021-03", "2020-03"]


@pytest.mark.parametrize(
    ("words", "language"),
    [("tous les jeudis", "fr"), ("zuletzt", "de"), ("derzeit", "de"), ("every Monday", "en"), ("actualmente", "es")],
)
def test_an_expression_far_from_any_number_is_found(words: str, language: str) -> None:
    assert [surface for surface, _ in values("abc " * 40 + words + " abc" * 40, language)] == [words]


def test_days_in_a_list_share_the_month_after_them() -> None:
    found = values("Les marches des 3, 11 et 24 avril ont réuni peu de monde.", "fr")
    assert [value for _, value in found] == ["2021-04-03", "2021-04-11", "2021-04-24"]


def test_days_joined_by_respectively_are_two_expressions() -> None:
    found = values("Elle a reçu le maire et le préfet le 1er et le 2 avril, respectivement.", "fr")
    assert found == [("le 1er", "2021-04-01"), ("le 2 avril", "2021-04-02")]


def test_an_english_range_of_days_keeps_its_year() -> None:
    assert [value for _, value in values("The fair ran March 2-5, 2019 in Leeds.", "en")] == [
        "2019-03-02",
        "2019-03-05",
    ]


def test_a_range_takes_its_year_from_its_end() -> None:
    found = values("Entre le 21 juin et le 15 novembre 2018, les ventes ont doublé.", "fr")
    assert [value for _, value in found] == ["2018-06-21", "2018-11-15"]


def test_the_day_after_counts_from_the_day_just_named() -> None:
    found = values("L'accord a été signé le 3 mai. Le lendemain, il était rompu.", "fr")
    assert found[-1] == ("Le lendemain", "2021-05-04")


def test_a_weekday_picks_the_year() -> None:
    assert values("C'était le dimanche 10 janvier.", "fr", date(2023, 2, 1))[0][1] == "2021-01-10"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Un homme âgé de 45 ans a été blessé.", "fr"),
        ("Une femme de 30 ans, blessée, a été soignée.", "fr"),
        ("Près de 2000 personnes ont défilé.", "fr"),
        ("Sales rose on Black Friday.", "en"),
        ("He called as soon as he could.", "en"),
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str, language: str) -> None:
    assert find_timexes(text, language) == ()


def test_a_month_of_publication_leaves_open_only_what_it_must() -> None:
    january = PublicationDate(earliest=date(2021, 1, 1), latest=date(2021, 1, 31), precision="month")
    text = "Le traité, conclu le 9 novembre, est discuté depuis lundi."
    november, monday = resolve_timexes(find_timexes(text, "fr"), january)
    assert november.value == "2020-11-09"
    assert monday.value == "XXXX-WXX-1"
    assert (monday.earliest, monday.latest) == (date(2020, 12, 28), date(2021, 1, 25))


def test_without_a_date_nothing_relative_is_dated() -> None:
    yesterday, november = resolve_timexes(
        find_timexes("Hier encore, comme le 9 novembre, il pleuvait.", "fr"), PublicationDate()
    )
    assert november.value == "XXXX-11-09"
    assert yesterday.earliest is yesterday.latest is november.earliest is november.latest is None


def test_a_language_without_a_pack_has_no_expressions() -> None:
    assert find_timexes("Ayer llovió en Quito.", "xx") == ()


@pytest.mark.parametrize("language", available_languages())
def test_each_pack_compiles_and_its_rules_are_named_once(language: str) -> None:
    pack = load_pack(language)
    assert pack is not None
    assert pack.rules.keys() == pack.finder.groupindex.keys()


VOCABULARY = (
    "le la lundi dimanche 10 3 24 janvier mai mars 2021 1998 et au à dernier prochain deux ans mois semaine "
    "il y a dans hier soir demain fin début de les années jour matin 14h30 heures chaque tous aura eu lieu . , \n "
    "depuis jusqu'au aujourd'hui personnes siècle trimestre"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split(" ")), max_size=30).map(" ".join)


@given(WORDS)
def test_expressions_are_in_order_and_say_the_words_they_cover(text: str) -> None:
    timexes = find_timexes(text, "fr")
    assert all(text[timex.start : timex.end] == timex.surface for timex in timexes)
    assert all(a.end <= b.start for a, b in pairwise(timexes))
    assert all(read_expression(timex.expression) for timex in timexes)


RELATIVE = "Hier, lundi dernier, il y a trois jours, mercredi soir, la semaine prochaine, demain et ce vendredi."


@given(st.lists(st.sampled_from(["et puis rien de plus que cela dans la ville", *VOCABULARY.split(" ")]), max_size=60))
def test_looking_around_anchors_finds_what_reading_all_finds(words: list[str]) -> None:
    pack, text = load_pack("fr"), " ".join(words)
    assert pack is not None
    assert [match.span() for match in find_matches(text, pack)] == [m.span() for m in pack.finder.finditer(text)]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_week_later_relative_days_lie_a_week_later(written: date) -> None:
    week = timedelta(days=7)
    before = read(RELATIVE, "fr", written)
    after = read(RELATIVE, "fr", written + week)
    assert [(timex.earliest, timex.latest) for timex in after] == [
        (timex.earliest + week, timex.latest + week) for timex in before if timex.earliest and timex.latest
    ]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), WORDS)
def test_values_and_days_agree(written: date, text: str) -> None:
    for timex in read(text, "fr", written):
        assert (timex.earliest is None) == (timex.latest is None)
        if timex.earliest and timex.latest:
            assert timex.earliest <= timex.latest
