"""Articles that tell one story."""

from __future__ import annotations

from pipelines.corpus.events.dated_clauses import DatedClause, Party
from pipelines.corpus.events.stories import Stories
from pipelines.records.analysis import EventClause


def clause(article: str, *names: str) -> DatedClause:
    return DatedClause(
        article,
        EventClause("CONSULT", None, "04", 0, 4, "talk", 0, 9, "reported", 0.5),
        "",
        tuple(Party(name) for name in names),
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
