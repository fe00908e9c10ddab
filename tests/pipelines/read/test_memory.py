"""What a large page leaves behind."""

from __future__ import annotations

import ctypes

import pytest

from pipelines.read import memory
from pipelines.read.page import read_page

LARGE_PAGE = "<p>Le pont sera fermé demain.</p>" * (memory.LARGE // 30)


def test_only_a_large_page_gives_memory_back(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bool] = []
    monkeypatch.setattr(memory, "give_back", lambda: given.append(True))
    read_page("<p>Le pont sera fermé demain.</p>", "text/html")
    assert not given
    read_page(LARGE_PAGE, "text/html")
    assert given == [True]


def test_a_system_without_the_function_keeps_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    memory._trim.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    memory.give_back()
    assert memory._trim() is None
    memory._trim.cache_clear()
