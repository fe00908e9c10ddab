"""Names in a text: what the model found, mended, with the gazetteers' names added."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from pipelines.entities.gazetteer import KnownName, find_known_names, look_up
from pipelines.entities.packs import Pack
from pipelines.entities.words import Word, find_words, fold_word, match_phrase

#: Labels of the models (WikiNER's and OntoNotes') as the types of the contract.
#: Peoples (NORP) are no names here; numbers and dates are none either.
MODEL_TYPES = {
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
#: How far each source of a name is trusted; the models' figure is their measured
#: precision on news, rounded.
MODEL_CONFIDENCE = 0.75
GAZETTEER_CONFIDENCE = 0.95
REPEATED_CONFIDENCE = 0.85
NOUN_CONFIDENCE = 0.7

_EDGES = re.compile(r"^[\s«»\"“”„'’()\[\],;:.!?…–—\-*•/]+|[\s«»\"“”„(\[\],;:!?…–—\-*•/]+$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, before roles are joined to it."""

    start: int
    end: int
    type: str
    confidence: float
    known: KnownName | None = None


def find_names(text: str, doc: Doc | None, pack: Pack | None, language: str | None) -> list[Name]:
    """Names of a text without overlap, in order."""
    known = [
        Name(start, end, what.type, GAZETTEER_CONFIDENCE, what)
        for start, end, what in find_known_names(text, language)
    ]
    if doc is None or pack is None:
        return known
    names = _find_ministries(text, pack) + _find_patterns(text, pack)
    names += [name for name in known if not _overlaps(name, names)]
    proposed = [piece for name in _model_names(doc) for piece in _cut(text, name)]
    trimmed = [name for name in (_trim(text, name, pack) for name in proposed) if name is not None]
    surnames = _surnames(text, trimmed)
    trimmed = [part for name in trimmed for part in _split_pair(text, name, surnames)]
    trimmed = [_extend(text, _retype(text, name, pack), pack) for name in trimmed]
    trimmed = _vote_types(text, trimmed)
    names = _lay_over(text, names, trimmed)
    names += _find_repeats(text, names)
    names += [name for name in _find_bodies(text, pack) if not _overlaps(name, names)]
    return sorted(names, key=lambda name: name.start)


def _model_names(doc: Doc) -> list[Name]:
    return [
        Name(span.start_char, span.end_char, MODEL_TYPES[span.label_], MODEL_CONFIDENCE)
        for span in doc.ents
        if span.label_ in MODEL_TYPES
    ]


def _cut(text: str, name: Name) -> list[Name]:
    """The lines of a name that ran over a line's end."""
    pieces = []
    for match in re.finditer(r"[^\n]+", text[name.start : name.end]):
        pieces.append(replace(name, start=name.start + match.start(), end=name.start + match.end()))
    return pieces[:2]


def _trim(text: str, name: Name, pack: Pack) -> Name | None:
    """The proper-name core of a span: no article, title, civility or quote; None when nothing is left."""
    start, end = name.start, name.end
    while start < end:
        inner = text[start:end]
        stripped = _EDGES.sub("", inner)
        if not stripped:
            return None
        offset = inner.find(stripped)
        start, end = start + offset, start + offset + len(stripped)
        words = find_words(text[start:end])
        cut = _cut_from_start(words, pack, name.type)
        if cut == 0:
            break
        if cut >= len(words):
            return None
        start += words[cut].start
    words = find_words(text[start:end])
    words, start = _cut_description(words, start, pack)
    if not words:
        return None
    kept = len(words)
    while kept and (words[kept - 1].folded in pack.determiners or not words[kept - 1].surface[0].isalnum()):
        kept -= 1
        if words[kept].surface == ".":
            kept += 1
            break
    if not kept:
        return None
    end = start + words[kept - 1].end - words[0].start
    surface = text[start:end]
    folded = fold_word(surface)
    if folded in pack.not_names or not any(char.isalpha() for char in surface):
        return None
    if pack.demonyms.get(tuple(word.folded for word in words[:kept])) is not None and look_up(surface) is None:
        return None
    if not any(word.is_capital for word in words) or _is_code(surface, words, pack):
        return None
    return replace(name, start=start, end=end)


