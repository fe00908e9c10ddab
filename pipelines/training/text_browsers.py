"""Dumps of pages by the text browsers lynx, w3m, links and elinks, which must be installed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

BROWSERS = ("lynx", "w3m", "links", "elinks")
#: Columns of the narrowest dump and of the widest; a shorter dump in signs is that of an empty page.
_NARROWEST, _WIDEST, _SHORTEST = 72, 100, 800
_SECONDS = 60
_CHARSET = re.compile(r"<meta[^>]*charset[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
_UTF_8 = '<meta charset="utf-8">'


def dumps(page: str, name: str, n_dumps: int) -> Iterator[tuple[str, str]]:
    """The dumps of a page and who made them; which, and how wide they are, follows from the page's name."""
    number = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(_in_utf_8(page), encoding="utf-8")
        for turn in range(n_dumps):
            browser = BROWSERS[(number + turn) % len(BROWSERS)]
            width = _NARROWEST + (number >> (8 * turn + 8)) % (_WIDEST - _NARROWEST + 1)
            dump = _dump(browser, path, width, has_links=(number >> turn) & 4 > 0)
            if len(dump) >= _SHORTEST:
                yield browser, dump


def _in_utf_8(page: str) -> str:
    bare = _CHARSET.sub("", page)
    return _HEAD.sub(lambda match: match[0] + _UTF_8, bare, count=1) if _HEAD.search(bare) else _UTF_8 + bare


def _dump(browser: str, path: Path, width: int, has_links: bool) -> str:
    command = {
        "lynx": ["-dump", f"-width={width}", "-assume_charset=utf-8", "-display_charset=utf-8", "-force_html"]
        + ["-nolist"] * (not has_links),
        "w3m": ["-dump", "-cols", str(width), "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"],
        "links": ["-dump", "-width", str(width), "-codepage", "utf-8"],
        "elinks": ["-no-home", "-eval", 'set document.codepage.assume="utf-8"']
        + ["-eval", "set document.codepage.force_assumed=1"]
        + ["-no-references", "-no-numbering"] * (not has_links)
        + ["-dump", "-dump-charset", "utf-8", "-dump-width", str(width)],
    }[browser]
    settings = os.environ | {"LC_ALL": "C.UTF-8", "HOME": str(path.parent)}
    try:
        made = subprocess.run(
            [browser, *command, str(path)], capture_output=True, timeout=_SECONDS, env=settings, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return made.stdout.decode("utf-8", "replace")
