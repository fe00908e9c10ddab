"""Mail, mailboxes and saved pages."""

from __future__ import annotations

import base64
import io
import quopri
import zipfile
from pathlib import Path

from tests.pipelines.ingest.opened import LONG, SMALL, opened, records, rules

HEAD = (
    "From: La Gazette <gazette@a.example>\nSubject: =?utf-8?q?Fwd:_Le_pont_de_la_cit=C3=A9?=\n"
    "Date: Thu, 04 Mar 2021 08:30:00 +0100\nMIME-Version: 1.0\n"
)
TEXT = "Les élus de la cité ont voté la rénovation du pont.\n\n" + LONG


def part(media_type: str, content: bytes, more: str = "") -> str:
    coded = base64.encodebytes(content).decode()
    return f"--B\nContent-Type: {media_type}\nContent-Transfer-Encoding: base64\n{more}\n{coded}\n"


def test_a_message_in_quoted_printable_is_its_text_under_its_subject(tmp_path: Path) -> None:
    body = quopri.encodestring(TEXT.encode()).decode()
    mail = f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{body}"
    (item,) = records(opened(tmp_path, "a.eml", mail))
    assert (item.content.decode(), item.charset) == (TEXT, "utf-8")
    assert dict(item.declared) == {"title": "Le pont de la cité", "date": "Thu, 04 Mar 2021 08:30:00 +0100"}


def test_of_a_message_in_text_and_markup_the_markup_is_read(tmp_path: Path) -> None:
    parts = part("text/plain; charset=utf-8", b"Le pont.") + part(
        "text/html; charset=iso-8859-1", "<p>Été</p>".encode("latin-1")
    )
    (item,) = records(
        opened(tmp_path, "a.eml", f'{HEAD}Content-Type: multipart/alternative; boundary="B"\n\n{parts}--B--\n')
    )
    assert (item.media_type, item.charset, item.content) == ("text/html", "iso-8859-1", b"<p>\xc9t\xe9</p>")


def test_what_is_attached_is_opened_in_its_turn(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as inner:
        inner.writestr("b.txt", LONG)
    attached = 'Content-Disposition: attachment; filename="{}"\n'
    parts = part("text/plain", b"Voici la suite.") + part(
        "application/zip", archive.getvalue(), attached.format("b.zip")
    )
    parts += part("application/pdf", b"%PDF-1.4", attached.format("c.pdf"))
    items = opened(tmp_path, "a.eml", f'{HEAD}Content-Type: multipart/mixed; boundary="B"\n\n{parts}--B--\n')
    assert {item.path: item.content for item in records(items)} == {
        "a.eml#1#b.zip#b.txt": LONG.encode(),
        "a.eml#1": b"Voici la suite.",
    }
    assert rules(items) == ["binary"]


def test_each_message_of_a_mailbox_is_one(tmp_path: Path) -> None:
    message = (
        "From a@a.example Thu Mar  4 08:30:00 2021\nFrom: a@a.example\nSubject: Le pont {0}\n\nFrom here on. {0}\n\n"
    )
    items = records(opened(tmp_path, "a.mbox", message.format(1) + message.format(2)))
    assert [(item.path, item.content.strip()) for item in items] == [
        ("a.mbox#1", b"From here on. 1"),
        ("a.mbox#2", b"From here on. 2"),
    ]


def test_the_day_on_which_a_page_was_saved_is_not_declared_as_its_own(tmp_path: Path) -> None:
    page = part("text/html", b"<p>Le pont.</p>", "Content-Location: https://a.example/pont\n")
    saved = f'{HEAD}Content-Type: multipart/related; type="text/html"; boundary="B"\n\n{page}'
    saved += part("image/png", b"\x89PNG") + "--B--\n"
    (item,) = records(opened(tmp_path, "a.mht", saved))
    assert (item.content, item.url, item.declared) == (b"<p>Le pont.</p>", "https://a.example/pont", ())


def test_a_message_without_text_or_beyond_the_bounds_is_refused_alone(tmp_path: Path) -> None:
    start = "From a@a.example Thu Mar  4 08:30:00 2021\nFrom: a@a.example\nSubject: Le pont\n"
    mailbox = f"{start}\n\n\n{start}\n{'a' * 2000}\n\n{start}\nLe pont est ouvert.\n"
    items = opened(tmp_path, "a.mbox", mailbox, SMALL)
    assert rules(items) == ["empty", "too_large"]
    assert [item.content.strip() for item in records(items)] == [b"Le pont est ouvert."]


def test_a_dump_with_headers_of_its_own_is_no_mail(tmp_path: Path) -> None:
    (item,) = records(opened(tmp_path, "a.txt", f"Title: Le pont\nDate: 2021-03-04\nSource: La Gazette\n\n{LONG}"))
    assert item.path == "a.txt"


def test_a_subject_in_no_coding_is_read_as_utf8(tmp_path: Path) -> None:
    mail = f"Subject: Le pont de la cité\nNewsgroups: fr.actu\nMessage-ID: <1>\nContent-Type: text/plain\n\n{LONG}"
    (item,) = records(opened(tmp_path, "a.eml", mail))
    assert dict(item.declared)["title"] == "Le pont de la cité"


def test_a_broken_header_costs_the_header(tmp_path: Path) -> None:
    mail = f"Subject: =?utf-9?q?Le_pont?=\nDate: never\nMessage-ID: <1>\nContent-Type: text/plain; charset=x\n\n{LONG}"
    (item,) = records(opened(tmp_path, "a.eml", mail))
    assert item.content.decode().strip() == LONG.strip()
