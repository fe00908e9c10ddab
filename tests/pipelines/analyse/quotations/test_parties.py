"""Who may have spoken: names of one person, descriptions, whatever a verb of speech has for its subject."""

from __future__ import annotations

from pipelines.analyse.mentions.mentions import find_mentions
from pipelines.analyse.parsing import parse
from pipelines.analyse.quotations.cues import Cues
from pipelines.analyse.quotations.parties import Party, find_parties
from pipelines.analyse.quotations.possible_speakers import PossibleSpeakers
from pipelines.languages.quotations import quotation_words


def parties(text: str, language: str = "fr") -> list[tuple[list[str], Party]]:
    tree, words = parse(text, language), quotation_words(language)
    assert tree is not None
    assert words is not None
    possible = PossibleSpeakers(tree, find_mentions(text, tree, language), words)
    found = find_parties(tree, possible, Cues(tree, words), set())
    return [([text[start:end] for start, end in party.spans], party) for party in found]


def test_a_person_is_one_party_by_full_name_and_surname() -> None:
    text = "Anna Berg dirige le port. Jan Novak l'a visité. Mme Berg était là."
    assert ["Anna Berg", "Berg"] in [names for names, _ in parties(text)]


def test_a_surname_is_that_of_its_bearer_named_last() -> None:
    text = "Anna Berg et Jan Berg sont venus lundi. Anna Berg a parlé. M. Novak écoute. Berg a quitté le port."
    assert ["Anna Berg", "Anna Berg", "Berg"] in [names for names, _ in parties(text)]


def test_a_thing_that_a_verb_of_speech_has_for_its_subject_hardly_speaks() -> None:
    text = "La rumeur affirme que le port ferme. La directrice affirme que le port reste ouvert."
    speaking = {names[0]: party.speaks for names, party in parties(text)}
    assert speaking["La rumeur"] is False
    assert speaking["La directrice"] is True
