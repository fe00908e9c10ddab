"""The report as a page: one HTML file that asks for nothing outside itself."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2

from assets.cli.failing import WrongUseError
from warehouse.event_languages import event_languages

#: What every page says made it, near its beginning; a file that says so may be overwritten.
GENERATOR = "annals report"
BEGINNING_BYTES = 300


def page_of(warehouse: str, sections: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The page that tells the sections of a warehouse; every value is escaped, for names and texts are anybody's."""
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.from_string((files("assets.cli") / "report.html.jinja").read_text("utf-8"))
    return template.render(
        warehouse=warehouse, sections=sections, generator=GENERATOR, event_languages=event_languages()
    )


def refuse_other_file(file: Path) -> None:
    """Make sure that no other file than an earlier report would be overwritten.

    Raises:
        WrongUseError: when something else is there.
    """
    try:
        if not file.exists():
            return
        beginning = b""
        if file.is_file():
            with file.open("rb") as opened:
                beginning = opened.read(BEGINNING_BYTES)
    except OSError as error:
        raise _unwritable(file, error) from None
    if f'content="{GENERATOR}"'.encode() not in beginning:
        raise WrongUseError(f"{file} is there and is no report of Annals; move it away, or name another file")


def write_page(file: Path, page: str) -> None:
    """Write a page whole or not at all: an earlier one stays until it is there.

    Raises:
        WrongUseError: when it cannot be written.
    """
    whole = file.resolve()
    partial = whole.with_name(f".{whole.name}.{os.getpid()}")
    try:
        try:
            partial.write_text(page, "utf-8")
            partial.replace(whole)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(file, error) from None


def _unwritable(file: Path, error: OSError) -> WrongUseError:
    return WrongUseError(f"{file} cannot be written to: {error.strerror}; name another file")
