"""The fingerprint of a text, by which its copies are found."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from rensa import RMinHash

_WORD = re.compile(r"\w+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")
#: Words a shingle; five are seldom shared by chance.
_SHINGLE = 5
BANDS, ROWS = 16, 4
#: One shingle in so many is an anchor for contained copies.
_SAMPLING = 16


def folded_words(text: str) -> list[str]:
    """The words of a text in lower case; each ideograph is one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(_IDEOGRAPH.sub(lambda match: f" {match.group()} ", folded))


def shingles(words: list[str]) -> list[int]:
    """A hash (63 bits) of every five words in a row."""
    grams = [" ".join(words[at : at + _SHINGLE]) for at in range(max(len(words) - _SHINGLE + 1, 1))]
    return [int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8).digest(), "big") >> 1 for gram in grams]


def sketch(text: str) -> tuple[int, ...]:
    """What is kept of a text to find its copies: band hashes, then sampled shingles.

    The first 16 numbers are hashes of MinHash bands; the others, sorted, are
    the shingles (63 bits) divisible by 16. Equal texts have equal sketches.
    """
    found = sorted(set(shingles(folded_words(text))))
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=1)
    minhash.update([str(shingle) for shingle in found])
    minima = minhash.digest()
    bands = []
    for band in range(BANDS):
        rows = ",".join(str(value) for value in minima[band * ROWS : (band + 1) * ROWS])
        bands.append(int.from_bytes(hashlib.blake2b(f"{band}:{rows}".encode(), digest_size=8).digest(), "big") >> 1)
    return (*bands, *[shingle for shingle in found if shingle % _SAMPLING == 0])
