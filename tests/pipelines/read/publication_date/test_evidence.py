"""Clues to the publication date, from pages and from plain text."""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.read.page import read_page
from pipelines.read.publication_date.calendars import persian_day
from pipelines.read.publication_date.evidence import find_clues
from pipelines.read.publication_date.printed import find_printed_dates
from pipelines.read.publication_date.stamps import read_stamp, read_url
from tests.pipelines.read.publication_date.dated_texts import PROSE, evidence_of, page, publish, sources

LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-03-04T09:30:00+01:00"}</script>'
OPENGRAPH = '<meta property="article:published_time" content="2021-03-04T08:30:00Z">'


@pytest.mark.parametrize("head", [LD, OPENGRAPH, LD + OPENGRAPH])
def test_metadata_gives_the_minute(head: str) -> None:
    published = publish(page(head))
    assert published.on == date(2021, 3, 4)
    assert published.at == datetime(2021, 3, 4, 8, 30, tzinfo=UTC)
    assert (published.precision, published.basis) == ("minute", "metadata")


def test_a_time_element_and_the_printed_line_agree() -> None:
    published = publish(page(body='<p class="date">Publié le <time datetime="2021-03-04">4 mars 2021</time></p>'))
    assert published.on == date(2021, 3, 4)
    assert published.confidence > 0.8


def test_publication_is_preferred_to_a_later_update() -> None:
    head = OPENGRAPH + '<meta property="article:modified_time" content="2021-05-06T08:30:00Z">'
    assert publish(page(head)).on == date(2021, 3, 4)


def test_a_copyright_year_dates_nothing() -> None:
    published = publish(page())
    assert (published.on, published.precision, published.earliest) == (None, None, None)
    assert "copyright" in sources(evidence_of(page()))


def test_a_day_told_of_in_a_sentence_is_not_the_publication() -> None:
    published = publish(page(body=f"<p>{PROSE} Le premier projet avait été déposé le 9 novembre 2020 en mairie.</p>"))
    assert published.on is None


def test_the_crawl_is_an_upper_bound_and_no_more() -> None:
    published = publish(page(), retrieved_at=datetime(2021, 4, 1, 12, tzinfo=UTC))
    assert published.precision is None
    assert (published.earliest, published.latest) == (None, date(2021, 4, 1))


def test_nothing_is_published_after_its_crawl() -> None:
    published = publish(page(OPENGRAPH), retrieved_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert published.on is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://gazette.example/2021/03/04/tramway", date(2021, 3, 4)),
        ("https://gazette.example/a/tramway-20210304.html", date(2021, 3, 4)),
        ("https://gazette.example/2021/mar/04/tram", date(2021, 3, 4)),
    ],
)
def test_an_address_holds_its_day(url: str, day: date) -> None:
    found = read_url(url)
    assert found is not None
    assert (found[0].day, found[0].precision) == (day, "day")


def test_an_address_with_a_month_says_a_month() -> None:
    published = publish(page(), url="https://gazette.example/2021/03/tramway")
    assert published.on is None
    assert (published.earliest, published.latest) == (date(2021, 3, 1), date(2021, 3, 31))
    assert (published.precision, published.basis) == ("month", "url")


def test_a_marker_of_a_month_is_a_month_narrowed_by_the_past_it_tells() -> None:
    published = publish(f"date 2021-03 {PROSE}\nLe préfet a reçu les maires le 9 mars.", "text/plain")
    assert (published.earliest, published.latest) == (date(2021, 3, 9), date(2021, 3, 31))
    assert (published.on, published.precision, published.basis) == (None, "month", "marker")


def test_a_dump_gives_the_day_printed_under_its_title() -> None:
    text = f"Accueil\nSport\nLe tramway voté par la région\nPublié le 4 mars 2021 à 09h30\n{PROSE}\n{PROSE}\n"
    published = publish(text, "text/plain")
    assert published.on == date(2021, 3, 4)
    assert published.evidence == "4 mars 2021"


