"""What two tellings of an event have in common."""

from __future__ import annotations

from datetime import date

from pipelines.corpus.events.sentence_names import names_in
from pipelines.corpus.events.telling import COLUMNS, Telling, Who, columns_of

MAY_3, MAY_9 = date(2024, 5, 3), date(2024, 5, 9)


def telling(*actors: Who, day: date | None = MAY_3, basis: str = "text") -> Telling:
    return Telling("PROTEST", "reported", actors, (), None if day is None else (day, day), basis, frozenset())


def column(name: str, left: Telling, right: Telling) -> float:
    return columns_of(left, right)[COLUMNS.index(name)]


def who(words: str, country: str | None = None, *, is_person: bool = False, entity: str | None = None) -> Who:
    return Who(frozenset(words.split()), country, is_person, entity)


def test_a_person_is_known_by_the_surname() -> None:
    left, right = telling(who("anna novak", is_person=True)), telling(who("ms novak", is_person=True))
    assert column("actors_same", left, right) == 1


def test_an_entity_is_the_same_whatever_it_is_called() -> None:
    left, right = telling(who("londres", entity="gb")), telling(who("britain", entity="gb"))
    assert column("actors_same", left, right) == 1


def test_groups_of_one_country_do_not_differ() -> None:
    left, right = telling(who("dockers", "BEL")), telling(who("grévistes", "BEL"))
    assert column("actors_same", left, right) == 0
    assert column("actors_of_one_country", left, right) == 1
    assert column("actors_differ", left, right) == 0


def test_only_days_that_are_known_are_the_same() -> None:
    assert column("same_days", telling(), telling()) == 1
    assert column("same_days", telling(), telling(day=MAY_9)) == 0
    assert column("same_days", telling(day=None), telling(day=None)) == 0


def test_a_name_is_one_in_two_languages_when_its_beginning_is() -> None:
    assert names_in("La Slovaquie s'en va.") & names_in("He left Slovakia on foot.") == {"slova"}


def test_names_are_read_behind_an_elided_article() -> None:
    assert names_in("le ministre de l’Algérie") == {"alger"}
