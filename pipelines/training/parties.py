"""Write the parties of the world: ``python -m pipelines.training.parties --data DIR``.

DIR is a checkout of github.com/hdigital/partyfactsdata (MIT), the data of Party Facts (Döring and Regel 2019): its
core parties (``import/elecglob/partyfacts-core-parties.csv``) and their keys at Wikidata
(``import/wikipedia/wikidata.csv``). Writes ``parties.tsv`` beside the world pack: those that stood lately, by names
that mean them in texts that speak of their country.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipelines.analyse.mentions.gazetteer import known_countries, look_up
from pipelines.analyse.mentions.known_name import fold_name
from pipelines.languages import world
from pipelines.languages.world import read_rows
from pipelines.training.world_lists import BODY_COLUMNS, write_list

#: Parties dissolved before this year are no news.
FIRST_YEAR = 1990
#: Share of votes from which news calls a party by its letters alone.
LEAST_SHARE = 2.0
#: Parts of a state that the list has apart.
_PARTS = {"NIR": "GBR"}
_OTHERS = "other "
_LETTERS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þa-z+-]{1,6}[A-ZÀ-Þ+]")
_HEADER = """\
# Parties of the world, from Party Facts (github.com/hdigital/partyfactsdata, MIT), beside those of bodies.tsv.
# Written by pipelines.training.parties; columns as there.
"""


def names_of(party: Mapping[str, str]) -> list[str]:
    """The names of several words that a party goes by, then its letters where many vote for it."""
    written = [party[column].split(" / ") for column in ("name_english", "name")]
    whole = [re.sub(r" *\(.*?\)| *\[.*?\]", "", name).strip() for names in written for name in names]
    told = [name for name in dict.fromkeys(whole) if " " in name and "|" not in name and look_up(name) is None]
    letters = party["name_short"].strip()
    is_told = _LETTERS.fullmatch(letters) is not None and float(party["share"] or 0) >= LEAST_SHARE
    return [*told, letters] if told and is_told and look_up(letters) is None else told


def as_rows(
    parties: Iterable[Mapping[str, str]], keys: Mapping[str, str], known: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, ...]]:
    """One row a party that is not ``known`` by its key, or in its country by any of its names."""
    known_keys = {row["known_as"] for row in known} - {""}
    names_known = _names_by_country(known)
    canonical = {row["name"] for row in known}
    for party in parties:
        country = _PARTS.get(party["country"], party["country"])
        names = names_of(party) if _is_news(party) and country in known_countries() else []
        key = f"wikidata:{keys[party['partyfacts_id']]}" if party["partyfacts_id"] in keys else ""
        # Its letters tell a party that is known by other names.
        told = {(country, fold_name(name)) for name in (*names, party["name_short"])}
        if not names or key in known_keys or not told.isdisjoint(names_known):
            continue
        name = names[0] if names[0] not in canonical else f"{names[0]} ({known_countries()[country].name})"
        if name not in canonical:
            canonical.add(name)
            known_keys |= {key} - {""}
            names_known |= {(country, fold_name(name)) for name in names}
            yield name, key, country, "PTY", "", "|".join(names)


def _names_by_country(known: Sequence[Mapping[str, str]]) -> set[tuple[str, str]]:
    return {
        (row["country"], fold_name(name))
        for row in known
        for name in (row["name"], *row["names"].split("|"), *row["also"].split("|"))
    }


def _is_news(party: Mapping[str, str]) -> bool:
    """Whether a row is a party, and one that stood lately."""
    is_past = bool(party["year_last"]) and int(party["year_last"]) < FIRST_YEAR
    return not party["technical"] and not party["name_english"].startswith(_OTHERS) and not is_past


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(world.__file__).with_name("parties.tsv"))
    arguments = parser.parse_args()
    imported = arguments.data / "import"
    with (imported / "wikipedia/wikidata.csv").open(encoding="utf-8", newline="") as lines:
        keys = {row["partyfacts_id"]: row["wikidata_id"] for row in csv.DictReader(lines) if row["wikidata_id"]}
    with (imported / "elecglob/partyfacts-core-parties.csv").open(encoding="utf-8", newline="") as lines:
        parties = sorted(csv.DictReader(lines), key=lambda row: (-float(row["share"] or 0), row["partyfacts_id"]))
    known = [*read_rows("bodies.tsv"), *read_rows("firms.tsv")]
    rows = sorted(as_rows(parties, keys, known), key=lambda row: (row[2], row[0]))
    write_list(arguments.write, _HEADER, BODY_COLUMNS, rows)


if __name__ == "__main__":
    main()