def test_a_day_outside_the_marked_month_is_not_the_day_of_the_text() -> None:
    caption = "Vallory, le 5 mars 2019 - Des riverains devant le chantier du tramway."
    published = publish(f"date 2021-03 Le tramway voté\n{caption}\n{PROSE}", "text/plain")
    assert (published.on, published.basis) == (None, "marker")
    assert (published.earliest, published.latest) == (date(2021, 3, 1), date(2021, 3, 31))


def test_a_marker_whose_year_has_no_such_weekday_dates_nothing() -> None:
    published = publish(f"date 2021-10 Le tramway arrêté\n{PROSE} La grève commence mardi 14 octobre.", "text/plain")
    assert (published.on, published.precision) == (None, None)


def test_a_caption_of_a_dump_dates_its_picture_only() -> None:
    caption = "Un engin de terrassement passe devant la gare en travaux, le 5 mars 2021 à Vallory."
    assert publish(f"Le tramway voté par la région\n{caption}\n{PROSE}\n{PROSE}", "text/plain").on is None


def test_the_day_in_the_head_of_a_dump_gives_way_to_the_older_one_above_the_text() -> None:
    head = "Accueil Sport Culture\nmardi 4 juin 2024\nVallory | 17h03"
    text = f"{head}\nÉditorial\nFranchises\nvendredi 14 mai 2010 |  431 visites  | Anne M.\n{PROSE}\n{PROSE}\n"
    assert publish(text, "text/plain").on == date(2010, 5, 14)


def test_the_lines_of_a_wrapped_paragraph_are_one_to_the_day_told_of_in_it() -> None:
    told = (
        "Les premiers rails de la ligne, longue de neuf kilomètres, avaient été posés devant la gare le 12 mars 2019."
    )
    prose = textwrap.fill(f"{PROSE} {told} {PROSE}", 72)
    assert publish(f"Le tramway voté par la région\n\n{prose}", "text/plain").on is None


@pytest.mark.parametrize(
    "line",
    [
        "Par Anne Morel et Luc Ferrand - La Gazette de la ville - vendredi 4 mars 2021",
        "Von vallory heute am 04/03/2021. Abgelegt unter Stadt. Sie können alle Antworten zu diesem Eintrag verfolgen."
        " Kommentare sind derzeit geschlossen, die Redaktion bittet um Verständnis.",
    ],
)
def test_a_day_behind_who_signs_is_the_texts_own(line: str) -> None:
    assert publish(f"Le tramway voté par la région\n{line}\n{PROSE}\n{PROSE}\n", "text/plain").on == date(2021, 3, 4)


def test_a_day_behind_which_a_caption_goes_on_is_that_of_its_picture() -> None:
    caption = "Odile Ferrand, le 29 août 2020, dans son bureau de Vallory."
    published = publish(f"Le tramway voté par la région\n{caption}\n{PROSE}\n{PROSE}", "text/plain")
    assert published.on is None


def test_a_day_signed_at_the_head_of_the_text_is_its_own() -> None:
    text = f"Le tramway voté par la région\nLe jeudi 3 mars 2011 par Vallory Info - {PROSE}\n{PROSE}\n"
    assert publish(text, "text/plain").on == date(2011, 3, 3)


def test_a_weekday_with_its_day_finds_the_year_after_the_last_past_date() -> None:
    text = (
        "Les deux ministres se sont parlé ce samedi 6 février au sujet de la frontière. Ils ont rappelé que "
        "l'accord avait été signé le 12 octobre 2020 à Genève."
    )
    published = publish(text, "text/plain")
    assert (published.on, published.basis) == (date(2021, 2, 6), "text")


def test_a_picture_of_the_story_gives_the_year_of_the_day_of_writing() -> None:
    caption = "Les deux ministres à leur arrivée au palais des congrès, le 5 février 2021 à Vallory."
    published = publish(f"{caption}\n{PROSE} Ils se sont parlé ce samedi 6 février au téléphone.", "text/plain")
    assert (published.on, published.basis) == (date(2021, 2, 6), "text")


