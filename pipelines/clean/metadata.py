"""What a page says of itself: JSON-LD, OpenGraph, meta and link elements.

Each value keeps the place that gave it. JSON-LD is believed first, because it
is written for machines; then OpenGraph; then the older meta names.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipelines.clean.drafts import Document
from pipelines.records import Metadata, MetadataValue

_ARTICLE_TYPES = ("Article", "BlogPosting", "Posting", "Report", "Review", "Recipe", "HowTo")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
    "byline": (
        "author",
        "article:author",
        "dc.creator",
        "byl",
        "parsely-author",
        "sailthru.author",
        "cxenseparse:author",
    ),
    "site": ("og:site_name", "application-name", "twitter:site"),
    "section": ("article:section", "section", "parsely-section"),
    "url": ("og:url", "twitter:url"),
    "description": ("og:description", "description", "twitter:description"),
    "keywords": ("news_keywords", "keywords", "article:tag", "parsely-tags"),
}
_TITLE_META = {
    "og:title": "opengraph",
    "twitter:title": "twitter",
    "dc.title": "meta",
    "dcterms.title": "meta",
    "parsely-title": "meta",
    "sailthru.title": "meta",
    "cxenseparse:title": "meta",
    "title": "meta",
    "headline": "meta",
}
_SITE_META = frozenset({"og:site_name", "application-name", "apple-mobile-web-app-title"})
_TAGS = re.compile(r"<[^>]{1,400}>")
_SPACES = re.compile(r"\s+")
#: An address, an account or a host name: no person's name.
_ADDRESS = re.compile(r"^(?:https?:)?//|^@|^\S+\.[a-z]{2,8}(?:/|$)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f]")


def tidy(value: str) -> str:
    """A value on one line, without markup and character references."""
    return _SPACES.sub(" ", html.unescape(_TAGS.sub(" ", html.unescape(value)))).strip()


def linked_data(scripts: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """The objects of a page's JSON-LD, outer ones first; broken JSON is skipped."""
    for script in scripts:
        text = script.strip().removeprefix("<!--").removesuffix("-->").removeprefix("<![CDATA[").removesuffix("]]>")
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            try:
                data = json.loads(_CONTROL.sub(" ", text).strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
        queue = [data]
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item[:200])
            elif isinstance(item, dict):
                yield item
                queue.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)


