"""Stories as the pages and dumps of their outlets."""

from __future__ import annotations

import html
import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet: its name, its boilerplate, and how its pages are made."""

    name: str
    language: str
    format: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    byline: str
    dated_line: str
    url: str = ""
    json_ld: bool = False
    open_graph: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One telling of an event by one outlet."""

    name: str
    outlet: Outlet
    date: datetime
    title: str
    lead: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join((self.lead, *self.paragraphs))

    @property
    def url(self) -> str:
        return self.outlet.url.format(**self.parts) if self.outlet.url else ""

    @property
    def parts(self) -> dict[str, str]:
        """What the patterns of an outlet may name."""
        return {
            "year": f"{self.date:%Y}",
            "month": f"{self.date:%m}",
            "day": f"{self.date:%d}",
            "hour": f"{self.date:%H:%M}",
            "long": format_date(self.date, "full" if self.outlet.language == "fr" else "long", self.outlet.language),
            "slug": _slug(self.title),
            "number": str(sum(map(ord, self.name)) * 37),
        }


def stories() -> dict[str, Story]:
    """All stories by name."""
    outlets = {name: _outlet(entry) for name, entry in _read("outlets.toml").items()}
    entries = _read("stories_fr.toml") | _read("stories_other.toml")
    return {name: _story(name, entry, outlets) for name, entry in entries.items()}


def rewritten(story: Story, name: str, **changed: Any) -> Story:
    """The story as another outlet prints it, or as it stands after a correction."""
    return replace(story, name=name, **changed)


def as_dump(story: Story) -> str:
    """The page as a crawler leaves it: its words, boilerplate and all."""
    outlet = story.outlet
    above = [story.title, *outlet.above] if outlet.name != "Northline Wire" else [*outlet.above, story.title]
    byline = [outlet.byline] if outlet.byline else []
    return "\n\n".join([*above, story.lead, *story.paragraphs, *byline, *outlet.below]) + "\n"


def as_page(story: Story, *, heavy: bool = False) -> str:
    """The page as HTML; a ``heavy`` one builds its frame with scripts and nested boxes."""
    outlet = story.outlet
    dated = html.escape(outlet.dated_line.format(**story.parts))
    paragraphs = "\n".join(
        f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in (story.lead, *story.paragraphs)
    )
    menu = "".join(f'<li><a href="/{_slug(item)}">{html.escape(item)}</a></li>' for item in outlet.above)
    footer = "\n".join(f'<div class="box"><a href="#">{html.escape(item)}</a></div>' for item in outlet.below)
    article = f"""<article class="article">
<h1>{html.escape(story.title)}</h1>
<div class="meta"><span class="author">{html.escape(outlet.byline)}</span> <span class="date">{dated}</span></div>
<figure><img src="/photo.jpg" alt=""><figcaption>Photo : archives, {html.escape(outlet.name)}</figcaption></figure>
{paragraphs}
</article>"""
    if heavy:
        article = f'<div id="__app"><div class="root"><div><div>{article}</div></div></div></div>{_state(story)}'
    return f"""<!DOCTYPE html>
<html lang="{outlet.language}"{' dir="rtl"' if outlet.language == "ar" else ""}>
<head><meta charset="utf-8"><title>{html.escape(story.title)} | {html.escape(outlet.name)}</title>
{_metadata(story)}
<script>window.tracking = {{"page": "article", "consent": null}};</script>
<style>.box {{ color: #333; }}</style>
</head>
<body>
<header><nav><ul>{menu}</ul></nav></header>
<main>
{article}
</main>
<aside>{footer}</aside>
</body>
</html>
"""


def _state(story: Story) -> str:
    state = {"route": "/article", "related": ["a", "b", "c"], "experiments": {"paywall": "off"}, "name": story.name}
    return f"<script>window.__STATE__ = {json.dumps(state)}</script><noscript>Activez JavaScript</noscript>"


def _metadata(story: Story) -> str:
    tags = [f'<link rel="canonical" href="{html.escape(story.url)}">']
    if story.outlet.json_ld:
        article = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": story.date.isoformat(),
            "author": {"@type": "Person", "name": story.outlet.byline},
            "publisher": {"@type": "Organization", "name": story.outlet.name},
        }
        tags.append(f'<script type="application/ld+json">{json.dumps(article, ensure_ascii=False)}</script>')
    if story.outlet.open_graph:
        properties = {
            "og:type": "article",
            "og:title": story.title,
            "og:site_name": story.outlet.name,
            "og:url": story.url,
            "article:published_time": story.date.isoformat(),
        }
        tags += [f'<meta property="{name}" content="{html.escape(value)}">' for name, value in properties.items()]
    return "\n".join(tags)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def _outlet(entry: dict[str, Any]) -> Outlet:
    return Outlet(**{**entry, "above": tuple(entry["above"]), "below": tuple(entry["below"])})


def _story(name: str, entry: dict[str, Any], outlets: dict[str, Outlet]) -> Story:
    return Story(
        name=name,
        outlet=outlets[entry["outlet"]],
        date=datetime.fromisoformat(entry["date"]),
        title=entry["title"],
        lead=entry["lead"],
        paragraphs=tuple(paragraph.strip() for paragraph in entry["body"].strip().split("\n\n")),
    )


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "article"