def _cut_description(words: tuple[Word, ...], start: int, pack: Pack) -> tuple[tuple[Word, ...], int]:
    """The words after a role ("Maire de Valence" -> "Valence"); none when only a description is there."""
    role = pack.roles.match_at(words, 0)
    if role is None:
        return words, start
    at = role[0]
    while at < len(words):
        demonym = pack.demonyms.match_at(words, at)
        if demonym is not None and not words[at].is_capital:
            at = demonym[0]
        elif (portfolio := pack.ministry_portfolios.match_at(words, at)) is not None:
            at = portfolio[0]
        elif words[at].folded in pack.determiners or not words[at].surface[0].isalnum():
            at += 1
        else:
            break
    if at == len(words):
        return (), start
    if role[1].is_person and words[at].is_capital:
        return words[at:], start + words[at].start
    return words, start


def _split_pair(text: str, name: Name, surnames: frozenset[str]) -> list[Name]:
    """"Poutine-Macron" as two persons, when both are surnames of the text."""
    surface = text[name.start : name.end]
    left, hyphen, right = surface.partition("-")
    if name.type != "PER" or not hyphen or left not in surnames or right not in surnames:
        return [name]
    middle = name.start + len(left)
    return [replace(name, end=middle), replace(name, start=middle + 1)]


def _surnames(text: str, names: list[Name]) -> frozenset[str]:
    surfaces = [text[name.start : name.end] for name in names if name.type == "PER"]
    return frozenset(surface.split()[-1] for surface in surfaces if " " in surface)


def _is_code(surface: str, words: tuple[Word, ...], pack: Pack) -> bool:
    """A letter, a unit, an article number: no name."""
    letters = sum(char.isalpha() for char in surface)
    digits = sum(char.isdigit() for char in surface)
    return letters < 2 or digits > letters or words[0].surface in pack.codes or "@" in surface or "www" in surface


def _retype(text: str, name: Name, pack: Pack) -> Name:
    """The type the name's own head word tells ("Comité …", "… University"); acronyms are bodies."""
    surface = text[name.start : name.end]
    words = [word for word in find_words(surface) if word.surface[0].isalnum()]
    if len(words) > 1:
        kind = pack.head_types.get(_head_of(words, pack).folded)
        return replace(name, type=kind) if kind is not None and kind != name.type else name
    is_acronym = 2 <= len(surface) <= 6 and surface.isupper() and surface.isalpha()
    line = text[text.rfind("\n", 0, name.start) + 1 : (text.find("\n", name.end) + 1 or len(text) + 1) - 1]
    if is_acronym and not line.isupper():
        return replace(name, type="ORG")
    return name


def _head_of(words: list[Word], pack: Pack) -> Word:
    if not pack.head_is_last:
        return words[0]
    for at, word in enumerate(words):
        if at and word.folded in {"of", "for", "on", "in", "at"}:
            return words[at - 1]
    return words[-1]


def _extend(text: str, name: Name, pack: Pack) -> Name:
    """The name with the capital article before it ("La Poste") and the suffix after it ("Washington, D.C.")."""
    start, end = name.start, name.end
    for article in pack.name_articles:
        before = text[: start].rstrip(" ")
        if before.endswith(article) and start - len(before) <= 1:
            inside = before[: -len(article)].rstrip(" «\"“")
            if inside and inside[-1] not in ".!?:\n…-–" and (inside[-1].isalnum() or inside[-1] in ",(’'"):
                start = len(before) - len(article)
                break
    for suffix in pack.name_suffixes:
        if text.startswith(suffix, end):
            end += len(suffix)
    return replace(name, start=start, end=end)


def _find_patterns(text: str, pack: Pack) -> list[Name]:
    """Names with a form of their own ("1997 Ruritanian general election")."""
    found: list[Name] = []
    for kind, pattern in pack.name_patterns:
        for match in pattern.finditer(text):
            words = find_words(match.group())
            cut = words[1].start if len(words) > 2 and words[0].folded in pack.determiners else 0
            name = Name(match.start() + cut, match.end(), kind, REPEATED_CONFIDENCE)
            if not _overlaps(name, found):
                found.append(name)
    return found


