"""Which articles tell one story, by whom and what their clauses name.

A cosine of the participants and places of two articles, rare ones weighing
more (tf-idf, Salton and Buckley 1988).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pipelines.corpus.events.dated_clauses import DatedClause

#: From this cosine on two articles tell one story; the middle of the plateau on ECB+.
SAME_STORY = 0.3


class Stories:
    """The articles of a corpus as weighted bags of who takes part in them."""

    def __init__(self, clauses: Iterable[DatedClause]) -> None:
        bags: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for clause in clauses:
            places = () if clause.place is None else (clause.place,)
            bags[clause.article_id].update({p.key for p in (*clause.parties, *places) if p.is_named})
        spread = Counter(name for bag in bags.values() for name in bag)
        self._vectors = {article: _weigh(bag, spread, len(bags)) for article, bag in bags.items()}

    def same(self, left: str, right: str) -> bool:
        """Whether two articles, given by id, tell one story; an article tells its own."""
        if left == right:
            return True
        few, many = sorted((self._vectors[left], self._vectors[right]), key=len)
        return math.fsum(weight * many.get(name, 0.0) for name, weight in few.items()) >= SAME_STORY


def _weigh(bag: Mapping[str, int], spread: Mapping[str, int], n_articles: int) -> dict[str, float]:
    weights = {name: (1 + math.log(bag[name])) * math.log((1 + n_articles) / spread[name]) for name in sorted(bag)}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {name: weight / length for name, weight in weights.items()} if length else {}
