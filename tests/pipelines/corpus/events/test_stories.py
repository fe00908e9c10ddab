"""Articles that tell one story."""

from __future__ import annotations

from datetime import date

from pipelines.corpus.events.dated_clauses import DatedClause, Party
from pipelines.corpus.events.stories import Stories
from pipelines.records.analysis import EventClause

MAY_3, MAY_4, MAY_20 = date(2024, 5, 3), date(2024, 5, 4), date(2024, 5, 20)


def clause(article: str, *names: str, published: date | None = None, sentence: str = "") -> DatedClause:
    return DatedClause(
        article,
        EventClause("CONSULT", None, "04", 0, 4, "talk", 0, 9, "reported", 0.5),
        sentence,
        tuple(Party(name) for name in names),
        published_earliest=published,
        published_latest=published,
    )


def test_articles_that_share_rare_names_tell_one_story() -> None:
    stories = Stories([clause("a", "novak", "berg"), clause("b", "berg", "novak"), clause("c", "sato", "tanaka")])
    assert stories.same("a", "b")
    assert not stories.same("a", "c")


def test_an_article_tells_its_own_story() -> None:
    assert Stories([clause("a")]).same("a", "a")


def test_a_name_everybody_mentions_makes_no_story() -> None:
    others = [clause(f"x{n}", "everyone", f"person{n}") for n in range(20)]
    stories = Stories([clause("a", "everyone", "novak"), clause("b", "everyone", "berg"), *others])
    assert not stories.same("a", "b")


def test_whom_sentences_name_makes_a_story_too() -> None:
    told = [
        clause("a", sentence="The port of Varnholm closed."),
        clause("b", sentence="Le port de Varnholm est fermé."),
    ]
    assert Stories([*told, clause("c", "novak")]).same("a", "b")


def test_stories_are_told_within_days() -> None:
    told = [clause(name, "novak", "berg", published=day) for name, day in (("a", MAY_3), ("b", MAY_4), ("c", MAY_20))]
    others = [clause(f"x{n}", f"person{n}", published=MAY_3) for n in range(9)]
    assert Stories([*told, *others]).told_by_several() == [("a", "b")]
