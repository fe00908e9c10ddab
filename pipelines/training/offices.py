"""Write who held which office: ``python -m pipelines.training.offices --data DIR``.

DIR is a checkout of github.com/peppercatorg/site-build, which collects the
office holders of Wikidata (CC0): the tables of the parent of commit ce9f088
under ``tables/`` (``docs/leaders/*/leaders-historic.csv``, to January 2023) and
the pages of a later commit under ``pages/`` (``docs/leaders/*/index.html``,
those in office on its day). Writes ``offices.tsv`` beside the world pack.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.analyse.mentions.gazetteer import country_names
from pipelines.analyse.mentions.known_name import fold_name
from pipelines.languages import world

#: Offices left before this year are no news.
FIRST_YEAR = "1990"
_HOLDER = re.compile(
    r"<dt>(?P<offices>.*?)</dt>\s*<dd>\s*<span class=\"toggle\">(?P<name>.*?)</span>"
    r"(?P<rest>.*?wikidata\.org/wiki/(?P<wikidata>Q\d+))",
    re.DOTALL,
)
_SINCE = re.compile(r"in office since ([\d-]+)")
_HONOURS = re.compile(
    r"^(?:Sir|Dame|Sheikh|Lord) |, (?:Baron|Baroness|Lord|Jr\.|Prince|Grand Duke).*$|(?<=[IVX]) of .*$"
)


class Tenure(NamedTuple):
    """One person in one office; ``country`` is empty for a body of several states, days are as exact as known."""

    country: str
    role: str
    start: str
    end: str
    name: str
    wikidata: str
    title: str


def read_tenures(data: Path) -> Iterator[Tenure]:
    """The tenures of tables and pages whose office has a role."""
    for path in sorted(data.glob("tables/docs/leaders/*/leaders-historic.csv")):
        country = _country_of(path.parent.name)
        if country is not None:
            yield from _read_table(path, country)
    for page in sorted(data.glob("pages/docs/leaders/*/index.html")):
        country = _country_of(page.parent.name)
        if country is not None:
            yield from _read_page(page.read_text(encoding="utf-8"), country)


def _read_table(path: Path, country: str) -> Iterator[Tenure]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            role = role_of(row["position"], country)
            if role and row["start"]:
                name = _HONOURS.sub("", row["person"])
                yield Tenure(country, role, row["start"], row["end"], name, row["personID"], row["position"])


def _read_page(page: str, country: str) -> Iterator[Tenure]:
    for found in _HOLDER.finditer(page):
        since = _SINCE.search(found["rest"])
        name = _HONOURS.sub("", html.unescape(found["name"]).strip())
        for title in re.split(r"<br\s*/?>", html.unescape(found["offices"])):
            role = role_of(title.strip(), country)
            if role and since:
                yield Tenure(country, role, since[1], "", name, found["wikidata"], title.strip())


@cache
def _titles() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("office_titles.toml").read_text(encoding="utf-8"))


def _country_of(folder: str) -> str | None:
    """The state of a folder's name; "" for bodies of several states, None when it is of none."""
    if folder in _titles()["lands"]:
        return str(_titles()["lands"][folder])
    known = country_names().get(fold_name(folder))
    return known.country if known else None


def role_of(title: str, country: str) -> str | None:
    """The role of an office by its title, None where it is none that news asks for."""
    titles = _titles()
    if any(re.fullmatch(pattern, title) for pattern in titles["passed_over"]):
        return None
    for roles in (titles["of_state"].get(country, {}), titles["roles"]):
        for role, patterns in roles.items():
            if any(re.fullmatch(pattern, title) for pattern in patterns):
                is_wanted = role != "minister" or country in _titles()["all_ministers"] or not country
                return str(role) if is_wanted else None
    return None


def close(tenures: Iterable[Tenure]) -> Iterator[Tenure]:
    """The tenures, each one that is open closed by the next holder of its title, and said once."""
    by_title: defaultdict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        by_title[tenure.country, tenure.title].append(tenure)
    for held in by_title.values():
        held.sort(key=lambda tenure: (tenure.start, tenure.end or "9"))
        for at, tenure in enumerate(held):
            end = tenure.end
            if not end:
                end = next((next_.start for next_ in held[at + 1 :] if next_.wikidata != tenure.wikidata), "")
            again = any(
                other.wikidata == tenure.wikidata and other.start[:7] == tenure.start[:7] for other in held[:at]
            )
            # Some days of Wikidata are wrong: none leaves before the first day.
            if not again and (end or "9") >= max(FIRST_YEAR, tenure.start):
                yield tenure._replace(end=end)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path, default=Path(world.__file__).with_name("offices.tsv"))
    arguments = parser.parse_args()
    rows = sorted({tenure[:-1] for tenure in close(read_tenures(arguments.data))})
    with arguments.write.open("w", encoding="utf-8", newline="") as out:
        out.write("\t".join(Tenure._fields[:-1]) + "\n")
        out.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{arguments.write}: {len(rows)} tenures of {len({row[-1] for row in rows})} persons")


if __name__ == "__main__":
    main()
