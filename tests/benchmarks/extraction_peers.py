"""The peers: each takes the bytes of a page and gives text and title, where it is installed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

Extract = Callable[[bytes, str | None], tuple[str, str | None]]


def peers() -> dict[str, Extract]:
    """The installed peers by name, trafilatura first."""
    found: dict[str, Extract] = {}
    for name, module, make in (
        ("trafilatura", "trafilatura", _trafilatura),
        ("readability-lxml", "readability", _readability),
        ("newspaper4k", "newspaper", _newspaper),
    ):
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError:
            continue
    return found


def _trafilatura(module: Any) -> Extract:
    def extract(page: bytes, url: str | None) -> tuple[str, str | None]:
        document = module.bare_extraction(page, with_metadata=True, include_comments=False, url=url)
        return (document.text or "", document.title) if document else ("", None)

    return extract


def _readability(module: Any) -> Extract:
    lxml_html = importlib.import_module("lxml.html")

    def extract(page: bytes, _url: str | None) -> tuple[str, str | None]:
        document = module.Document(page)
        body = lxml_html.fromstring(document.summary())
        return "\n".join(body.itertext()), document.short_title()

    return extract


def _newspaper(module: Any) -> Extract:
    def extract(page: bytes, url: str | None) -> tuple[str, str | None]:
        article = module.Article(url=url or "https://page.invalid/")
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        return article.text, article.title

    return extract
