"""How far the long work is, told to whoever listens (the command line does)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int, int], None]

_listeners: list[Listener] = []
_advanced: Counter[str] = Counter()


def report(stage: str, done: int, total: int) -> None:
    """Say that ``done`` of ``total`` pieces of a stage are finished."""
    for listener in _listeners:
        listener(stage, done, total)


def advance(stage: str, total: int) -> None:
    """Say that one more of ``total`` pieces of a stage is finished."""
    _advanced[stage] += 1
    report(stage, _advanced[stage], total)


@contextmanager
def working(stage: str) -> Iterator[None]:
    """Say that a stage of one piece begins, and that it is finished when the context is left without an error."""
    report(stage, 0, 1)
    yield
    report(stage, 1, 1)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send every report to ``listener`` while the context lasts."""
    _listeners.append(listener)
    _advanced.clear()
    try:
        yield
    finally:
        _listeners.remove(listener)
