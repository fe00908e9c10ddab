"""All mentions of a text: names with the roles beside them, and nominal mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipelines.analyse.mentions.demonyms import find_demonyms, find_peoples
from pipelines.analyse.mentions.known_name import LANDFORM, KnownName
from pipelines.analyse.mentions.name import Name, Taken
from pipelines.analyse.mentions.name_types import read_body
from pipelines.analyse.mentions.names import find_names
from pipelines.analyse.mentions.nominals import Description, find_descriptions, nominal_mentions
from pipelines.analyse.mentions.served_bodies import serve_bodies
from pipelines.analyse.mentions.state_bodies import with_states
from pipelines.analyse.mentions.told_persons import with_told_persons
from pipelines.analyse.parsing import parse
from pipelines.analyse.universal_tree import VERBAL, Tree
from pipelines.languages.names import Pack, known_languages, load_pack
from pipelines.languages.world import read_world
from pipelines.records.analysis import Mention
from pipelines.text.words import Word, find_words, match_phrase

#: The office whose titles are given to others in jest.
_MONARCH = "monarch"
#: Words between the article of an office and the office: "the first [Conservative] MP".
_MOST_QUALIFIERS = 2
#: Marks between a role and the name behind it: "CEO: Anna Berg".
_PASSED = frozenset({"(", ".", ":", "\u200e"})


def preload() -> None:
    """Load all models, packs and gazetteers, so that forked workers share them."""
    for language in known_languages():
        find_mentions("Paris.", parse("Paris.", language), language)


def find_mentions(text: str, tree: Tree | None, language: str | None) -> tuple[Mention, ...]:
    """Mentions of a text in order of their start; ``text[start:end]`` is each one's surface.

    Names come from the model (``tree``) and the gazetteers, mended; without a
    model from the gazetteers alone. Nominal mentions need a data pack.
    """
    pack = load_pack(language)
    names = find_names(text, tree, pack, language)
    if pack is None:
        return tuple(_as_mention(text, name, pack) for name in names)
    words = find_words(text)
    found = _descriptions(words, tree, names, pack)
    names = _outside_offices(words, found, names)
    mentions = with_states(words, [_as_mention(text, name, pack) for name in names], names, pack)
    descriptions = serve_bodies(words, found, names, pack)
    known = {name.start for name in names if name.known is not None}
    mentions, unnamed = _join_roles(words, mentions, descriptions, pack, known)
    mentions = with_told_persons(words, tree, mentions, pack)
    apart = {d.head for d in unnamed}
    joined = [(words[d.first].start, words[d.last].end) for d in descriptions if d.head not in apart]
    nominals = nominal_mentions(text, words, unnamed, pack)
    taken = [(m.start, m.end) for m in mentions] + [(m.start, m.end) for m in nominals]
    peoples = find_peoples(text, words, pack, Taken(taken))
    taken += [*joined, *((m.start, m.end) for m in peoples)]
    demonyms = find_demonyms(text, words, pack, Taken(taken))
    return tuple(sorted([*mentions, *nominals, *peoples, *demonyms], key=lambda m: (m.start, m.end)))


def _descriptions(words: tuple[Word, ...], tree: Tree | None, names: list[Name], pack: Pack) -> list[Description]:
    """Descriptions of actors that the model reads as such, those told that are the subject of a verb."""
    return [
        replace(description, does=_is_finite(words, description.last + 1, tree))
        for description in find_descriptions(words, pack, names)
        if _is_written_out(words, description, pack)
        and _is_noun(words[description.head : description.head_end], tree)
        and not _is_of_things(words, description, pack)
    ]


def _is_written_out(words: tuple[Word, ...], description: Description, pack: Pack) -> bool:
    """Whether an office is no letters that only a capital and a point make a title: "Gov.", not "a sales rep"."""
    last = words[description.head_end - 1]
    is_short = last.folded in pack.abbreviations
    behind = words[description.head_end].surface if description.head_end < len(words) else ""
    return not is_short or (last.is_capital and behind == ".")


def _is_noun(words: tuple[Word, ...], tree: Tree | None) -> bool:
    """Whether the model reads one of the words as a noun ("des soldats", not "a envoyé")."""
    tokens = range(0) if tree is None else tree.tokens_over(words[0].start, words[-1].end)
    return tree is None or not tokens or any(tree.pos[at] in {"NOUN", "PROPN", "X"} for at in tokens)


def _is_of_things(words: tuple[Word, ...], description: Description, pack: Pack) -> bool:
    """Whether who bears a monarch's title rules no state: "the queen of Southern cooking", "le roi du pétrole"."""
    if description.role.role != _MONARCH or description.countries:
        return False
    after = match_phrase(pack.possession_after, words, description.head_end)
    # What rules what has a capital may be a country's that no list has.
    return after is not None and after < len(words) and words[after].surface.islower()


def _is_finite(words: tuple[Word, ...], at: int, tree: Tree | None) -> bool:
    """Whether a word is a finite verb: a participle tells more of whom it stands behind ("chargé de")."""
    tokens = tree.tokens_over(words[at].start, words[at].end) if tree is not None and at < len(words) else range(0)
    return tree is not None and any(
        tree.pos[token] in VERBAL and "VerbForm=Fin" in tree.morphology[token] for token in tokens
    )


def _outside_offices(words: tuple[Word, ...], descriptions: list[Description], names: list[Name]) -> list[Name]:
    """The names, without those unknown that begin inside an office ("président du [Conseil italien]").

    A person's that runs on behind it begins there: "State [Treasurer Anna Berg]".
    """
    ends = {words[at].start: d.head_end for d in descriptions for at in range(d.head + 1, d.head_end)}
    outside = []
    for name in names:
        end = ends.get(name.start) if name.known is None else None
        if end is None:
            outside.append(name)
        elif name.type == "PER" and end < len(words) and words[end].start < name.end and words[end].is_capital:
            outside.append(replace(name, start=words[end].start))
    return outside


