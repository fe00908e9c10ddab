"""Scores of event clauses against annotated sentences, and of clusters against gold clusters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from entity_scores import Counts

Event = Mapping[str, Any]


def fold(text: str | None) -> str:
    """Letters and figures of a name without its article."""
    plain = unicodedata.normalize("NFKD", text or "")
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower().replace("’", "'")
    plain = re.sub(r"^(?:les?|la|l'|des?|du|d'|un|une|the|a|an)\s*(?=\w)", "", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def same_actor(found: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    """Overlapping spans, equal names, or one name within the other."""
    if gold.get("start") is not None and min(found["end"], gold["end"]) > max(found["start"], gold["start"]):
        return True
    ours, theirs = fold(found["text"]), fold(gold["text"])
    if not ours or not theirs:
        return False
    few, many = sorted((set(ours.split()), set(theirs.split())), key=len)
    return ours == theirs or (few <= many and max(map(len, few)) >= 4)


def n_found(gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> int:
    rest = list(found)
    hits = 0
    for actor in gold:
        match = next((other for other in rest if same_actor(other, actor)), None)
        if match is not None:
            rest.remove(match)
            hits += 1
    return hits


def sides(event: Event) -> tuple[list[Any], list[Any]]:
    return list(event.get("actors") or ()), list(event.get("recipients") or ())


def everyone(event: Event) -> list[Any]:
    actors, recipients = sides(event)
    return actors + recipients


def sides_right(gold: Event, found: Event) -> bool:
    """Each side with a gold actor has one of them; of a symmetric event two participants suffice."""
    (actors, recipients), (ours, theirs) = sides(gold), sides(found)
    if gold.get("symmetric"):
        wanted = actors + recipients
        return not wanted or n_found(wanted, ours + theirs) >= min(2, len(wanted))
    return (not actors or n_found(actors, ours) >= 1) and (not recipients or n_found(recipients, theirs) >= 1)


def touches(gold: Event, found: Event) -> bool:
    start, end = found["trigger"]
    return any(min(end, t["end"]) > max(start, t["start"]) for t in gold["triggers"])


def accepts(gold: Event, found: Event) -> bool:
    return found["type"] in {gold["plover"], *gold.get("plover_alt", ())}


def pair_up(gold: Sequence[Event], found: Sequence[Event]) -> list[tuple[int, int]]:
    """Gold and found events of one sentence matched one to one by type, the best likeness first."""
    scored = []
    for left, wanted in enumerate(gold):
        for right, given in enumerate(found):
            if accepts(wanted, given):
                people = n_found(everyone(wanted), everyone(given))
                likeness = 2 * sides_right(wanted, given) + touches(wanted, given) + 0.1 * people + 0.5 * wanted["core"]
                scored.append((-likeness, left, right))
    pairs: list[tuple[int, int]] = []
    for _, left, right in sorted(scored):
        if left not in {a for a, _ in pairs} and right not in {b for _, b in pairs}:
            pairs.append((left, right))
    return pairs


def sentence_counts(gold: Sequence[Event], found: Sequence[Event]) -> dict[str, Counts]:
    """detect, trigger, type, type with participants, and actors, of one sentence; optional events are neutral."""
    core = [event for event in gold if event["core"]]
    pairs = [(gold[left], found[right]) for left, right in pair_up(gold, found)]
    right = [pair for pair in pairs if pair[0]["core"]]
    taken = {id(given) for _, given in pairs}
    stray = [
        event
        for event in found
        if id(event) not in taken and not any(accepts(other, event) for other in gold if not other["core"])
    ]
    complete = sum(sides_right(*pair) for pair in right)
    hit = sum(any(touches(event, given) for given in found) for event in core)
    wrong_triggers = sum(not any(touches(event, given) for event in gold) for given in found)
    detected = Counts(int(bool(found)), 0, int(not found)) if core else Counts(0, int(bool(found) and not gold), 0)
    return {
        "detect": detected,
        "trigger": Counts(hit, wrong_triggers, len(core) - hit),
        "type": Counts(len(right), len(stray), len(core) - len(right)),
        "type+act": Counts(complete, len(stray) + len(right) - complete, len(core) - complete),
        "actor": actor_counts(right),
    }


def actor_counts(pairs: Iterable[tuple[Event, Event]]) -> Counts:
    total = Counts()
    for gold, found in pairs:
        wanted, given = sides(gold), sides(found)
        if gold.get("symmetric"):
            wanted, given = (wanted[0] + wanted[1], []), (given[0] + given[1], [])
        for ours, theirs in zip(wanted, given, strict=True):
            hits = n_found(ours, theirs)
            total = total.plus(Counts(hits, len(theirs) - hits, len(ours) - hits))
    return total


def cluster_scores(gold: Mapping[str, str], found: Mapping[str, object]) -> dict[str, Counts]:
    """Pairs of one cluster, counted; B-cubed is given by :func:`b_cubed`."""
    both = Counter((found[key], gold[key]) for key in gold)
    ours, theirs = Counter(found[key] for key in gold), Counter(gold.values())

    def pairs(counts: Mapping[Any, int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    right = pairs(both)
    return {"pairs": Counts(right, pairs(ours) - right, pairs(theirs) - right)}


def b_cubed(gold: Mapping[str, str], found: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 averaged over mentions."""
    ours: defaultdict[object, set[str]] = defaultdict(set)
    theirs: defaultdict[str, set[str]] = defaultdict(set)
    for key in gold:
        ours[found[key]].add(key)
        theirs[gold[key]].add(key)
    shares = [(ours[found[key]], theirs[gold[key]]) for key in gold]
    precision = sum(len(a & b) / len(a) for a, b in shares) / len(shares)
    recall = sum(len(a & b) / len(b) for a, b in shares) / len(shares)
    return precision, recall, 2 * precision * recall / (precision + recall)
