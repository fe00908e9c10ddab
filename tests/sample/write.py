"""Write the sample corpus: ``python -m tests.sample.write`` fills ``tests/corpus``.

The same stories come in every format, encoding and state of damage the product
must read. Writing is deterministic: running it again changes no byte.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.sample.pages import Story, as_dump, as_page, rewritten, stories

CORPUS = Path(__file__).parent.parent / "corpus"
EPOCH = (2020, 1, 1, 0, 0, 0)

ARCHIVED = ("beirut_fil", "abraham_fil", "minsk_flight_fil", "geneva_fil", "minsk_flight_harbour", "geneva_harbour")
PLAIN_ARCHIVED = ("trilateral_northline", "abraham_northline", "aukus_northline")
JSON_LINES = ("border_northline", "kazakhstan_northline", "un_vote_northline", "border_levant")
ZIPPED = ("aukus_rhone", "aukus_fil", "mobilisation_rhone")
TARRED = ("kazakhstan_caucase", "prague_summit_caucase", "kazakhstan_agency")
ENCODINGS = {
    "trilateral_nevsky": "windows-1251",
    "sanctions_rhone": "windows-1252",
    "trilateral_faro": "utf-8",
    "moscow_visit_levant": "windows-1252",
    "kabul_agency": "utf-16",
}
HEAVY = frozenset({"grain_fil", "grain_harbour"})


def write_corpus(folder: Path) -> None:
    """Write every file of the sample corpus below an empty ``folder``."""
    told = stories() | variants(stories())
    packed = {*ARCHIVED, *PLAIN_ARCHIVED, *JSON_LINES, *ZIPPED, *TARRED}
    for name, story in told.items():
        if name not in packed:
            _write(folder, *loose_file(story))
    _write(folder, "archives/europe.warc.gz", warc((told[name] for name in ARCHIVED), as_page, "response"))
    _write(
        folder,
        "archives/north.wet.gz",
        warc((told[name] for name in PLAIN_ARCHIVED), as_dump, "conversion"),
    )
    _write(folder, "archives/crawl.jsonl.gz", gzipped(json_lines(told[name] for name in JSON_LINES)))
    _write(folder, "archives/rhone.zip", zipped((f"pages/{name}.html", page_bytes(told[name])) for name in ZIPPED))
    _write(
        folder,
        "archives/caucase.tar.gz",
        tarred((f"dumps/{name}.txt", as_dump(told[name]).encode()) for name in TARRED),
    )
    for name, content in bad_input().items():
        _write(folder, f"bad/{name}", content)
    _write(folder, "bad/folder.txt/.gitkeep", b"")
    (folder / "bad" / "lost.txt").symlink_to("nowhere.txt")


def variants(told: dict[str, Story]) -> dict[str, Story]:
    """Copies as outlets make them: whole, lightly edited, cut short, corrected after a first crawl."""
    levant, rhone, caucase = (told[n].outlet for n in ("border_levant", "aukus_rhone", "kazakhstan_caucase"))
    truce, attack, flight = told["karabakh_truce_agency"], told["invasion_agency"], told["minsk_flight_agency"]
    moscow = told["moscow_visit_fil"]
    corrected = moscow.paragraphs[0].replace("concrètes", "concrètes et vérifiables")
    return {
        story.name: story
        for story in (
            rewritten(truce, "karabakh_truce_copy", outlet=levant),
            rewritten(attack, "invasion_copy", outlet=rhone, title="Ukraine : la Russie passe à l'attaque"),
            rewritten(flight, "minsk_flight_cut", outlet=caucase, paragraphs=flight.paragraphs[:1]),
            rewritten(
                told["trilateral_agency"],
                "trilateral_edited",
                outlet=rhone,
                paragraphs=tuple(
                    p.replace("près de quatre heures", "quatre heures") for p in told["trilateral_agency"].paragraphs
                ),
            ),
            rewritten(moscow, "moscow_visit_corrected", paragraphs=(corrected, *moscow.paragraphs[1:])),
            rewritten(told["kabul_agency"], "kabul_copy", outlet=levant),
            rewritten(told["call_fil"], "call_mojibake", outlet=rhone),
            rewritten(told["invasion_harbour"], "invasion_northline", outlet=told["un_vote_northline"].outlet),
            rewritten(told["aukus_northline"], "aukus_harbour", outlet=told["grain_harbour"].outlet),
        )
    }


def loose_file(story: Story) -> tuple[str, bytes]:
    """A story as a file of its own: its path and bytes."""
    if story.name == "call_mojibake":
        broken = as_page(story).encode("utf-8").decode("latin-1").encode("utf-8")
        return f"rhone/{story.name}.html", broken
    kind = story.outlet.format
    folder = story.name.rsplit("_", 1)[-1]
    if kind == "html":
        return f"pages/{folder}/{story.name}.html", page_bytes(story)
    content = as_dump(story).encode(ENCODINGS.get(story.name, "utf-8"))
    if story.name.endswith("_cut"):
        return f"dumps/{folder}/{story.name}.txt.gz", gzipped(content)
    return f"dumps/{folder}/{story.name}.txt", content


def page_bytes(story: Story) -> bytes:
    """A story as the bytes of a page in its encoding."""
    encoding = ENCODINGS.get(story.name, "utf-8")
    page = as_page(story, heavy=story.name in HEAVY)
    return page.replace('<meta charset="utf-8">', f'<meta charset="{encoding}">').encode(encoding, "xmlcharrefreplace")


def bad_input() -> dict[str, bytes]:
    """Files that must each cost themselves and nothing more."""
    noise = random.Random(7)
    page = "<html><body><nav>" + "".join(f'<a href="/{i}">Rubrique {i}</a>' for i in range(40)) + "</nav></body></html>"
    return {
        "empty.txt": b"",
        "blank.html": b" \n\t\n",
        "binary.html": noise.randbytes(4096),
        "picture.txt": b"\x89PNG\r\n\x1a\n" + noise.randbytes(512),
        "cut_off.txt.gz": gzipped("".join(f"Une dépêche coupée, la {n}e. " for n in range(200)).encode())[:-40],
        "bomb.txt.gz": gzipped(b"0" * 40_000_000),
        "climbing.zip": zipped([("../../outside.txt", b"out"), ("/etc/outside.txt", b"out"), ("inside.txt", b"")]),
        "menu_only.html": page.encode(),
        "long_line.txt.gz": gzipped(b"mot " * 7_500_000),
        "not_json.jsonl": b'{"text": 5}\n{"broken": \n["a list"]\n',
        "refused.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\nHTTP/1.1 200 OK\r\n\r\ncut",
    }


def warc(told: Iterable[Story], render: Callable[[Story], str], kind: str) -> bytes:
    """Stories as a web archive, one gzip member a record."""
    members = []
    for story in told:
        body = render(story).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        content = head + body if kind == "response" else body
        members.append(gzipped(warc_record(story, content, kind)))
    return b"".join(members)


def warc_record(story: Story, content: bytes, kind: str) -> bytes:
    """One record, with headers in a fixed order."""
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    number = sum(map(ord, story.name))
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Target-URI": story.url or f"https://northline.example/{story.name}",
        "WARC-Date": f"{story.date:%Y-%m-%d}T23:50:00Z",
        "Content-Type": media,
        "Content-Length": str(len(content)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + content + b"\r\n\r\n"


def json_lines(told: Iterable[Story]) -> bytes:
    """Stories as a crawler's JSON lines."""
    rows = (
        {"url": f"https://crawl.example/{story.name}", "text": as_dump(story), "source": story.outlet.name}
        for story in told
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive whose bytes depend on its members alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return buffer.getvalue()


def tarred(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A gzipped TAR archive whose bytes depend on its members alone."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return gzipped(buffer.getvalue())


def gzipped(content: bytes) -> bytes:
    """Bytes compressed without a time or a name in them."""
    return gzip.compress(content, mtime=0)


def _write(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    shutil.rmtree(CORPUS, ignore_errors=True)
    write_corpus(CORPUS)