def test_a_day_below_the_text_gives_way_to_the_day_the_text_calls_its_own() -> None:
    readers = "Anne M.\nle 7 février 2021\nEnfin une bonne nouvelle.\nUn voisin\nle 7 février 2021\nAttendons la suite."
    text = f"Le tramway voté par la région\n{PROSE} Les ministres se sont parlé ce samedi 6 février.\n2 avis\n{readers}"
    assert publish(text, "text/plain").on == date(2021, 2, 6)


@pytest.mark.parametrize(
    "line",
    [
        f"{PROSE} [am/ab 04/03/2021 11:00]",
        f"Connectez-vous pour lire plus tard. Le tramway voté par la région {PROSE[:80]} • 04/03/2021 à 09:30",
        f"Vallory, 4 mars 2021 [Vallory Info] --- {PROSE}",
    ],
)
def test_a_stamp_on_a_line_of_prose_dates_the_text(line: str) -> None:
    assert publish(f"{line}\n{PROSE}", "text/plain").on == date(2021, 3, 4)


def test_a_day_on_which_a_picture_was_taken_dates_the_picture_only() -> None:
    assert publish(f"Photo fournie le 13 février 2021 par la mairie.\n{PROSE}\n{PROSE}", "text/plain").on is None


def test_a_line_that_tells_what_happened_on_a_day_does_not_date_the_text() -> None:
    assert publish(f"{PROSE}\nLe 3 avril 2019, la région a voté le tramway.\n{PROSE}", "text/plain").on is None


def test_a_day_told_of_at_the_end_of_a_sentence_is_no_stamp() -> None:
    assert publish(f"{PROSE} Le conseil se réunira le 4 mars 2021 à 09h30.\n{PROSE}", "text/plain").on is None


def test_declared_dates_count_and_crawl_stamps_among_them_do_not() -> None:
    declared = (("date", "2021-03-04"), ("crawl_date", "2022-01-01"))
    evidence = evidence_of(PROSE, "text/plain", declared=declared)
    assert [item.earliest for item in evidence if item.source == "declared"] == [date(2021, 3, 4)]


def test_evidence_points_into_the_source() -> None:
    source = page(body="<p>Mis en ligne le 4 mars 2021</p>")
    printed = next(item for item in evidence_of(source) if item.source == "printed")
    assert source[printed.raw_start : printed.raw_end] == "4 mars 2021"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-03-04T23:30:00-05:00", date(2021, 3, 4)),
        ("20210304", date(2021, 3, 4)),
        ("Thu, 04 Mar 2021 09:30:00 +0100", date(2021, 3, 4)),
        ("1614846600", date(2021, 3, 4)),
        ("1614846600000", date(2021, 3, 4)),
        ("4 мар 2021", date(2021, 3, 4)),
        ("2021年3月4日", date(2021, 3, 4)),
    ],
)
def test_machine_dates_are_read_in_their_many_forms(written: str, day: date) -> None:
    stamp = read_stamp(written)
    assert stamp is not None
    assert stamp.day == day


@pytest.mark.parametrize("written", ["", "soon", "0000-00-00", "2021-13-45", "99999999999999"])
def test_what_is_no_date_is_read_as_none(written: str) -> None:
    assert read_stamp(written) is None


def test_an_open_order_of_day_and_month_keeps_both_days() -> None:
    evidence = evidence_of(f"Titre\n03/04/2021\n{PROSE}", "text/plain")
    days = {item.earliest for item in evidence if item.source == "printed"}
    assert days == {date(2021, 4, 3), date(2021, 3, 4)}


@pytest.mark.parametrize("line", ["Le numéro 1 des ventes", "Voici 1 des 2020 places"])
def test_a_french_word_is_no_month_of_another_language(line: str) -> None:
    text = f"Accueil\n{line}\nParu en 2020\n{PROSE}\n{PROSE}\n"
    assert not [item for item in evidence_of(text, "text/plain") if item.precision == "day"]


def test_a_page_with_a_month_gets_no_day() -> None:
    published = publish(page('<meta name="date" content="2021-03">', '<p class="date">Mars 2021</p>'))
    assert (published.on, published.precision) == (None, "month")


def test_a_year_that_follows_a_month_is_not_cut_into_its_day() -> None:
    titles = "Numéro 2022\nApril 2022\nNuméro 2021\nMay 2021\nNuméro 2021   May 2021"
    assert not find_printed_dates(titles)


