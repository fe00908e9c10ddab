"""What a page says of itself: JSON-LD, OpenGraph, meta and link elements.

Each value keeps the place that gave it. JSON-LD is believed first, because it
is written for machines; then OpenGraph; then the older meta names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipelines.read.metadata import linked_data
from pipelines.read.metadata.bylines import find_byline
from pipelines.read.metadata.linked_data import articles, names, tidy
from pipelines.read.segmentation.text_blocks import Document
from pipelines.records.document import Metadata, MetadataValue

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
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
#: Titles of one place; a bibliography names each of its works.
_MAX_STATED = 3
_SITE_META = frozenset({"og:site_name", "application-name", "apple-mobile-web-app-title"})
#: Sections and keywords that say nothing.
_EMPTY_WORDS = frozenset({"uncategorized", "uncategorised", "other", "none", "null", "undefined", "default", "n/a"})
_EMPTY_WORDS |= {"article", "articles", "post", "posts"}
_BETWEEN_WORDS = re.compile(r"[,;]")
_NO_KEYWORD = re.compile(r"^(?:https?:)?/")


def _words(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    found = [tidy(part) for item in items if isinstance(item, str) for part in _BETWEEN_WORDS.split(item)]
    return [word for word in found if word and not _NO_KEYWORD.match(word) and word.casefold() not in _EMPTY_WORDS]


def meta_value(document: Document, kind: str) -> MetadataValue | None:
    """The first non-empty meta value of a kind of `_META`, in its order of trust."""
    for name in _META[kind]:
        for key, content in document.meta:
            if key == name and (value := tidy(content)):
                source = "opengraph" if name.startswith(("og:", "article:")) else "meta"
                return MetadataValue(value, source)
    return None


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
        if publishers := [name for name in names(item.get("publisher"), objects) if name]:
            return MetadataValue(publishers[0], "json-ld")
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


def read_metadata(
    document: Document, url: str | None, declared: tuple[tuple[str, str], ...], stated: StatedTitles
) -> tuple[Metadata, str]:
    """The metadata of a document (its title not yet settled) and its JSON-LD article body."""
    objects = linked_data.objects(tuple(document.scripts))
    found = articles(objects)
    site = _site(found, document, url)
    sites = stated.site_names + ([site.value] if site else [])
    keywords = [word for item in found for word in _words(item.get("keywords"))]
    if not keywords:
        keywords = [w for key, content in document.meta if key in _META["keywords"] for w in _words(content)]
    metadata = Metadata(
        title=_stated_title(document, stated),
        byline=find_byline(document, objects, declared, sites),
        site=site,
        section=_section(found, document, sites),
        url=_address(document, url),
        keywords=tuple(dict.fromkeys(keywords))[:50],
    )
    return metadata, linked_data.article_body(found)


def _section(found: Sequence[Mapping[str, Any]], document: Document, sites: Sequence[str]) -> MetadataValue | None:
    """The first section that says something, and not the name of the site."""
    known = {site.casefold() for site in sites} | _EMPTY_WORDS
    sections = [MetadataValue(name, "json-ld") for item in found for name in names(item.get("articleSection"))]
    stated = meta_value(document, "section")
    sections += [stated] if stated else []
    return next((section for section in sections if section.value and section.value.casefold() not in known), None)


def _stated_title(document: Document, stated: StatedTitles) -> MetadataValue | None:
    """The title a document states first, what was written for machines before the rest."""
    for place in ("headline", "opengraph", "twitter", "meta", "declared"):
        for title in stated.titles:
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
    objects = linked_data.objects(tuple(document.scripts))
    main = next((item for item in articles(objects) if any(names(item.get("headline")))), {})
    headlines = (
        (place, next(iter(names(main.get(key))), ""))
        for key, place in (("headline", "headline"), ("alternativeHeadline", "alternative"))
    )
    found = [Statement(place, headline, "json-ld") for place, headline in headlines if headline]
    for key, content in document.meta:
        place = _TITLE_META.get(key)
        if place and (value := tidy(content)) and sum(title.place == place for title in found) < _MAX_STATED:
            found.append(Statement(place, value, "opengraph" if place == "opengraph" else "meta"))
    found += [Statement("declared", tidy(value), "declared") for name, value in declared if name == "title" and value]
    return StatedTitles(list(dict.fromkeys(found)), list(dict.fromkeys(_site_names(document, objects))))


def _site_names(document: Document, objects: Sequence[Mapping[str, Any]]) -> list[str]:
    """What a document calls its site, its publisher and its host."""
    sites = [tidy(content) for key, content in document.meta if key in _SITE_META]
    sites += [name for item in objects for name in names(item.get("publisher"), objects) if name]
    hosts = [_host(target) for relation, target in document.links if relation == "canonical"]
    hosts += [_host(content) for key, content in document.meta if key == "og:url"]
    for host in filter(None, hosts):
        sites += [host, host.rpartition(".")[0].rpartition(".")[2]]
    return sites