def _find_bodies(text: str, pack: Pack) -> list[Name]:
    """Bodies named by one noun with a capital, inside a sentence or after an article ("le Parlement")."""
    found = []
    words = find_words(text)
    for at, word in enumerate(words):
        if word.surface not in pack.capital_bodies or at == 0:
            continue
        before = words[at - 1]
        follows = at + 1 < len(words) and (
            words[at + 1].is_capital or pack.demonyms.match_at(words, at + 1) is not None
        )
        if not follows and (before.folded in pack.determiners or before.surface.islower()):
            found.append(Name(word.start, word.end, "ORG", NOUN_CONFIDENCE))
    return found


def _cut_from_start(words: tuple[Word, ...], pack: Pack, name_type: str) -> int:
    """How many words at the start belong to no name."""
    first = words[0]
    if first.folded in pack.civilities and len(words) > 1:
        return 2 if words[1].surface == "." and len(words) > 2 else 1
    if first.folded in pack.determiners:
        return 1
    if name_type == "PER":
        role = pack.roles.match_at(words, 0)
        if role is not None and role[0] < len(words):
            return role[0]
        if pack.demonyms.match_at(words, 0) is not None and len(words) > 1 and not first.is_capital:
            return 1
    return 0


def _vote_types(text: str, names: list[Name]) -> list[Name]:
    """One type for all occurrences of a surface in an article: what gazetteers say, else the majority."""
    votes: dict[str, Counter[str]] = {}
    for name in names:
        votes.setdefault(text[name.start : name.end], Counter())[name.type] += 1
    surnames = {
        text[name.start : name.end].split()[-1]: name.type
        for name in names
        if name.type == "PER" and " " in text[name.start : name.end]
    }
    voted = []
    for name in names:
        surface = text[name.start : name.end]
        known = look_up(surface)
        if known is not None and not (known.type == "LOC" and surface in surnames):
            voted.append(replace(name, type=known.type, known=known, confidence=GAZETTEER_CONFIDENCE))
        elif surface in surnames:
            voted.append(replace(name, type="PER"))
        else:
            best = max(votes[surface].items(), key=lambda item: (item[1], item[0]))[0]
            voted.append(replace(name, type=best))
    return voted


def _lay_over(text: str, known: list[Name], proposed: list[Name]) -> list[Name]:
    """Gazetteer names win over shorter ones; a longer name of the model keeps them inside."""
    kept = list(known)
    for name in proposed:
        rivals = [other for other in kept if other.start < name.end and name.start < other.end]
        if not rivals:
            kept.append(name)
        elif all(name.start <= r.start and r.end <= name.end for r in rivals) and _holds_more(text, name, rivals):
            kept = [other for other in kept if other not in rivals]
            kept.append(name)
    return kept


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


def _find_ministries(text: str, pack: Pack) -> list[Name]:
    """"ministère russe des Affaires étrangères": a body whose name begins in lower case."""
    words = find_words(text)
    found = []
    for at in range(len(words)):
        head = match_phrase(pack.ministry_heads, words, at)
        if head is None:
            continue
        country = pack.demonyms.match_at(words, head)
        after = country[0] if country else head
        end = after
        while (link := match_phrase(pack.ministry_linkers, words, end)) is not None:
            portfolio = pack.ministry_portfolios.match_at(words, link)
            if portfolio is None:
                break
            end = portfolio[0]
        if end > after:
            code = country[1] if country else None
            known = KnownName(text[words[at].start : words[end - 1].end], "ORG", code, "GOV")
            found.append(Name(words[at].start, words[end - 1].end, "ORG", REPEATED_CONFIDENCE, known))
    return found


def _find_repeats(text: str, names: list[Name]) -> list[Name]:
    """Further occurrences of the article's own persons, and of their surnames, that the model missed."""
    people: dict[str, str] = {}
    for name in names:
        surface = text[name.start : name.end]
        if name.type == "PER" and " " in surface:
            people[surface] = "PER"
            surname = surface.split()[-1]
            if len(surname) > 3 and surname[0].isupper() and look_up(surname) is None:
                people[surname] = "PER"
    found: list[Name] = []
    for surface in sorted(people, key=lambda item: (-len(item), item)):
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            repeat = Name(match.start(), match.end(), "PER", REPEATED_CONFIDENCE)
            if not _overlaps(repeat, names) and not _overlaps(repeat, found):
                found.append(repeat)
    return found


def _overlaps(name: Name, others: list[Name]) -> bool:
    return any(other.start < name.end and name.start < other.end for other in others)
