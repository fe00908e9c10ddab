"""What lies in a raw folder: records with bytes, containers, refusals, decoded text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One document as it was found: a file, or one record inside a container.

    ``declared`` holds what the container says of the document beside its
    bytes (a JSON line's ``title``, ``date``, ``author``), as strings.
    ``truncated`` says why the bytes are cut off, where the container tells:
    ``length``, ``time``, ``disconnect`` … (WARC-Truncated), ``segment``, or
    ``payload`` when there are fewer than the server announced.
    """

    path: str
    content: bytes
    sha256: str
    media_type: str
    charset: str | None = None
    url: str | None = None
    retrieved_at: datetime | None = None
    declared: tuple[tuple[str, str], ...] = ()
    truncated: str | None = None


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a document and where each begins in its bytes.

    ``byte_offsets[i]`` is the first byte of character ``i``; the array has one
    entry more than the text has characters, so any slice has both its ends.
    ``repairs`` names each mend of broken bytes and how often it was made.
    ``encoding_confidence`` is 1 unless the encoding was chosen by the letters it gives.
    """

    text: str
    encoding: str
    byte_offsets: NDArray[np.int64]
    repairs: tuple[tuple[str, int], ...] = ()
    encoding_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Container:
    """A file that holds records: a web archive, a JSON-lines file, a ZIP or TAR archive."""

    path: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Input that cannot be used: which rule refused it, and why in the user's words.

    ``sample`` is the first few characters of what was refused, for the eye.
    """

    path: str
    stage: str
    rule: str
    reason: str
    sample: str = ""
    sha256: str | None = None
    n_bytes: int | None = None