def articles(objects: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The JSON-LD objects that are articles of some kind."""
    found = []
    for item in objects:
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(_ARTICLE_TYPES) for kind in kinds):
            found.append(item)
    return found


def article_body(objects: Iterable[Mapping[str, Any]]) -> str:
    """The longest ``articleBody`` of a page's JSON-LD, or the empty string."""
    bodies = [item["articleBody"] for item in articles(objects) if isinstance(item.get("articleBody"), str)]
    return max(map(tidy, bodies), key=len, default="")


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [tidy(value)]
    if isinstance(value, Mapping):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    return []


def _words(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    found = [tidy(part) for item in items if isinstance(item, str) for part in item.split(",")]
    return [word for word in dict.fromkeys(found) if word]


def meta_value(document: Document, kind: str) -> MetadataValue | None:
    """The first non-empty meta value of a kind of `_META`, in its order of trust."""
    for name in _META[kind]:
        for key, content in document.meta:
            if key == name and (value := tidy(content)):
                source = "opengraph" if name.startswith(("og:", "article:")) else "meta"
                return MetadataValue(value, source)
    return None


def _byline(objects: list[Mapping[str, Any]], document: Document) -> MetadataValue | None:
    for item in objects:
        names = [name for name in _names(item.get("author")) if name and not _ADDRESS.search(name)]
        if names:
            return MetadataValue(", ".join(dict.fromkeys(names)), "json-ld")
    value = meta_value(document, "byline")
    return None if value is None or _ADDRESS.search(value.value) else value


def _site(objects: list[Mapping[str, Any]], document: Document, url: str | None) -> MetadataValue | None:
    """The host the page came from; without an address, the name it gives itself."""
    if url and (host := urlsplit(url).hostname):
        return MetadataValue(host.removeprefix("www."), "url")
    for relation, target in document.links:
        if relation == "canonical" and (host := _host(target)):
            return MetadataValue(host, "link")
    address = meta_value(document, "url")
    if address is not None and (host := _host(address.value)):
        return MetadataValue(host, address.source)
    for item in objects:
        if names := [name for name in _names(item.get("publisher")) if name]:
            return MetadataValue(names[0], "json-ld")
    return meta_value(document, "site")


def _host(address: str) -> str | None:
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def _address(document: Document, url: str | None) -> MetadataValue | None:
    if url:
        return MetadataValue(url, "source")
    for relation, target in document.links:
        if relation == "canonical" and _host(target):
            return MetadataValue(target.strip(), "link")
    return meta_value(document, "url")


def read_metadata(document: Document, url: str | None, declared: tuple[tuple[str, str], ...]) -> tuple[Metadata, str]:
    """The metadata of a document (its title not yet settled) and its JSON-LD article body."""
    objects = list(linked_data(document.scripts))
    found = articles(objects)
    stated = {name: tidy(value) for name, value in declared}
    byline = _byline(found, document)
    if byline is None and stated.get("author"):
        byline = MetadataValue(stated["author"], "declared")
    section = next((MetadataValue(n, "json-ld") for i in found for n in _names(i.get("articleSection")) if n), None)
    keywords = [word for item in found for word in _words(item.get("keywords"))]
    if not keywords:
        keywords = [w for key, content in document.meta if key in _META["keywords"] for w in _words(content)]
    metadata = Metadata(
        title=_stated_title(document, declared),
        byline=byline,
        site=_site(found, document, url),
        section=section or meta_value(document, "section"),
        url=_address(document, url),
        keywords=tuple(dict.fromkeys(keywords))[:50],
    )
    return metadata, article_body(found)


def _stated_title(document: Document, declared: tuple[tuple[str, str], ...]) -> MetadataValue | None:
    """The title a document states first, what was written for machines before the rest."""
    titles = stated_titles(document, declared).titles
    for place in ("headline", "opengraph", "twitter", "meta", "declared"):
        for title in titles:
            if title.place == place:
                return MetadataValue(title.value, title.source)
    return MetadataValue(document.title, "title-element") if document.title else None


class Statement(NamedTuple):
    """A title a document states outside its text: the place, the words, and the source to name."""

    place: str
    value: str
    source: str


class StatedTitles(NamedTuple):
    """The titles a document states, those written for machines first, and what its site is called."""

    titles: list[Statement]
    site_names: list[str]


def stated_titles(document: Document, declared: tuple[tuple[str, str], ...]) -> StatedTitles:
    """The titles a document states outside its text, and the names of its site."""
    objects = list(linked_data(document.scripts))
    main = next((item for item in articles(objects) if any(_names(item.get("headline")))), {})
    found = [
        Statement(place, name, "json-ld")
        for key, place in (("headline", "headline"), ("alternativeHeadline", "alternative"))
        for name in _names(main.get(key))[:1]
        if name
    ]
    for key, content in document.meta:
        place = _TITLE_META.get(key)
        if place and (value := tidy(content)):
            found.append(Statement(place, value, "opengraph" if place == "opengraph" else "meta"))
    found += [Statement("declared", tidy(value), "declared") for name, value in declared if name == "title" and value]
    names = [tidy(content) for key, content in document.meta if key in _SITE_META]
    names += [name for item in objects for name in _names(item.get("publisher")) if name]
    hosts = [_host(target) for relation, target in document.links if relation == "canonical"]
    hosts += [_host(content) for key, content in document.meta if key == "og:url"]
    for host in filter(None, hosts):
        names += [host, host.rpartition(".")[0].rpartition(".")[2]]
    return StatedTitles(list(dict.fromkeys(found)), list(dict.fromkeys(names)))