@pytest.mark.parametrize("line", ["4 mars {}\n", "{}-03-04\n", "4/3/{}, "])
def test_a_text_of_a_great_many_years_gives_a_bounded_number_of_clues(line: str) -> None:
    text = "".join(line.format(1990 + number % 60) for number in range(30_000))
    assert len(evidence_of(text, "text/plain")) <= 10_000


@given(st.text(alphabet='<>/"= 0123456789-:abcdetimea\n', max_size=300), st.sampled_from(["text/html", "text/plain"]))
@settings(max_examples=150)
def test_any_input_gives_ordered_intervals_inside_the_text(source: str, media_type: str) -> None:
    for item in evidence_of(source, media_type):
        if item.earliest and item.latest:
            assert item.earliest <= item.latest
        if item.raw_start is not None and item.raw_end is not None:
            assert 0 <= item.raw_start <= item.raw_end <= len(source)


def test_a_stamp_of_universal_time_is_read_where_the_clocks_of_the_page_are() -> None:
    head = '<meta property="article:published_time" content="2021-03-05T02:10:00Z">'
    body = '<p>Read also <time datetime="2021-03-01T18:00:00-05:00">an older text</time></p>'
    assert publish(page(head, body)).on == date(2021, 3, 4)


def test_a_clock_without_zone_tells_it_when_it_shows_the_same_moment() -> None:
    head = '<meta property="article:published_time" content="2021-03-05T01:09:55+00:00">'
    assert publish(page(head, '<time datetime="2021-03-04 18:09:55">soir</time>')).on == date(2021, 3, 4)


def test_a_stated_day_settles_the_order_of_digits() -> None:
    source = page(OPENGRAPH, "<p>03/04/2021</p><p>05/04/2021</p>")
    clues = find_clues(source, read_page(source, "text/html"), None, ())
    days = {clue.interval.earliest for clue in clues if clue.source == "printed" and clue.interval}
    assert days == {date(2021, 3, 4), date(2021, 5, 4)}


def test_todays_date_above_the_headline_is_not_the_articles() -> None:
    shown = page(OPENGRAPH).replace("<nav>", "<nav><p>Mardi 4 mai 2021</p>")
    assert publish(shown).on == date(2021, 3, 4)


def test_todays_date_at_the_head_of_a_dump_is_not_that_of_a_text_with_its_own_below() -> None:
    head = "mardi 17 mars 2026\nMétéo\nSe connecter\n\nLe maire suspendu par le préfet\n\nAuteur : la rédaction\n\n"
    told = "Le préfet a suspendu le maire de la ville, que des policiers ont attendu devant chez lui. " * 3
    dump = f"{head}image\n\nPartager\n\n{told}\n\nPublié le : samedi 29 juillet 2017"
    assert publish(dump, "text/plain").on == date(2017, 7, 29)


def test_the_day_of_a_visit_above_a_menu_gives_way_to_the_day_before_it_below_the_headline() -> None:
    menu = "\n".join(f"  * {entry}" for entry in ("Accueil", "Politique", "Culture", "Sport", "Abonnement", "Contact"))
    head = f"5 mars 2021\n\nLa Gazette\n{menu}\n\n© La Gazette 2021. Tous droits réservés.\n"
    own = "Le tramway de Vallory voté par le conseil régional\n\nAnne Morel\n04.03.2021, 19:06\n8 min\n"
    assert publish(f"{head}\n{own}\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n", "text/plain").on == date(2021, 3, 4)


@pytest.mark.parametrize("line", ["by Anne MorelMarch 4, 2021", "March 4, 202101747 views", "GazetteMarch 4, 2021024"])
def test_a_day_is_read_from_among_the_words_and_counts_that_a_dump_glues_to_it(line: str) -> None:
    assert [printed.day for printed in find_printed_dates(line)] == [date(2021, 3, 4)]


