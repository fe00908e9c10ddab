"""What is known of a party that may have said a quotation: what it is, and how the sentence there names it."""

from __future__ import annotations

from pipelines.analyse.quotations.attributions import Attribution
from pipelines.analyse.quotations.parties import DESCRIPTION, NAME
from pipelines.analyse.quotations.party_places import PartyPlaces
from pipelines.analyse.quotations.speakers import Speakers
from pipelines.analyse.universal_tree import Tree
from pipelines.languages.quotations import QuotationWords

PARTY = (
    "kind", "places", "share", "opens_text", "is_person", "agrees", "is_ruled", "cue_rank", "behind_cue", "source_gap",
    "own_cue", "own_root", "definite",
)  # fmt: skip

#: What stands nowhere near is so many words away, and farther into the text than this is all one.
_FAR, _LATE = 99.0, 2000
#: A party is sought so many words behind a verb of speech.
_TO_SUBJECT = 11
_ENDS = frozenset({".", "\n"})
#: So many places of a party are asked for its gender.
_ASKED_FOR_GENDER = 4
_KINDS = {(NAME, "PER"): 0, (NAME, "ORG"): 1, (NAME, "LOC"): 2, (DESCRIPTION, "PER"): 3, (DESCRIPTION, "ORG"): 4}
_OTHER_KIND = 5
_DEFINITE = {"Def": 1.0, "Ind": 2.0}
_OTHER_DETERMINER = 3.0


class PartyColumns:
    """Describes the parties of one parsed text, each beside a quotation."""

    def __init__(self, tree: Tree, speakers: Speakers, words: QuotationWords, places: PartyPlaces) -> None:
        self._tree, self._words, self._places = tree, words, places
        self._possible = speakers.possible
        self._genders: dict[int, str | None] = {}

    def of(self, at: int, number: int, told: Attribution, ruled: int | None) -> list[float]:
        """The columns of `PARTY`; ``ruled`` is the party that rules name."""
        party = self._places.parties[number]
        is_person = self._possible.is_person(party.spans[0])
        sentence = self._places.sentence_of(at)
        return [
            _KINDS.get((party.kind, party.type), _OTHER_KIND),
            len(party.spans),
            len(party.spans) / max(1, len(self._places.all)),
            min(party.spans[0][0], _LATE),
            is_person,
            self._agrees(number, told, is_person=is_person),
            number == ruled,
            self._cue_rank(told.subject, number),
            self._behind_cue(told.cue, number),
            told.sources.get(number, _FAR),
            told.verbs.get(number, _FAR),
            any(place.is_root and place.sentence == sentence for place in self._places.of[number]),
            self._definiteness(party.heads[0]),
        ]

    def _agrees(self, number: int, told: Attribution, *, is_person: bool) -> float:
        """Whether the pronoun, or the noun, that is the subject may stand for a party: 0 where nothing tells."""
        if (told.pronoun and told.gender and not is_person) or (told.pronoun in self._words.things and is_person):
            return -2.0
        if number not in self._genders:
            spans = self._places.parties[number].spans[:_ASKED_FOR_GENDER]
            self._genders[number] = next(filter(None, map(self._possible.gender, spans)), None)
        gender = self._genders[number]
        return 0.0 if not (gender and told.gender) else 1.0 if gender == told.gender else -1.0

    def _cue_rank(self, subject: int | None, number: int) -> float:
        """Whether a party is the subject of the verb of speech: 2 as the parse has it, 1 by an apposition."""
        if subject is None:
            return 0.0
        if self._places.of_token.get(subject) == number:
            return 2.0
        return float(self._places.party_of(self._possible.of_head(subject)) == number)

    def _behind_cue(self, cue: int | None, number: int) -> float:
        """So many words stand between the verb of speech and a party behind it in its sentence."""
        if cue is not None:
            for token in range(cue + 1, min(cue + 1 + _TO_SUBJECT, len(self._tree))):
                if self._tree.word[token] in _ENDS:
                    break
                if self._places.of_token.get(token) == number:
                    return float(token - cue)
        return _FAR

    def _definiteness(self, head: int) -> float:
        for child in self._tree.children[head]:
            if self._tree.pos[child] == "DET":
                return _DEFINITE.get(next(iter(self._tree.features(child, "Definite")), ""), _OTHER_DETERMINER)
        return 0.0
