"""Who holds which office, in each article and in the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.corpus.entities.keys import EntityKey
from pipelines.corpus.entities.office_holders import Holder
from pipelines.corpus.entities.rows import MentionRow
from pipelines.languages.world import Tenure

PRESIDENT = "president"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIndex:
    """Who held which office, by country, in each article and in the corpus.

    By (office, country) ``by_article`` and ``in_corpus`` count who is given an office; ``country_of`` and ``role_of``
    have what a person is given most often. ``here`` are the persons of an (article, office), ``named`` all of an
    article. ``holders`` are those that the table of offices knows, ``tenures`` theirs by (office, country), and
    ``published`` the first day each article can have been published.
    """

    by_article: Mapping[str, Mapping[tuple[str, str], Counter[EntityKey]]]
    in_corpus: Mapping[tuple[str, str], Counter[EntityKey]]
    country_of: Mapping[EntityKey, str]
    role_of: Mapping[EntityKey, str]
    here: Mapping[tuple[str, str], frozenset[EntityKey]]
    named: Mapping[str, frozenset[EntityKey]]
    holders: Mapping[EntityKey, Holder]
    tenures: Mapping[tuple[str, str | None], Sequence[tuple[Tenure, EntityKey]]]
    published: Mapping[str, date]

    @classmethod
    def of(
        cls,
        named: Iterable[tuple[MentionRow, EntityKey]],
        holders: Mapping[EntityKey, Holder],
        published: Mapping[str, date],
    ) -> PersonIndex:
        people = [(row, key) for row, key in named if row.type == "PER"]
        countries = _majority((key, row.country) for row, key in people)
        roles = _majority((key, row.role) for row, key in people)
        by_article: defaultdict[str, defaultdict[tuple[str, str], Counter[EntityKey]]] = defaultdict(
            lambda: defaultdict(Counter)
        )
        in_corpus: defaultdict[tuple[str, str], Counter[EntityKey]] = defaultdict(Counter)
        here: defaultdict[tuple[str, str], set[EntityKey]] = defaultdict(set)
        in_article: defaultdict[str, set[EntityKey]] = defaultdict(set)
        for row, key in people:
            in_article[row.article_id].add(key)
            country = row.country or countries.get(key)
            role = row.role if row.role not in {None, "head"} else roles.get(key)
            # Companies and clubs have presidents too: without a country he is none of a state.
            if role is None or (country is None and role == PRESIDENT):
                continue
            here[(row.article_id, role)].add(key)
            if country is not None:
                by_article[row.article_id][(role, country)][key] += 1
                in_corpus[(role, country)][key] += 1
        return cls(
            by_article=by_article,
            in_corpus=in_corpus,
            country_of=countries,
            role_of=roles,
            here={place: frozenset(keys) for place, keys in here.items()},
            named={article: frozenset(keys) for article, keys in in_article.items()},
            holders=holders,
            tenures=_by_office(holders),
            published=published,
        )

    def holder(self, article_id: str, roles: Sequence[str], country: str) -> EntityKey | None:
        """The person who holds one of these offices: by the article, the table, or the corpus when it is clear."""
        local = self.by_article.get(article_id, {})
        for role in roles:
            found = local.get((role, country))
            if found:
                return _first(found)
        day = self.published.get(article_id)
        for role in roles:
            held = self.tenures.get((role, country), ())
            in_office = {key for tenure, key in held if day is not None and tenure.start <= day <= tenure.end}
            if len(in_office) == 1:
                return in_office.pop()
        for role in roles:
            found = self.in_corpus.get((role, country))
            if found:
                best = _first(found)
                is_past = day is not None and best in self.holders and not self.holders[best].is_current(day)
                if found[best] >= 0.8 * sum(found.values()) and not is_past:
                    return best
        return None

    def only_holder(self, article_id: str, roles: Sequence[str]) -> EntityKey | None:
        """The one person an article gives one of these offices, whatever the country; None when there are several.

        Where it gives them to nobody, the one person it names who held one of them on its day.
        """
        found = frozenset[EntityKey]().union(*(self.here.get((article_id, role), frozenset()) for role in roles))
        found = found or self._in_office(article_id, frozenset(roles))
        return next(iter(found)) if len(found) == 1 else None

    def _in_office(self, article_id: str, roles: frozenset[str]) -> frozenset[EntityKey]:
        """The persons an article names who held one of these offices on its day, by the table."""
        day, named = self.published.get(article_id), self.named.get(article_id, frozenset())
        if day is None:
            return frozenset()
        return frozenset(key for key in named if key in self.holders and self.holders[key].holds(roles, day))


def _first(votes: Counter[EntityKey]) -> EntityKey:
    return min(votes, key=lambda key: (-votes[key], key))


def _by_office(
    holders: Mapping[EntityKey, Holder],
) -> dict[tuple[str, str | None], list[tuple[Tenure, EntityKey]]]:
    """The tenures of each office and country, and whose they are."""
    tenures: defaultdict[tuple[str, str | None], list[tuple[Tenure, EntityKey]]] = defaultdict(list)
    for key, holder in holders.items():
        for tenure in holder.tenures:
            tenures[tenure.role, tenure.country].append((tenure, key))
    return dict(tenures)


def _majority(votes: Iterable[tuple[EntityKey, str | None]]) -> dict[EntityKey, str]:
    counted: defaultdict[EntityKey, Counter[str]] = defaultdict(Counter)
    for key, value in votes:
        if value is not None and value != "head":
            counted[key][value] += 1
    return {key: min(found, key=lambda value: (-found[value], value)) for key, found in counted.items()}
