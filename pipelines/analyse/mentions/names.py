"""Names in a text: what gazetteers, rules and model propose, and what a second look keeps of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from pipelines.analyse.mentions.acronyms import complete_to_acronym, letters_of_bodies
from pipelines.analyse.mentions.called_bodies import called_bodies
from pipelines.analyse.mentions.candidate_classifier import look_again
from pipelines.analyse.mentions.common_words import without_common_words
from pipelines.analyse.mentions.divisions import places_of_two_names, places_with_divisions, with_articles
from pipelines.analyse.mentions.gazetteer import find_known_names, look_up
from pipelines.analyse.mentions.landforms import without_namesake_towns
from pipelines.analyse.mentions.laws import letters_of_laws
from pipelines.analyse.mentions.name import (
    GAZETTEER_CONFIDENCE,
    MODEL_CONFIDENCE,
    REPEATED_CONFIDENCE,
    Name,
    names_beside,
)
from pipelines.analyse.mentions.name_forms import (
    find_bodies,
    find_ministries,
    find_patterns,
    find_titled,
    with_agencies,
)
from pipelines.analyse.mentions.name_types import (
    call_by_given_name,
    call_by_surname,
    extend,
    persons_in_capitals,
    places_of_countries_named,
    retype,
    vote_types,
    with_first_words,
)
from pipelines.analyse.mentions.named_after import named_after_others
from pipelines.analyse.mentions.person_forms import complete_persons, whole_holders
from pipelines.analyse.mentions.seats import bodies_at_their_seats
from pipelines.analyse.mentions.short_names import bodies_by_short_names
from pipelines.analyse.mentions.sovereigns import persons_behind_titles
from pipelines.analyse.mentions.states import lawmakers_of_states, states_behind_cities
from pipelines.analyse.mentions.told_sectors import with_told_sectors
from pipelines.analyse.mentions.trimming import cut_at_lines, cut_civility, cut_prefix, split_pair, surnames_of, trim
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.names import Pack
from pipelines.records.analysis import MentionType
from pipelines.text.words import find_words

#: Labels of the models (WikiNER's and OntoNotes') as the types of the contract.
#: Peoples (NORP) are no names here; numbers and dates are none either.
MODEL_TYPES: Mapping[str, MentionType] = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "MISC": "MISC",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "PRODUCT": "MISC",
}


#: A given name in capitals, before a surname in capitals that the text has in small letters too ("MARTA NOWAK").
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_SHORT = 4


def find_names(text: str, tree: Tree | None, pack: Pack | None, language: str | None) -> list[Name]:
    """Names of a text without overlap, in order; without a model those that gazetteers and forms tell."""
    if pack is None:
        return _known_names(text, language)
    if tree is None:
        names = _declared_names(text, pack)
        names += names_beside(find_bodies(text, pack) + find_titled(text, pack), names)
        return sorted(names + _find_repeats(text, names), key=lambda name: name.start)
    names = look_again(text, tree, pack, propose_names(text, tree, pack), model_names(tree))
    names = with_agencies(text, names)
    names = complete_persons(text, [cut_civility(text, name, pack) for name in names], pack)
    names = places_of_countries_named(text, whole_holders(text, names), pack)
    names = call_by_given_name(text, bodies_by_short_names(text, names), pack)
    names = complete_to_acronym(text, with_first_words(text, tree, persons_in_capitals(text, names), pack), pack)
    names = without_common_words(text, tree, call_by_surname(text, letters_of_bodies(text, names)), pack)
    names = letters_of_laws(text, called_bodies(text, tree, names, pack), pack)
    names = bodies_at_their_seats(text, tree, named_after_others(text, names, pack), pack)
    names = persons_behind_titles(text, tree, names, pack)
    names = places_with_divisions(text, places_of_two_names(text, with_articles(text, names, pack)), pack)
    names = lawmakers_of_states(text, states_behind_cities(text, names))
    names = with_told_sectors(text, without_namesake_towns(text, tree, names, pack), pack)
    return sorted(names + _find_repeats(text, names), key=lambda name: name.start)


def propose_names(text: str, tree: Tree, pack: Pack) -> list[Name]:
    """Names of gazetteers, rules and model without overlap, in order: what the second look goes by."""
    names = _declared_names(text, pack)
    proposed = [piece for name in model_names(tree) for piece in cut_at_lines(text, name)]
    trimmed = [cut_prefix(text, name) for name in (trim(text, name, pack) for name in proposed) if name is not None]
    surnames = surnames_of(text, trimmed)
    trimmed = [part for name in trimmed for part in split_pair(text, name, surnames)]
    trimmed = [extend(text, retype(text, name, pack), pack) for name in trimmed]
    trimmed = vote_types(text, trimmed)
    names = _lay_over(text, names, trimmed)
    names += _find_repeats(text, names)
    names += names_beside(find_bodies(text, pack), names)
    return sorted(names, key=lambda name: name.start)


def _declared_names(text: str, pack: Pack) -> list[Name]:
    """Names by the forms that the language declares, and those of gazetteers beside them."""
    names = find_ministries(text, pack) + find_patterns(text, pack)
    return [*names, *names_beside(_known_names(text, pack.language), names)]


def _known_names(text: str, language: str | None) -> list[Name]:
    found = find_known_names(text, language)
    return [Name(start, end, what.type, GAZETTEER_CONFIDENCE, what) for start, end, what in found]


def model_names(tree: Tree) -> list[Name]:
    """The names the model finds, none of which runs on into its verb."""
    return [
        Name(tree.start[first], _end_before_verb(tree, first, end), MODEL_TYPES[label], MODEL_CONFIDENCE)
        for first, end, label in tree.names
        if label in MODEL_TYPES
    ]


def _end_before_verb(tree: Tree, first: int, end: int) -> int:
    """Where a name ends that ran into its own verb ("La Ligue a condamné")."""
    verbs = (at for at in range(first + 1, end) if tree.pos[at] in VERBAL and tree.surface(at).islower())
    return tree.end[next(verbs, end) - 1]


def _lay_over(text: str, known: list[Name], proposed: list[Name]) -> list[Name]:
    """Gazetteer names win over shorter ones; a longer name of the model keeps them inside."""
    kept = sorted(known, key=_start)
    for name in proposed:
        first = last = bisect_right(kept, name.start, key=_start)
        if first and kept[first - 1].end > name.start:
            first -= 1
        while last < len(kept) and kept[last].start < name.end:
            last += 1
        rivals = kept[first:last]
        is_outer = all(name.start <= rival.start and rival.end <= name.end for rival in rivals)
        if not rivals or (is_outer and _holds_more(text, name, rivals)):
            kept[first:last] = [name]
    return kept


def _start(name: Name) -> int:
    return name.start


def _holds_more(text: str, name: Name, rivals: list[Name]) -> bool:
    """A longer span is one name when capitals remain beside the known name in it."""
    if name.end - name.start == rivals[0].end - rivals[0].start and len(rivals) == 1:
        return False
    if name.type == "LOC" and any(rival.type == "LOC" for rival in rivals):
        return len(rivals) == 1 and text[name.start : rivals[0].start].strip()[:1].isupper()
    rest = text[name.start : name.end]
    for rival in rivals:
        rest = rest.replace(text[rival.start : rival.end], " ", 1)
    capitals = [word for word in find_words(rest) if word.is_capital]
    if name.type == "PER":
        # "Anatole France": a first name before a country's is a person's, when nothing links them.
        return len(rivals) == 1 and rivals[0].end == name.end and bool(capitals) and rest.strip().istitle()
    return bool(capitals)


def _find_repeats(text: str, names: list[Name]) -> list[Name]:
    """Further occurrences of the article's own persons, and of their surnames, that the model missed."""
    people: set[str] = set()
    for name in names:
        surface = text[name.start : name.end]
        if name.type == "PER" and " " not in surface and len(surface) > _SHORT:
            people.add(surface)
        if name.type == "PER" and " " in surface:
            people.add(surface)
            surname = surface.split()[-1]
            if len(surname) > 3 and surname[0].isupper() and look_up(surname) is None:
                people.add(surname)
    if not people:
        return []
    longest_first = "|".join(map(re.escape, sorted(people, key=lambda item: (-len(item), item))))
    surnames = sorted({surface.split()[-1].upper() for surface in people if len(surface.split()[-1]) > _SHORT})
    if surnames:
        longest_first += rf"|{_CAPITALS} (?:{'|'.join(map(re.escape, surnames))})"
    found = [
        Name(match.start(), match.end(), "PER", REPEATED_CONFIDENCE)
        for match in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", text)
    ]
    return names_beside(found, names)
