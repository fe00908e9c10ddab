"""Quotations, their cue and speaker."""

from __future__ import annotations

import pytest

from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.quotations.find import find_quotations
from pipelines.records.analysis import Quotation


def read(text: str, language: str = "fr") -> tuple[Quotation, ...]:
    doc = parse(text, language)
    return find_quotations(text, doc, language, find_mentions(text, doc, language))


def speaker(text: str, quotation: Quotation) -> str | None:
    if quotation.speaker_start is None or quotation.speaker_end is None:
        return None
    return text[quotation.speaker_start : quotation.speaker_end]


def speakers(text: str, language: str = "fr") -> list[str | None]:
    return [speaker(text, quotation) for quotation in read(text, language) if quotation.is_direct]


def test_words_between_marks_are_a_direct_quotation() -> None:
    text = "« Nous ne céderons pas sur la pêche », a déclaré Anna Berg."
    (quotation,) = read(text)
    assert quotation.text == "Nous ne céderons pas sur la pêche"
    assert text[quotation.start : quotation.end] == quotation.text
    assert (quotation.is_direct, quotation.cue, speaker(text, quotation)) == (True, "déclaré", "Anna Berg")


@pytest.mark.parametrize(
    "text",
    [
        "« Nous ne céderons pas », a martelé mardi Anna Berg.",
        "« Nous ne céderons pas », a ensuite déclaré à la presse Anna Berg.",
        "Anna Berg s'est indignée : « Nous ne céderons pas. »",
        "Selon Anna Berg, « nous ne céderons pas sur la pêche ».",
        "Pour Anna Berg, « il ne faut pas céder sur la pêche ».",
        "« Nous, a ajouté Anna Berg, ne céderons pas sur la pêche. »",
        "« Nous ne céderons pas sur la pêche », d'après Anna Berg.",
        "Anna Berg, venue à Oslo, a prévenu que « la pêche n'est pas à vendre ».",
        "Anna Berg est arrivée à Oslo. « Nous ne céderons pas », a-t-elle lancé.",
        "Anna Berg est arrivée à Oslo. Elle a promis : « Nous ne céderons pas. »",
    ],
)
def test_the_speaker_is_found_wherever_a_sentence_names_them(text: str) -> None:
    assert speakers(text) == ["Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        '"We will not give up the islands," Anna Berg said on Monday.',
        '"We will not give up the islands," said Anna Berg.',
        'According to Anna Berg, "nobody will give up the islands".',
        'Anna Berg arrived in Oslo. "We will not give up," she told reporters.',
        'Anna Berg warned: "We will not give up the islands."',
    ],
)
def test_english_speakers_are_found_too(text: str) -> None:
    assert speakers(text, "en") == ["Anna Berg"]


def test_one_speaker_says_all_paragraphs_of_a_quotation() -> None:
    text = (
        "“We watch how fast we can slow the variants,” Anna Berg said. “Cases drop.\n"
        "“Until now, we have stayed within the mark.\n“I ask you to follow the rules.”\nShe spoke in Montreal."
    )
    assert speakers(text, "en") == ["Anna Berg"] * 4


def test_each_of_two_speakers_has_their_own_words() -> None:
    text = "« Nous ne céderons pas », a déclaré Anna Berg. « Nous négocierons », a répondu Jan Novak."
    assert speakers(text) == ["Anna Berg", "Jan Novak"]


def test_a_dialogue_told_with_dashes_is_quoted() -> None:
    text = (
        "Entretien avec la directrice\n— Que va devenir le vieux quai ?\n"
        "— Nous le rendrons aux habitants, répond Anna Berg, directrice du port. Les travaux commenceront.\n"
        "— Ils garderont leurs places, promet-elle."
    )
    found = [quotation for quotation in read(text) if speaker(text, quotation) == "Anna Berg"]
    assert [quotation.text for quotation in found] == [
        "Nous le rendrons aux habitants",
        "Les travaux commenceront.",
        "Ils garderont leurs places",
    ]


def test_a_list_with_dashes_is_no_dialogue() -> None:
    assert read("Le plan prévoit :\n- la fin des travaux.\n- le retour des trains.") == ()


