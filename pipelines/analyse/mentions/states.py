"""States of the USA behind what is of them: "Hartford, Conn.", and lawmakers by party, "Chuck Schumer, D-New York"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.analyse.mentions.gazetteer import look_up
from pipelines.analyse.mentions.known_name import KnownName
from pipelines.analyse.mentions.name import GAZETTEER_CONFIDENCE, Name, names_beside
from pipelines.analyse.mentions.regions import abbreviated_states, postal_states
from pipelines.languages.patterns import one_of

#: Party and state behind a lawmaker of the USA: ", R-Kentucky", " (D-Calif.)", " (D–N.Y.)".
_PARTY_AND_STATE = re.compile(r",? \(?[DRI][-–‑]((?:[A-Z][\w.]+ ?){1,2})")


@cache
def _behind_city() -> re.Pattern[str]:
    # "Harrisburg, PA." and "(Omaha, NE)", not "in Paris, ME AND YOU".
    return re.compile(rf", ({one_of(abbreviated_states())}|(?:{one_of(postal_states())})(?![\w-]| [A-Z]))")


def states_behind_cities(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with the shortened states and their letters behind places instead of what was read there."""
    states = []
    for name in names:
        behind = _behind_city().match(text, name.end) if name.type == "LOC" else None
        if behind is not None:
            known = abbreviated_states().get(behind[1]) or postal_states()[behind[1]]
            states.append(Name(behind.start(1), behind.end(1), "LOC", GAZETTEER_CONFIDENCE, known))
    return sorted([*names_beside(names, states), *states], key=lambda name: name.start)


def lawmakers_of_states(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, those of persons behind whom party and state stand as lawmakers of the USA."""
    read = []
    for name in names:
        state = _state_of(text, name) if name.type == "PER" and name.known is None else None
        known = None if state is None else KnownName(text[name.start : name.end], "PER", state.country, "LEG")
        read.append(name if known is None else replace(name, known=known))
    return read


def _state_of(text: str, name: Name) -> KnownName | None:
    """The state told behind a name with a party; of all divisions the gazetteers have a region for those alone."""
    mark = _PARTY_AND_STATE.match(text, name.end)
    words = mark[1].split() if mark is not None else []
    found = (look_up(" ".join(words[:n])) for n in range(len(words), 0, -1))
    return next((s for s in found if s is not None and s.region and (s.known_as or "").startswith("iso3166")), None)
