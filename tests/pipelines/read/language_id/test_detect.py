"""Verdicts on whole texts and on blocks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.read.language_id.detect import detect_language

FRENCH = (
    "Les habitants du quartier ont manifesté devant la mairie pour demander la réouverture de la bibliothèque, "
    "fermée depuis le printemps à cause des travaux."
)
ENGLISH = (
    "Residents marched to the town hall to ask that the library, closed since spring because of building work, "
    "be opened again before the summer."
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", FRENCH),
        ("en", ENGLISH),
        ("de", "Die Bewohner des Viertels zogen vor das Rathaus und forderten, die Bücherei wieder zu öffnen."),
        ("es", "Los vecinos del barrio marcharon hasta el ayuntamiento para pedir que se reabra la biblioteca."),
        ("ru", "Жители района вышли к мэрии, чтобы потребовать снова открыть библиотеку."),
        ("ar", "خرج سكان الحي إلى مبنى البلدية للمطالبة بإعادة فتح المكتبة العامة."),
        ("hy", "Թաղամասի բնակիչները հավաքվեցին քաղաքապետարանի մոտ։"),
        ("ka", "უბნის მაცხოვრებლები მერიასთან შეიკრიბნენ."),
        ("ja", "住民は図書館の再開を求めて市役所まで行進した。"),
        ("zh", "居民们游行到市政厅，要求重新开放图书馆。"),
    ],
)
def test_a_sentence_is_read_in_its_language(language: str, text: str) -> None:
    assert detect_language(text).language == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "新型のMarelin Orbit Notebookは、Varda Graphics Engineと高速Solid State Memoryを搭載し、本日発売。"),
        ("ko", "회사는 Marelin Orbit Notebook과 Varda Graphics Engine을 다음 달 시장에 선보인다."),
        ("ru", "Российская фирма выпустит Marelin Orbit Notebook, Varda Graphics Engine."),
        ("hy", "Ընկերությունը ներկայացրեց Marelin Orbit Notebook և Varda Graphics."),
    ],
)
def test_latin_names_of_products_do_not_turn_a_text(language: str, text: str) -> None:
    assert detect_language(text).language == language


def test_a_name_given_in_its_own_script_does_not_turn_a_text() -> None:
    assert detect_language("The composer Ivan Petrov (Иван Петров) died in Oslo on Monday.").language == "en"
    assert detect_language("The town of Kawabe (川辺町) reopened its library on Monday.").language == "en"


def test_two_voices_that_agree_are_an_answer_however_unsure() -> None:
    verdict = detect_language("VOETBAL.")
    assert (verdict.language, verdict.agreement) == ("nl", "both")
    assert verdict.confidence < 0.2


def test_capitals_are_read_as_words_not_as_another_language() -> None:
    assert detect_language(FRENCH.upper()).language == "fr"


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("sv", "REGERINGEN VILL ÖPPNA BIBLIOTEKET IGEN"),
        ("no", "KOMMUNEN ÅPNER BIBLIOTEKET IGJEN ETTER SOMMEREN"),
        ("da", "KOMMUNEN ÅBNER BIBLIOTEKET IGEN EFTER SOMMERFERIEN"),
        ("sk", "MESTO OPÄŤ OTVORÍ KNIŽNICU PO LETNÝCH PRÁZDNINÁCH"),
    ],
)
def test_a_short_headline_in_capitals_is_told_from_its_neighbours(language: str, headline: str) -> None:
    assert detect_language(headline).language == language


def test_both_voices_agree_on_plain_french() -> None:
    verdict = detect_language(FRENCH)
    assert verdict.agreement == "both"
    assert verdict.confidence > 0.99


def test_langdetect_is_not_believed_on_a_script_it_does_not_know() -> None:
    assert detect_language("Ազգային ժողովը նիստ է գումարում երկուշաբթի օրը։").agreement == "script"


@pytest.mark.parametrize("text", ["", "   \n", "12 345 — 67 %", "😀😀😀", "https://example.org/a/b?c=d"])
def test_what_has_no_words_has_no_language(text: str) -> None:
    verdict = detect_language(text)
    assert verdict.language is None
    assert verdict.confidence == 0.0


def test_a_foreign_widget_line_does_not_turn_an_article() -> None:
    assert detect_language(f"Войти\n{FRENCH}\nПоделиться ссылкой").language == "fr"


def test_a_short_text_is_less_sure_than_a_long_one() -> None:
    assert detect_language("La bibliothèque").confidence < detect_language(FRENCH).confidence


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_a_verdict_is_the_same_each_time_and_a_probability(text: str) -> None:
    first = detect_language(text)
    detect_language(ENGLISH)
    assert detect_language(text) == first
    assert 0.0 <= first.confidence < 1.0
    assert (first.language is None) == (first.agreement == "none")
