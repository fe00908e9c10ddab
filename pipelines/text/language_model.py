"""py3langid's model, read once for all who ask it."""

from __future__ import annotations

from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier


@cache
def load_py3langid() -> Any:
    """Return the identifier over all its languages; whoever narrows it takes a copy."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
