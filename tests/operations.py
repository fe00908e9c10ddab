"""How much work a piece of code does, counted in instructions of the interpreter: the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def operations(work: Callable[[], object]) -> int:
    """Run the work and count the instructions of Python it takes."""
    count = 0

    def begin(frame: FrameType, _event: str, _argument: object) -> Any:
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return step

    def step(_frame: FrameType, event: str, _argument: object) -> Any:
        # Called once an instruction: it does nothing else, or the count takes twice as long.
        nonlocal count
        if event == "opcode":
            count += 1
        return step

    before = sys.gettrace()
    sys.settrace(begin)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], Callable[[], object]], n: int) -> float:
    """How many times as much work four times the size is: 4 when it grows with the size, 16 with its square."""
    small, large = work(n), work(4 * n)
    for warm_up in (small, large):
        warm_up()  # what is loaded once is loaded now
    return operations(large) / operations(small)
