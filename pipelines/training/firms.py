"""Write the large listed firms of the world: ``python -m pipelines.training.firms --data DIR``.

DIR is a checkout of github.com/JerBouma/FinanceDatabase (MIT): the shares of exchanges with the firm's country and
size (``database/equities/*.csv``). Writes ``firms.tsv`` beside the world pack: large firms, and middling ones of the
countries whose news is read, by their names with and without their form in law.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipelines.analyse.mentions.gazetteer import country_names
from pipelines.analyse.mentions.known_name import fold_name
from pipelines.languages import world
from pipelines.languages.names import all_packs
from pipelines.languages.world import read_rows, read_world
from pipelines.training.world_lists import BODY_COLUMNS, is_taken, write_list

#: Sizes of firms that the news of any country tells of, and of those that the news of their own does.
LARGE, MIDDLING = frozenset({"Mega Cap", "Large Cap"}), frozenset({"Mid Cap"})
READ = frozenset({"FRA", "GBR", "USA", "CAN", "BEL", "CHE", "IRL", "AUS", "ZAF"})
#: The form in law and what else stands behind the name by which news calls a firm.
_FORM = re.compile(
    r",? (?:&? ?Co\b\.?|Inc\.?|Incorporated|Corp\.?|Corporation|Company|Ltd\.?|Limited|plc|Plc|PLC|P\.L\.C\.|N\.V\.|NV"
    r"|S\.A\.(?:/N\.V\.)?|SA(?:/NV)?|S\.p\.A\.|SpA|AG|SE|KGaA|A/S|ASA|AB|Oyj|S\.C\.A\.|SCA|L\.P\.|LP|LLC|Tbk|Berhad"
    r"|S\.A\.B\. de C\.V\.|LTD|CO\. LTD|GmbH|Aktiengesellschaft|Soci[ée]t[ée] [Aa]nonyme|Common Stock|Class A"
    r"|Group|Holdings?|Holding|Public|\(publ\)|AG & Co\.|Co\., Ltd\.|\(The\)|Trust)\s*$"
)
#: Forms that no firm of the USA has: where the list gives it that country it does not know.
_FOREIGN = re.compile(
    r"(?<!\w)(?:[Pp]lc|PLC|A/S|AG|SE|N\.V\.|S\.A\.|GmbH|ASA|AB|Oyj|Limited|KGaA|S\.p\.A\.|Tbk|Berhad"
    r"|Aktiengesellschaft|R[ée]gionale)(?!\w)"
)
#: Letters of names that may be anybody's.
_FEWEST, _LONGEST_LETTERS = 2, 4
#: What no name that news has begins with or holds.
_ODD = re.compile(r"^[^\W\d_]?$|^[^A-Za-zÀ-ÿ]|[\d%/()]|Deposit[ao]ry|Sponsored")
_HEADER = """\
# Large listed firms of the world, from github.com/JerBouma/FinanceDatabase (MIT), beside those of bodies.tsv.
# Written by pipelines.training.firms; columns as there.
"""


def short_name(name: str) -> str:
    """A firm's name as news has it: "Varga Holdings Plc" is Varga."""
    short, before = name.removeprefix("The ").strip(), ""
    while short != before:
        before, short = short, _FORM.sub("", short).rstrip(" ,&")
    return short


def read_firms(data: Path) -> Iterator[Mapping[str, str]]:
    for path in sorted(data.glob("database/equities/*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            yield from csv.DictReader(rows)


def as_rows(firms: Iterable[Mapping[str, str]], known: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """One row a firm, by the names that no word, place or body ``known`` has."""
    taken = {fold_name(name) for name in known}
    found: dict[str, tuple[str, str, str]] = {}
    for firm in firms:
        country, short = _country_of(firm), short_name(firm["name"])
        if country is not None and fold_name(short) not in taken and _is_own(short):
            is_whole = firm["name"] != short and not {"|", "%"} & set(firm["name"])
            found.setdefault(fold_name(short), (short, country, firm["name"] if is_whole else ""))
    whole_names: set[str] = set()
    for folded in sorted(found):
        short, country, whole = found[folded]
        is_free = bool(whole) and fold_name(whole) not in {*taken, *whole_names} and not is_taken(whole)
        whole_names |= {fold_name(whole)} if is_free else set()
        yield short, "", country, "BUS", whole if is_free else "", short


def _country_of(firm: Mapping[str, str]) -> str | None:
    """The country of a firm whose size makes it news; None where the list does not know it."""
    place = country_names().get(fold_name(firm["country"])) if firm["country"] else None
    country = None if place is None else place.country
    is_read = firm["market_cap"] in LARGE or (firm["market_cap"] in MIDDLING and country in READ)
    is_misplaced = country == "USA" and _FOREIGN.search(firm["name"]) is not None
    return country if is_read and not is_misplaced else None


def _is_own(short: str) -> bool:
    """Whether a name is a firm's own: no letters, no place, no word of a body in any language."""
    letters, words = short.replace(".", "").replace("&", ""), short.split()
    is_short = len(letters) <= _FEWEST or (letters.isupper() and len(letters) <= _LONGEST_LETTERS)
    is_cried = len(words) > 1 and letters.isupper()
    has_odd = _ODD.search(short) is not None
    return not (is_short or is_cried or has_odd or _is_common(words) or is_taken(short))


def _is_common(words: Sequence[str]) -> bool:
    """Whether words are all of bodies in general, or one a given name."""
    heads = {word for pack in all_packs() for word in (*pack.head_types, *pack.not_names, *pack.determiners)}
    given = {fold_name(name) for name in read_world()["given_names_of_places"]}
    folded = [fold_name(word) for word in words]
    return set(folded) <= heads or (len(folded) == 1 and folded[0] in given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(world.__file__).with_name("firms.tsv"))
    arguments = parser.parse_args()
    known = [
        name
        for row in read_rows("bodies.tsv")
        for name in (row["name"], *row["names"].split("|"), *row["also"].split("|"))
        if name
    ]
    write_list(arguments.write, _HEADER, BODY_COLUMNS, as_rows(read_firms(arguments.data), known))


if __name__ == "__main__":
    main()
