"""CPU seconds that made-up documents of a megabyte cost, each kind in French and English, with the models loaded.

    python tests/benchmarks/hostile.py [--kinds NAME ...] [FILE ...]

A document is read and its whole text analysed, as a build does, boilerplate or not. Files named are measured too.
No two sentences of a document are the same: the encoder reads one that is told again once.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from threadpoolctl import threadpool_limits

import pipelines.analyse.preload_models  # noqa: F401
from pipelines.analyse.article import analyse_text
from pipelines.read.document import read_document
from pipelines.read.language_id.detect import detect_language
from pipelines.records.document import KEPT_ROLES
from pipelines.records.source import RawRecord

MEGABYTE = 1_000_000
LANGUAGES = ("fr", "en")
FAMOUS = ("Vladimir Poutine", "Emmanuel Macron", "Joe Biden", "Angela Merkel", "Ilham Aliyev")
PLACES = ("Paris", "Moscou", "Kiev", "Bakou", "Bamako", "Londres", "Alger", "Minsk", "Tunis", "Damas")
SYLLABLES = ("ba", "ri", "lo", "mek", "tor", "an", "vel", "sou", "dja", "pin", "ko", "ser")

Sentences = Callable[[random.Random, int], str]


def someone(chance: random.Random) -> str:
    """A name, known or not."""
    if chance.random() < 0.1:
        return chance.choice(FAMOUS)
    return " ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))


def place(chance: random.Random) -> str:
    return chance.choice(PLACES)


def day(chance: random.Random, language: str) -> str:
    months = {
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "en": "January February March April May June July August September October November December",
    }
    return f"{chance.randint(1, 28)} {chance.choice(months[language].split())} {chance.randint(1990, 2025)}"


def arrests(c: random.Random, language: str) -> str:
    if language == "fr":
        return f"La police a arrêté {someone(c)} à {place(c)}."
    return f"The police have arrested {someone(c)} in {place(c)}."


def visits(c: random.Random, language: str) -> str:
    if language == "fr":
        return f"Le président {someone(c)} a rencontré {someone(c)} à {place(c)} le {day(c, language)}."
    return f"The president, {someone(c)}, has met with {someone(c)} in {place(c)} on {day(c, language)}."


def deeds(c: random.Random, language: str) -> str:
    """As many deeds in as few words as can be."""
    words = {
        "fr": ("accuse", "menace", "attaque", "arrête", "soutient", "rencontre", "condamne", "frappe", "expulse"),
        "en": ("accuses", "threatens", "attacks", "arrests", "backs", "meets", "condemns", "bombs", "expels"),
    }
    return f"{someone(c).split()[0]} {c.choice(words[language])} {place(c)}."


def accusations(c: random.Random, language: str) -> str:
    """One sentence without end."""
    if language == "fr":
        return f"{someone(c)} a accusé {someone(c)} d'avoir menacé {someone(c)},"
    return f"{someone(c)} accused {someone(c)} of having threatened {someone(c)},"


def joined(c: random.Random, language: str) -> str:
    return f"{someone(c)} {'et' if language == 'fr' else 'and'}"


def meetings_of_many(c: random.Random, language: str) -> str:
    """A meeting of thirty."""
    if language == "fr":
        return f"{', '.join(someone(c) for _ in range(30))} et {someone(c)} se sont rencontrés à {place(c)}."
    return f"{', '.join(someone(c) for _ in range(30))} and {someone(c)} met in {place(c)}."


def dates(c: random.Random, language: str) -> str:
    return day(c, language)


def dated_deeds(c: random.Random, language: str) -> str:
    if language == "fr":
        return f"Le {day(c, language)}, l'armée a bombardé {place(c)}."
    return f"On {day(c, language)} the army bombed {place(c)}."


def quotations(c: random.Random, language: str) -> str:
    if language == "fr":
        return f"« Nous irons à {place(c)} », a déclaré {someone(c)}."
    return f"\u201cWe shall go to {place(c)},\u201d {someone(c)} said."


def said(c: random.Random, language: str) -> str:
    return f"{'a dit' if language == 'fr' else 'said'} {someone(c).split()[0] if c.random() < 0.3 else ''}".strip()


def said_that(c: random.Random, language: str) -> str:
    """One sentence in which somebody says that somebody says."""
    title = c.choice(("président", "ministre", "maire") if language == "fr" else ("president", "minister", "mayor"))
    return f"le {title} a dit que" if language == "fr" else f"the {title} said that"


def csv(c: random.Random, language: str) -> str:
    return f'{c.randint(1, 99999)};{day(c, language)};{someone(c)};"{arrests(c, language)}"'


def prose(c: random.Random, language: str) -> str:
    """A paragraph of everything."""
    return " ".join(kind(c, language) for kind in (visits, arrests, quotations, dated_deeds))


def short(c: random.Random, _language: str) -> str:
    return someone(c)


def marks(c: random.Random, _language: str) -> str:
    return "a" + "".join(chr(c.randint(0x300, 0x36F)) for _ in range(40))


#: What a kind is made of, and what stands between its parts.
TEXTS: dict[str, tuple[Callable[[random.Random, str], str], str]] = {
    "arrests": (arrests, "\n\n"),
    "arrests in one paragraph": (arrests, " "),
    "visits": (visits, "\n\n"),
    "deeds of three words": (deeds, "\n\n"),
    "deeds of three words in one paragraph": (deeds, " "),
    "accusations in one sentence": (accusations, " "),
    "names joined by and": (joined, " "),
    "meetings of thirty": (meetings_of_many, "\n\n"),
    "dates": (dates, "\n\n"),
    "dates in one paragraph": (dates, ", "),
    "dated deeds": (dated_deeds, "\n\n"),
    "quotations": (quotations, "\n\n"),
    "said": (said, " "),
    "said that": (said_that, " "),
    "lines of CSV": (csv, "\n"),
    "everything": (prose, "\n\n"),
    "short paragraphs": (short, "\n\n"),
    "combining marks": (marks, " "),
}
PAGES: dict[str, tuple[Callable[[random.Random, str], str], str]] = {
    "page of arrests": (arrests, "<p>{}</p>\n"),
    "page of visits": (visits, "<p>{}</p>\n"),
    "page of quotations": (quotations, "<blockquote>{}</blockquote>\n"),
    "table of arrests": (arrests, "<tr><td>1</td><td>{}</td></tr>\n"),
    "list of links": (arrests, '<li><a href="/a/1">{}</a></li>\n'),
    "headings": (visits, "<h2>{}</h2>\n"),
    "lines broken": (arrests, "{}<br>\n"),
    "page nested": (arrests, "<div><p>{}</p>"),
}


def text_of(name: str, language: str) -> bytes:
    make, between = TEXTS[name]
    return filled(lambda chance: make(chance, language) + between)


def page_of(name: str, language: str) -> bytes:
    make, markup = PAGES[name]
    body = filled(lambda chance: markup.format(make(chance, language)))
    return b'<html><head><meta charset="utf-8"><title>Journal</title></head><body><article>' + body


def filled(make: Callable[[random.Random], str]) -> bytes:
    """Parts up to a megabyte."""
    chance, parts, size = random.Random(13), [], 0
    while size < MEGABYTE:
        parts.append(make(chance).encode())
        size += len(parts[-1])
    return b"".join(parts)


def documents(kinds: list[str]) -> Iterator[tuple[str, RawRecord]]:
    for name in kinds or [*TEXTS, *PAGES]:
        for language in LANGUAGES:
            content, media_type = (
                (text_of(name, language), "text/plain") if name in TEXTS else (page_of(name, language), "text/html")
            )
            yield f"{name}, {language}", RawRecord(name, content, "0", media_type)


def files(paths: list[Path]) -> Iterator[tuple[str, RawRecord]]:
    for path in paths:
        media_type = "text/html" if path.suffix == ".html" else "text/plain"
        yield path.name, RawRecord(path.name, path.read_bytes(), "0", media_type)


def main() -> None:
    """Print what each document costs, and the dearest last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", nargs="*", default=[])
    parser.add_argument("--data", help="not used: the documents are made up")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    # As in a worker: one thread, and the collector need not walk the models.
    threadpool_limits(1)
    gc.freeze()
    print("| document | characters analysed | reports of events | read, s | analyse, s | both, s |")
    print("|---|---|---|---|---|---|")
    worst = max(
        measured(name, record) for source in (documents(options.kinds), files(options.files)) for name, record in source
    )
    print(f"the dearest: {worst[1]}, {worst[0]:.1f} s of CPU", file=sys.stderr)


def measured(name: str, record: RawRecord) -> tuple[float, str]:
    """Read and analyse a document, print its row, and return what it cost."""
    began = time.process_time()
    page = read_document(record).page
    read = time.process_time()
    text = "\n\n".join(block.text for block in page.blocks if block.role in KEPT_ROLES and block.text)
    verdict = detect_language(text)
    analysis = analyse_text(text, verdict)
    ended = time.process_time()
    print(
        f"| {name} | {analysis.n_analysed:,} of {len(text):,} ({verdict.language}) | {len(analysis.clauses)} "
        f"| {read - began:.1f} | {ended - read:.1f} | {ended - began:.1f} |",
        flush=True,
    )
    return ended - began, name


if __name__ == "__main__":
    main()
