"""The news agency an article comes from, where it signs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from pipelines.records import Block, MetadataValue

_NAMES = [
    " ".join(name.split())
    for name in tomllib.loads(files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8"))["names"].split(
        ","
    )
]
_NAME = "|".join(re.escape(name) for name in sorted(_NAMES, key=lambda name: (-len(name), name)))
_WHOLE = re.compile(rf"(?<!\w)(?:{_NAME})(?!\w)")
#: "PARIS, 11 mars (AFP) –", "(Reuters) -" at the head of the text.
_DATELINE = re.compile(rf"^[^.!?]{{0,60}}\((?P<name>{_NAME})(?:[ ,/][^)]{{0,40}})?\)")
#: "… (AFP)", "avec AFP", "Reuters/dpa" alone, at its foot.
_SIGNATURE = re.compile(rf"(?:\((?:[^()]{{0,30}}\W)?(?P<inside>{_NAME})\)|^\W*(?P<alone>{_NAME})\W*)\W*$")
_SIGNED_ROLES = frozenset({"byline", "agency", "dateline"})


def find_agency(byline: MetadataValue | None, blocks: Sequence[Block]) -> MetadataValue | None:
    """The agency named by the dateline, the foot of the text or the byline, in this order."""
    kept = [block for block in blocks if block.is_kept and block.role != "title"]
    if kept:
        match = _DATELINE.match(kept[0].text)
        if match:
            return MetadataValue(match["name"], "dateline")
        match = _SIGNATURE.search(kept[-1].text[-80:])
        if match:
            return MetadataValue(match["inside"] or match["alone"], "block")
    if byline is not None and (match := _WHOLE.search(byline.value)):
        return MetadataValue(match.group(), byline.source)
    for block in blocks:
        if block.role in _SIGNED_ROLES and (match := _WHOLE.search(block.text[:200])):
            return MetadataValue(match.group(), "block")
    return None
