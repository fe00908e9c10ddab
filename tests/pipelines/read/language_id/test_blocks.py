"""The languages of the blocks of a page."""

from __future__ import annotations

import pytest

from pipelines.read.language_id.blocks import detect_block_languages

FRENCH = (
    "Les habitants de la vallée demandent que le car passe plus tôt",
    "Le maire a promis une réponse pour la fin du mois",
)


def test_a_widget_line_in_another_script_is_seen() -> None:
    assert detect_block_languages(["Чтобы участвовать в обсуждении, войдите или зарегистрируйтесь"]) == ("ru",)


def test_a_widget_line_in_another_language_is_seen() -> None:
    assert detect_block_languages([*FRENCH, "Sign in to follow this topic and get a weekly summary"])[-1] == "en"


@pytest.mark.parametrize("text", ["", "OK", "Chat", "Menu", "Sport"])
def test_a_button_is_given_no_language(text: str) -> None:
    assert detect_block_languages([text]) == (None,)


def test_a_line_of_names_is_of_the_language_of_its_page() -> None:
    line = "Cuisine : la Table de Odile Marchais"
    assert detect_block_languages([line]) == (None,)
    assert detect_block_languages([*FRENCH, line])[-1] == "fr"


def test_small_words_of_two_languages_tell_neither() -> None:
    spanish = "Los vecinos de la plaza piden que la fuente vuelva a funcionar"
    line = "Feria de la Mer"
    assert detect_block_languages([*FRENCH, spanish, line])[-1] is None