def test_a_reported_clause_is_indirect_speech() -> None:
    text = "Anna Berg a affirmé que la Norvège ne céderait pas."
    (quotation,) = read(text)
    assert not quotation.is_direct
    assert quotation.text.startswith("que la Norvège")
    assert speaker(text, quotation) == "Anna Berg"


@pytest.mark.parametrize(
    "text",
    [
        "Le « brexit » a surpris Londres.",
        "Le film « Les quais de Seine » sort mercredi.",
        "Un « petit geste » attendu.",
    ],
)
def test_a_term_or_a_title_in_marks_is_no_quotation(text: str) -> None:
    assert read(text) == ()


def test_a_short_answer_is_a_quotation_when_somebody_says_it() -> None:
    assert speakers("« Jamais », a répondu Anna Berg.") == ["Anna Berg"]


def test_marks_suffice_without_a_parse() -> None:
    text = "„Мы не уступим никогда“, сказал он. «Мы не уступим никогда», сказал он."
    found = find_quotations(text, None, "ru", ())
    assert all(text[q.start : q.end] == q.text for q in found)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« Le quai rouvre lundi matin », a indiqué le quotidien.", "le quotidien"),
        ("« Le quai rouvre lundi », a poursuivi l'expert.", "l'expert"),
        ("Le quai a été fermé. Anna Berg l'a dit. « Il rouvrira lundi », a-t-elle précisé.", "Anna Berg"),
        ("Ils ont rencontré Jan Novak, qui a répondu : « Le quai rouvre lundi. »", "Jan Novak"),
        ("« Le quai rouvre lundi », a déclaré à l'AFP Anna Berg.", "Anna Berg"),
    ],
)
def test_who_is_spoken_to_or_told_of_is_no_speaker(text: str, found: str) -> None:
    assert speakers(text)[-1] == found


def test_a_paragraph_that_is_all_quotation_is_said_by_who_spoke_before() -> None:
    text = '"This would not have been possible," said Anna Berg.\n"They represent our hopes and courage."\nThey left.'
    assert speakers(text, "en") == ["Anna Berg", "Anna Berg"]


def test_who_is_told_is_not_who_tells() -> None:
    assert speakers('He told the police, "everything that he had done".', "en") in ([], [None])


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("« Le quai rouvre lundi matin », annonce la ligne.", "fr", None),
        ("La grue ne bouge plus, comme l'explique l'ingénieur Jan Novak :\n\n« Le quai est mort depuis longtemps. »",
         "fr", "Jan Novak"),
        ("Jan Novak combat la mairie. Son rival est connu, c’est Paul Berg, dont il ne cite pas le titre quand il "
         "dénonce « l’aveu accablant » de son prédécesseur.", "fr", "Jan Novak"),
        ('If the port had the same money, Anna Berg insisted, "we would have done the same thing," citing a report '
         "the city bought.", "en", "Anna Berg"),
    ],
)  # fmt: skip
def test_only_who_can_speak_is_a_speaker(text: str, language: str, found: str | None) -> None:
    assert speakers(text, language)[-1] == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("La ministre de la pêche a salué « un texte utile pour tous ». Hier, Jan Novak, le médiateur, a quitté Brest. "
         "« Sans attendre de réponse », a-t-il précisé.", "fr", "Jan Novak"),
        ("Le journaliste Jan Novak filme le port depuis un an. Chez Cap, le média social, « la question a été abordée "
         "dès le début de la grève », explique-t-il.", "fr", "Jan Novak"),
        ("Mme Berg a été reçue. M. Novak a parlé du port. « Le quai rouvre lundi », a-t-elle dit.", "fr", "Berg"),
        ('Mr. Novak said Ms. Berg was wrong. "The quay is safe for all," he said.', "en", "Novak"),
        ("Jan Novak est venu lundi. « Le quai est mort », dit-on au port.", "fr", None),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_the_last_person_it_can_mean(text: str, language: str, found: str | None) -> None:
    assert speakers(text, language)[-1] == found


def test_the_noun_of_a_relative_clause_is_its_speaker() -> None:
    text = "Ms. Berg cited the port employee, who worked at night and told inspectors that the crane was broken."
    (quotation,) = read(text, "en")
    assert speaker(text, quotation) == "the port employee"


def test_a_verb_behind_a_full_stop_belongs_to_the_words_it_opens() -> None:
    text = 'Anna Berg typed the line, "I want to swim to the island." Marbot replied, "That is a fine idea for today."'
    assert speakers(text, "en")[0] != "Marbot"


