"""States of the USA that news shortens behind a city: "Hartford, Conn."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.analyse.mentions.name import GAZETTEER_CONFIDENCE, Name, names_beside
from pipelines.analyse.mentions.regions import abbreviated_states
from pipelines.languages.patterns import one_of


@cache
def _behind_city() -> re.Pattern[str]:
    return re.compile(rf", ({one_of(abbreviated_states())})")


def states_behind_cities(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with the shortened states behind places instead of what was read there."""
    states = []
    for name in names:
        behind = _behind_city().match(text, name.end) if name.type == "LOC" else None
        if behind is not None:
            known = abbreviated_states()[behind[1]]
            states.append(Name(behind.start(1), behind.end(1), "LOC", GAZETTEER_CONFIDENCE, known))
    return sorted([*names_beside(names, states), *states], key=lambda name: name.start)
