"""Appeals for money among the paragraphs of an article."""

from __future__ import annotations

import pytest

from pipelines.read.page import article_text, read_page
from pipelines.read.rules.appeals import is_appeal

BODY = (
    "Le conseil municipal a voté mardi soir la rénovation du vieux pont, fermé depuis deux ans à la circulation.",
    "Les travaux commenceront au printemps et dureront, selon la mairie de la ville, au moins quatorze mois.",
    "Une déviation sera mise en place par la rive gauche pour les bus et les véhicules de secours de la ville.",
)
APPEALS = [
    "Vous lisez La Gazette gratuitement. Aidez-nous à rester indépendants : faites un don à partir de 1 euro.",
    "La Gazette vit grâce à ses lecteurs. Si vous le pouvez, soutenez-nous par un don, même modeste.",
    "Notre journal n'a pas d'actionnaire. Pour continuer à enquêter, nous avons besoin de votre soutien.",
    "We have a small favour to ask. Thousands of readers turn to The Gazette, and your contribution keeps us open.",
    "Independent journalism needs your support. Become a member from $5 a month.",
]


@pytest.mark.parametrize("appeal", APPEALS)
def test_an_appeal_is_no_part_of_the_article_wherever_it_stands(appeal: str) -> None:
    lines = ("Le vieux pont sera rénové", BODY[0], appeal, *BODY[1:])
    page = "<h1>{}</h1>{}".format(lines[0], "".join(f"<p>{line}</p>" for line in lines[1:]))
    assert appeal not in article_text(read_page(f"<article>{page}</article>", "text/html").blocks)[0]
    assert appeal not in article_text(read_page("\n".join(lines), "text/plain").blocks)[0]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Le journal local a lancé un appel aux dons : ses lecteurs ont versé neuf mille euros en trois jours.",
        "« Nous avons besoin de votre soutien et de vos dons », a dit la maire aux habitants, selon le journal.",
        "The newspaper is funded by donations, and its readers have kept it alive for ten years, the editor said.",
        "If you want to support the team, you can watch the match on our sports channel at eight.",
    ],
)
def test_the_news_of_an_appeal_is_none(paragraph: str) -> None:
    assert not is_appeal(paragraph)
