"""How far a build is: each step is told once it is over, counted or not."""

import contextlib
import io
from collections.abc import Iterator

import pytest

from assets.cli.terminal import following
from assets.runner.progress import advance, report, working


def lines_of(work: contextlib.AbstractContextManager[None]) -> list[str]:
    """What a log file has of some work, without the times of day and how long it took."""
    with contextlib.redirect_stderr(io.StringIO()) as log, following(quiet=False), work:
        pass
    return [line[9:].split(" in ")[0] for line in log.getvalue().splitlines()]


@contextlib.contextmanager
def steps() -> Iterator[None]:
    report("Listing files", 0, 2)
    report("Listing files", 2, 2)
    with working("Dating articles"):
        pass
    for _ in range(3):
        advance("Writing tables", 3)
    yield


def test_a_log_has_one_line_a_step() -> None:
    assert lines_of(steps()) == ["Listing files: 2", "Dating articles", "Writing tables: 3"]


def test_what_fails_is_not_told_as_over() -> None:
    @contextlib.contextmanager
    def failing() -> Iterator[None]:
        with pytest.raises(ValueError, match="no"), working("Dating articles"):
            raise ValueError("no")
        yield

    assert lines_of(failing()) == []


def test_each_build_counts_from_the_start() -> None:
    assert lines_of(steps()) == lines_of(steps())