@pytest.mark.parametrize("line", ["Mar 04 09:34 2021", "Thu Mar 04 09:34:12 +0000 2021", "March 4 9:34:12 CET 2021"])
def test_a_day_is_read_where_machines_print_its_clock_before_the_year(line: str) -> None:
    assert [printed.day for printed in find_printed_dates(line)] == [date(2021, 3, 4)]


def test_the_day_of_a_post_that_a_text_shows_is_not_its_own() -> None:
    post = "Le tramway est voté pic.example/tram\n— Conseil de Vallory (@vallory) March 3, 2021"
    assert publish(f"Le tramway voté\n\n{PROSE}\n\n{post}\n\n{PROSE}\n", "text/plain").on is None


def test_a_weekday_is_no_place_of_a_dateline() -> None:
    matches = "\n".join(f"Jeudi, {day} mars 2022 - 19:05" for day in (10, 17, 24))
    dump = f"{matches}\n\nLe tramway voté\n\n{PROSE}\n\n{PROSE}\n"
    assert "dateline" not in sources(evidence_of(dump, "text/plain"))


def test_the_number_of_an_agencys_story_dates_it() -> None:
    dump = f"Le tramway voté\n\nil y a 23 minutes\n\n{PROSE}\n\n{PROSE}\n\n© ats, ats:210304-99-12345/2\n"
    assert publish(dump, "text/plain").on == date(2021, 3, 4)


@pytest.mark.parametrize("line", ["Sum of March 4, 20210000000", "the march 4, 5 and 2021", "aMarch-like 4 2021"])
def test_what_only_looks_like_a_glued_day_is_none(line: str) -> None:
    assert find_printed_dates(line) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("تاریخ انتشار: ۲۱ ارديبهشت ۱۳۹۹ - ۱۸:۵۹", date(2020, 5, 10)),
        ("گزارش 1403/12/30", date(2025, 3, 20)),
        ("เผยแพร่ 5 มีนาคม 2563", date(2020, 3, 5)),
        ("令和2年3月4日", date(2020, 3, 4)),
        ("平成元年1月8日", None),
        ("2020. 06. 04. 11:27", date(2020, 6, 4)),
    ],
)
def test_days_of_other_calendars_and_spacings_are_read(text: str, day: date | None) -> None:
    assert [printed.day for printed in find_printed_dates(text)] == ([day] if day else [])


@given(st.dates(date(1950, 1, 1), date(2060, 12, 31)))
def test_persian_days_follow_each_other_as_ours_do(day: date) -> None:
    year, month, number = next(
        (year, month, number)
        for year in (day.year - 622, day.year - 621)
        for month in range(1, 13)
        for number in range(1, 32 if month <= 6 else 31)
        if persian_day(year, month, number) == day
    )
    assert persian_day(year, month, number) == day


@pytest.mark.parametrize("written", ["19-Nov-16", "19-NOV-16", "19/Nov/16", "19-Nov-2016"])
def test_a_month_between_dashes_has_its_year_behind_it(written: str) -> None:
    assert [printed.day for printed in find_printed_dates(f"Posted {written}")] == [date(2016, 11, 19)]


@pytest.mark.parametrize(
    "credit",
    [". AFP/Anne Morel", " (AFP/Anne Morel)", ". - Anne Morel / AFP", " | PHOTO : ANNE MOREL", " - Anne Morel/Reuters"],
)
def test_the_day_of_a_credited_picture_is_no_dateline(credit: str) -> None:
    caption = f"Sotchi, le 17 septembre 2007{credit}"
    dump = f"Le tramway voté\nPar Le Courrier avec AFP\nLe 15 avril 2022 à 07h23\n{caption}\n{PROSE}\n{PROSE}"
    assert publish(dump, "text/plain").on == date(2022, 4, 15)
    assert publish(f"Le tramway voté\n{caption}\n{PROSE}\n{PROSE}", "text/plain").on is None


@pytest.mark.parametrize("sign", [" (AFP) - ", " (AFP) – ", " AFP - "])
def test_an_agency_after_the_day_of_a_dateline_is_no_credit(sign: str) -> None:
    assert publish(f"Le tramway voté\nOTTAWA, 15 avril 2022{sign}{PROSE}\n{PROSE}", "text/plain").basis == "dateline"
