"""What is known of the world whatever the language: countries, places, bodies, roles."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_world() -> dict[str, Any]:
    """The parsed ``world.toml``, read once a process."""
    return tomllib.loads(resources.files(__package__).joinpath("world.toml").read_text(encoding="utf-8"))
