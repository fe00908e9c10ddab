"""The news agency an article comes from, where it signs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from itertools import chain

from pipelines.languages.lines import line_words, signature_words
from pipelines.languages.patterns import one_of, one_of_capitals_too
from pipelines.records.document import Block, MetadataValue

_TOGETHER = one_of_capitals_too(signature_words("together"))
_ELIDED = one_of(signature_words("elisions"))
_SOURCES = one_of(line_words(lambda words: words.links.sources))
_DAY_ENDING = one_of(line_words(lambda words: words.dates.day_endings))
_NAMES = [
    " ".join(name.split())
    for name in tomllib.loads(files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8"))["names"].split(
        ","
    )
]
AGENCY = "|".join(re.escape(name) for name in sorted(_NAMES, key=lambda name: (-len(name), name)))
_WHOLE = re.compile(rf"(?<!\w)(?:{AGENCY})(?!\w)")
#: "PARIS, 11 mars (AFP) –", "(Reuters) -", "AFP - " at the head of the text, "Bakou, 15 novembre, AZERTAC" above it.
_DATELINE = re.compile(
    rf"^[^!?]{{0,60}}(?:[(\[](?P<name>{AGENCY})(?:[ ,/][^)\]]{{0,40}})?[)\]]"
    rf"|^(?P<first>{AGENCY})\s[-–—]\s(?=[A-ZÀ-Þ«])|\d [^\W\d]{{3,10}}, (?P<bare>{AGENCY}|{AGENCY.upper()})$)"
)
#: "… (AFP)", "avec AFP", "Reuters/dpa" alone, at its foot.
_SIGNATURE = re.compile(
    rf"(?:[-–—]\s?(?P<dashed>{AGENCY})|\((?:[^()]{{0,30}}\W)?(?P<inside>{AGENCY})\)|^\W*(?P<alone>{AGENCY})\W*)\W*$"
)
_ANY_CASE = "|".join(
    sorted({spelling for name in _NAMES for spelling in (name, name.upper(), name.lower())}, key=len, reverse=True)
)
#: "Afp", "( Xinhua )", "Source : REUTERS", "(map 26/06/2023)", "En collaboration avec l'agence QMI" alone on a line.
_LINE = re.compile(
    rf"\W*(?:(?:{_TOGETHER}|{one_of_capitals_too(signature_words('dispatches'))}|(?i:{_SOURCES})\s*:)\s+"
    rf"(?:{one_of(signature_words('of'))}\s)?{_ELIDED}?)?(?:{one_of_capitals_too(signature_words('agency_nouns'))}\s)?"
    rf"(?:(?P<name>{AGENCY}|{AGENCY.upper()})|(?<=\()(?P<lower>{_ANY_CASE}))"
    rf"(?:\s?/\s?[A-ZÀ-Þ][\w.]{{1,12}}){{0,3}}\W*"
    rf"(?:\d[\d/. :h]{{5,20}}|\d{{1,2}}{_DAY_ENDING}?\s[^\W\d]{{3,10}}\s\d{{4}})?\W*"
)
#: "A.M. (avec AFP)", "AM/AFP", "Source : Le Courrier avec AFP" on a line below the text.
_SIGNED_WITH = re.compile(
    rf"(?:\b(?:{_TOGETHER}|(?i:{_SOURCES})\s*:)\s{_ELIDED}?|^[\w.]{{1,6}}/)(?P<name>{AGENCY})\W*$"
    rf"|^\(?(?P<desk>{AGENCY.lower()})/[a-zß-ÿ]{{2,5}}\)?$|^\(?[a-zß-ÿ]{{2,5}}/(?P<last>{AGENCY.lower()})\)?$"
)
#: "Reprinted with permission from …".
_REPRINT = re.compile(
    rf"\b{one_of(signature_words('reprints'))}\b.{{0,40}}?(?<!\w)(?P<name>{AGENCY})(?!\w)", re.IGNORECASE
)
#: The names in the spelling that is listed first.
_AS_LISTED = {name.casefold(): name for name in reversed(_NAMES)}
_LONGEST_LINE, _LONGEST_SIGNATURE = 40, 60
#: So many signs of a legal notice say where a text was reprinted from.
_REPRINT_REACH = 200
#: Lines above the text among which an agency may stand alone, and below; paragraphs of which one may begin with it.
_ABOVE, _BELOW, _HEAD = 4, 2, 3
_SIGNED_OFF = re.compile(rf"[.!?»\"]\s*[-–—]\s?(?:{AGENCY})\W?$")
_SIGNED_ROLES = frozenset({"byline", "agency", "dateline"})


def is_agency(line: str) -> bool:
    """Whether a line is the name of an agency and nothing else."""
    return len(line) <= _LONGEST_LINE and _LINE.fullmatch(line) is not None


def signs_off(text: str) -> bool:
    """Whether a paragraph ends with a dash and an agency, as the last one of a story does."""
    return _SIGNED_OFF.search(text[-_LONGEST_LINE:]) is not None


def find_agency(byline: MetadataValue | None, blocks: Sequence[Block]) -> MetadataValue | None:
    """The agency named by the dateline, the foot of the text, the byline or a line of its own, in this order."""
    kept = [block for block in blocks if block.is_kept and block.role != "title"]
    if kept:
        match = next(filter(None, (_DATELINE.match(block.text) for block in kept[:_HEAD])), None)
        if match:
            return _named(next(filter(None, match.groups())), "dateline")
        match = _SIGNATURE.search(kept[-1].text[-80:])
        if match:
            return _named(match["inside"] or match["alone"] or match["dashed"], "block")
    if byline is not None and (match := _WHOLE.search(byline.value)):
        return _named(match.group(), byline.source)
    for block in blocks:
        if block.role in _SIGNED_ROLES and (match := _WHOLE.search(block.text[:200])):
            return _named(match.group(), "block")
    return _named_beside(blocks)


def _named(name: str, source: str) -> MetadataValue:
    return MetadataValue(_AS_LISTED[name.casefold()], source)


def _named_beside(blocks: Sequence[Block]) -> MetadataValue | None:
    """The agency that the line below the text, or one above it, is; or the one it is reprinted from."""
    filled = [block for block in blocks if block.text]
    prose = [at for at, block in enumerate(filled) if block.is_kept and block.role != "title"]
    if not prose:
        return None
    after = filled[prose[-1] + 1 :]
    below = [block for block in after[:_BELOW] if len(block.text) <= _LONGEST_SIGNATURE]
    around = (*filled[max(prose[0] - _ABOVE, 0) : prose[:2][-1]], *below[:1])
    beside = [block.text for block in around if not block.is_kept]
    match = _match_beside(beside, [block.text for block in below], [b.text for b in after if b.role == "legal"])
    return _named(next(filter(None, match.groups())), "block") if match else None


def _match_beside(beside: Sequence[str], below: Sequence[str], notices: Sequence[str]) -> re.Match[str] | None:
    """Where an agency is named by the lines beside a text, those below it, and legal notices, in this order."""
    found = chain(
        (_LINE.fullmatch(text) for text in beside if text[0] not in "©@"),
        map(_DATELINE.match, beside),
        map(_SIGNED_WITH.search, below),
        (_REPRINT.search(text[:_REPRINT_REACH]) for text in notices),
    )
    return next(filter(None, found), None)
