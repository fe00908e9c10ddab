"""Stop a run on SIGTERM and SIGINT, whatever it is doing."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: A signal that Dagster or a library swallowed is sent again after this long, until the run is over.
SECONDS_BETWEEN = 4.0


@contextmanager
def insisting() -> Iterator[None]:
    """Send a signal to stop again and again until the context is left.

    Dagster turns it into an exception only inside a step's own code, and an
    exception raised in a library's callback may get lost; the file descriptor
    that Python writes every signal to hears them all.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return
    hears, tells = os.pipe()
    os.set_blocking(tells, False)
    over = threading.Event()
    watcher = threading.Thread(target=_insist, args=[hears, over], daemon=True)
    watcher.start()
    before = signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    try:
        yield
    finally:
        over.set()
        signal.set_wakeup_fd(before)
        os.close(tells)
        watcher.join()
        os.close(hears)


def _insist(hears: int, over: threading.Event) -> None:
    while heard := os.read(hears, 1):
        number = heard[0]
        while number in (signal.SIGTERM, signal.SIGINT) and not over.wait(SECONDS_BETWEEN):
            os.kill(os.getpid(), number)
