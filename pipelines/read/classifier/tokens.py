"""The words by which texts of one page are compared."""

from __future__ import annotations

import re
import unicodedata

_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f]")
_TOKEN = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """Words, lower-cased and NFKC; each ideograph is one."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").lower()
    return _TOKEN.findall(_IDEOGRAPH.sub(lambda match: f" {match.group()} ", text))
