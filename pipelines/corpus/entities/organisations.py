"""Mentions of places, bodies and the rest brought together: by gazetteers, equal forms and acronyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pipelines.analyse.mentions.gazetteer import fold_name, look_up
from pipelines.corpus.entities.person_names import name_parts
from pipelines.corpus.entities.rows import MentionRow, group_by_article
from pipelines.corpus.entities.similarity import is_acronym_of

#: Articles that must say alike what an acronym stands for, before others that use it are read so.
LEAST_DEFINED = 2


def cluster_bodies(rows: Sequence[MentionRow], types: Mapping[str, str]) -> dict[MentionRow, str]:
    """Entity keys of places, bodies and the rest: what gazetteers know, equal forms, acronyms.

    An acronym stands for a body of its article whose initials it is, else for what the corpus's articles
    agree on. ``types`` gives the type of each folded name.
    """
    articles = group_by_article(rows)
    local = {article_id: _acronyms_defined(found, types) for article_id, found in articles.items()}
    meanings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for defined in local.values():
        for acronym, long_form in defined.items():
            meanings[acronym][long_form] += 1
    agreed = {
        acronym: long_form
        for acronym, counted in meanings.items()
        for long_form, n_articles in counted.items()
        if len(counted) == 1 and n_articles >= LEAST_DEFINED
    }
    keys: dict[MentionRow, str] = {}
    for article_id, found in articles.items():
        long_forms = agreed | local[article_id]
        keys |= {row: _body_key(row, types[fold_name(row.surface)], long_forms) for row in found}
    return keys


def _acronyms_defined(rows: Sequence[MentionRow], types: Mapping[str, str]) -> dict[str, str]:
    """Folded acronym -> folded long form, both of them in one article; the most used long form, the first of equals."""
    bodies = Counter(row.surface for row in rows if types[fold_name(row.surface)] == "ORG")
    by_initials: defaultdict[str, list[str]] = defaultdict(list)
    for surface in sorted(bodies, key=lambda surface: (-bodies[surface], surface)):
        if " " in surface:
            by_initials["".join(part[0] for part in name_parts(surface))].append(surface)
    defined = {}
    for surface in bodies:
        longer = [name for name in by_initials.get(fold_name(surface), ()) if is_acronym_of(surface, name)]
        if surface.isupper() and longer:
            defined[fold_name(surface)] = fold_name(longer[0])
    return defined


def _body_key(row: MentionRow, kind: str, long_forms: Mapping[str, str]) -> str:
    known = look_up(row.surface)
    if known is not None:
        if known.is_country:
            return f"LOC|country:{known.country}"
        return f"{known.type}|known:{known.name}"
    form = fold_name(row.surface)
    long_form = long_forms.get(form) if row.surface.isupper() else None
    return f"ORG|{long_form}" if long_form else f"{kind}|{form}"