@pytest.mark.parametrize(
    "heading",
    ["« Le quai sera rendu aux habitants »", "« LE QUAI SERA RENDU AUX HABITANTS »", "« Le quai aux habitants »"],
)
def test_a_heading_that_repeats_words_has_their_speaker(heading: str) -> None:
    text = (
        f"Jan Novak est venu lundi et « les travaux avancent », a-t-il dit.\n\n{heading}\n\n"
        "Anna Berg dirige le port. « Tout le quai sera rendu aux habitants », a promis Anna Berg."
    )
    assert speakers(text)[1] == "Anna Berg"


def test_a_heading_does_not_go_on_with_who_spoke_before() -> None:
    text = "« Les travaux avancent bien », a dit Jan Novak.\n\n« Une tâche vraiment rude »\n\nLa grue est venue lundi."
    assert "Une tâche vraiment rude" not in [quotation.text for quotation in read(text) if quotation.speaker_start]


def test_a_place_in_a_heading_is_no_speaker() -> None:
    assert speakers("Grève à Radio Armor : « Nous ne céderons pas sur la pêche »\nLe travail a repris lundi.") == [None]
    assert speakers("Anna Berg : « Nous ne céderons pas sur la pêche »\nLe travail a repris.") == ["Anna Berg"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('Anna Berg has lived on the quay for thirty years.\n\n"We have seen the port close."\n\nIt rained.', "en"),
        ("Anna Berg vit sur le quai depuis trente ans.\n\n« Nous avons vu fermer le port. »\n\nIl pleut.", "fr"),
    ],
)  # fmt: skip
def test_words_that_are_a_paragraph_are_said_by_whom_the_one_before_is_about(text: str, language: str) -> None:
    assert speakers(text, language) == ["Anna Berg"]


def test_a_clause_that_says_what_a_thing_is_is_no_speech() -> None:
    assert read("Le maire Jan Novak défend la thèse que le port ferme avant l'été.") == ()
    assert read("Anna Berg est venue. On ne peut pas soutenir l’hypothèse que le port se maintienne.") == ()


def test_a_term_in_another_sentence_is_not_said_by_who_spoke_before() -> None:
    text = "« Nous ne céderons pas sur la pêche », a dit Anna Berg. La grue est celle du « tour des îles » des marins."
    assert [quotation.text for quotation in read(text)] == ["Nous ne céderons pas sur la pêche"]


@pytest.mark.parametrize("source", ["selon un témoin", "d'après le rapport"])
def test_a_source_may_be_a_noun(source: str) -> None:
    assert speakers(f"La grue est « tombée sur le quai lundi soir », {source}.") == [source.partition(" ")[2]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« Le quai rouvre lundi matin », glisse un voisin.", "un voisin"),
        ("« Le quai rouvre lundi matin », lâche la directrice du port.", "la directrice"),
    ],
)
def test_a_verb_of_speech_right_behind_a_quotation_is_one_whatever_the_parser_makes_of_it(
    text: str, found: str
) -> None:
    assert speakers(text) == [found]


def test_a_given_name_tells_for_whom_a_pronoun_stands() -> None:
    text = "Paul Novak a accueilli Anna Berg au port. « Le quai rouvre lundi matin », a-t-elle dit."
    assert speakers(text) == ["Anna Berg"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Jan Novak told reporters that the mayor had not kept any of her promises and that the quay was “a danger "
            "to all who work there”.",
            "en",
        ),
        (
            "Jan Novak a critiqué le projet devant les pêcheurs de l'île, qui l'ont applaudi pendant plusieurs minutes "
            "sur le quai, jugeant que la mairie avait « oublié les marins de l'île ».",
            "fr",
        ),
    ],
)
def test_a_speaker_is_found_far_from_the_quotation_in_its_sentence(text: str, language: str) -> None:
    assert speakers(text, language) == ["Jan Novak"]


def test_an_aside_below_a_paragraph_about_somebody_is_theirs() -> None:
    text = (
        "La maire Anna Berg est venue lundi. Le chantier durera un an.\n\n"
        "« Le quai rouvre lundi matin, assure-t-elle. Les grues reviendront en mai. »"
    )
    assert speakers(text) == ["Anna Berg"]
