"""All mentions of a text: names with the roles beside them, and nominal mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.analyse.mentions.demonyms import find_demonyms, find_peoples
from pipelines.analyse.mentions.known_name import LANDFORM, KnownName
from pipelines.analyse.mentions.name import Name, Taken
from pipelines.analyse.mentions.name_types import read_body
from pipelines.analyse.mentions.names import find_names
from pipelines.analyse.mentions.nationals import with_nationals
from pipelines.analyse.mentions.nominals import Description, find_descriptions, nominal_mentions
from pipelines.analyse.mentions.office_persons import NamedPeople, country_of_phrase, people_of
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
    mentions = with_nationals(words, tree, with_told_persons(words, tree, mentions, pack), pack)
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
    """Give each person the role that stands beside the name; what is left names nobody.

    A name is a person when a role stands before it, unless it starts where a ``known`` one does.
    """
    named = NamedPeople.of(words, mentions, known, pack)
    joined = list(mentions)
    country_at = {m.start: m.country for m in mentions if m.role == "country"}
    unnamed = []
    for description, role in _with_offices(descriptions):
        people = people_of(description, named, joined)
        # Apart from its holder by the body, an office of one stands for him as well.
        is_apart = description.body_end is not None and role in read_world()["offices_of_any_body"]
        if not people or is_apart:
            unnamed.append(description)
        whole = country_of_phrase(words, description, country_at, pack)
        for rank, at in enumerate(people):
            # "Former Rep. Anna Berg, R-Texas": what stands behind a name tells as well.
            own = mentions[at].country if mentions[at].type == "PER" else None
            country = _country_of(description, rank) or whole or own
            joined[at] = replace(joined[at], type="PER", country=country, sector=description.role.sector, role=role)
    return joined, unnamed


def _country_of(description: Description, rank: int) -> str | None:
    """The country that an office tells of the first person named with it, the second, the third."""
    countries = [country for _, _, country in description.countries]
    return countries[min(rank, len(countries) - 1)] if countries else description.body_country


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
