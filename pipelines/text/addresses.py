"""Addresses of pages."""

from __future__ import annotations


def address_of(url: str) -> str:
    """The address of a page, without the fragment that names a place in it."""
    return url.split("#", 1)[0]