def _as_mention(text: str, name: Name, pack: Pack | None) -> Mention:
    known = name.known
    if known is None and name.type == "ORG" and pack is not None:
        known = read_body(text[name.start : name.end], pack)
    return Mention(
        name.start,
        name.end,
        text[name.start : name.end],
        name.type,
        "name",
        name.confidence,
        country=known.country if known else None,
        sector=known.sector if known else None,
        role=_role_of_place(known),
    )


def _role_of_place(known: KnownName | None) -> str | None:
    """``country`` and ``capital`` tell the places that news uses for a state, ``landform`` those of a town's
    name that are none."""
    if known is None or known.type != "LOC":
        return None
    if known.is_landform:
        return LANDFORM
    return "country" if known.is_country else "capital" if known.is_capital else None


def _join_roles(
    words: tuple[Word, ...], mentions: list[Mention], descriptions: list[Description], pack: Pack, known: set[int]
) -> tuple[list[Mention], list[Description]]:
    """Give each person the role that stands right before the name; what is left names nobody.

    A name is a person when a role stands before it, unless it starts where a ``known`` one does.
    """
    by_start = {
        mention.start: at
        for at, mention in enumerate(mentions)
        if mention.type == "PER" or (mention.country is None and mention.start not in known)
    }
    by_end: defaultdict[int, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        by_end[mention.end].append(at)
    joined = list(mentions)
    unnamed = []
    for description, role in _with_offices(descriptions):
        people = _people_of(words, description, by_start, by_end, mentions, joined, pack)
        # Apart from its holder by the body, an office of one stands for him as well.
        is_apart = description.body_end is not None and role in read_world()["offices_of_any_body"]
        if not people or is_apart:
            unnamed.append(description)
        countries = [country for _, _, country in description.countries]
        for rank, at in enumerate(people):
            told = countries[min(rank, len(countries) - 1)] if countries else description.body_country
            # "Former Rep. Anna Berg, R-Texas": what stands behind a name tells as well.
            country = told or (mentions[at].country if mentions[at].type == "PER" else None)
            joined[at] = replace(joined[at], type="PER", country=country, sector=description.role.sector, role=role)
    return joined, unnamed


def _with_offices(descriptions: Iterable[Description]) -> Iterator[tuple[Description, str]]:
    """Descriptions with their roles; that of a "head" is the office told last.

    In "le président russe X et son homologue Y", Y is a president too.
    """
    office = "head"
    for description in descriptions:
        role = description.role.role
        if role != "head" and description.role.is_person:
            office = role
        yield description, office if role == "head" else role


def _people_of(
    words: tuple[Word, ...],
    description: Description,
    by_start: dict[int, int],
    by_end: Mapping[int, list[int]],
    mentions: list[Mention],
    joined: list[Mention],
    pack: Pack,
) -> list[int]:
    """Indices of those whose role a description is; what is not known for a person has it right before the name.

    ``joined`` are the mentions with the roles they were given so far.
    """
    if not description.role.is_person:
        return []
    people = _people_after(words, description, by_start, mentions, pack)
    if not people and description.body_end is not None:
        # "The president of the Assembly, Anna Berg": she is named behind the body.
        behind = replace(description, last=description.body_end - 1)
        found = _people_after(words, behind, by_start, mentions, pack)
        people = [at for at in found if mentions[at].type == "PER" and not joined[at].role]
    if not people and not description.role.is_plural and not description.does:
        people = _person_before(words, description, by_end, joined, pack)
    are_persons = all(mentions[at].type == "PER" for at in people)
    return people if are_persons or words[description.last].end + 1 == mentions[people[0]].start else []


def _person_before(
    words: tuple[Word, ...],
    description: Description,
    by_end: Mapping[int, list[int]],
    mentions: list[Mention],
    pack: Pack,
) -> list[int]:
    """The person without a role that a role is in apposition to: "Anna Berg, la secrétaire générale du parti"."""
    at = _article_before(words, description.first, pack)
    while at > 0 and words[at].folded in pack.determiners:
        at -= 1
    if at <= 0 or words[at].surface != ",":
        return []
    ending = ((n, mentions[n]) for n in by_end.get(words[at - 1].end, ()))
    return [n for n, m in ending if m.type == "PER" and m.kind == "name" and not m.role]


def _article_before(words: tuple[Word, ...], first: int, pack: Pack) -> int:
    """The word before a description, or where heads stand last the article before what qualifies it: "the Tory MP"."""
    at = first - 1
    for article in range(at, max(at - _MOST_QUALIFIERS, 0) - 1, -1) if pack.head_is_last else ():
        if words[article].folded in pack.determiners:
            return article
        if not words[article].surface[0].isalnum():
            break
    return at


def _people_after(
    words: tuple[Word, ...],
    description: Description,
    by_start: dict[int, int],
    mentions: list[Mention],
    pack: Pack,
) -> list[int]:
    """Indices of the persons named right after a role; several after a plural."""
    at = description.last + 1
    people: list[int] = []
    while at < len(words):
        word = words[at]
        if word.start in by_start:
            people.append(by_start[word.start])
            end = mentions[by_start[word.start]].end
            while at < len(words) and words[at].start < end:
                at += 1
            if not description.role.is_plural:
                break
        elif word.folded == "," or word.folded in pack.civilities or word.surface in _PASSED:
            if people and word.folded != ",":
                break
            at += 1
        elif word.folded in (pack.conjunctions if people else pack.adjectives_behind):
            at += 1
        else:
            break
        if len(people) >= max(1, len(description.countries)):
            break
    return people
