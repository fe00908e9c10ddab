"""The temporal expressions of a language (``temporal.toml``).

A pack holds names (months, weekdays, numbers, units: meaning → words), patterns
(what else such a name may look like: digits), macros (patterns that capture
nothing by themselves) and rules. A rule's pattern is a regular expression in
which ``{month}``, ``{unit}`` … capture what was said; a space stands for any
spacing inside a line. Its expression is the symbolic form (see
``expressions.py``), the captured names put in by their meaning: ``{month}``
becomes ``01``, ``{unit}`` becomes ``M``. The first rule that matches wins, so
the longer way to say a thing stands before the shorter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pipelines.languages.loader import error_at, languages_with, read_record

FILE = "temporal.toml"

#: What a space in a pattern stands for.
_SPACE = r"(?:[ \t\u00a0\u202f\u2009]+)"

#: The same where a pattern must have one length.
_ONE_SPACE = r"[ \t\u00a0\u202f\u2009]"

#: The second year of "1994-1999" and of "2023-24": elsewhere no expression begins behind a hyphen.
_BEHIND_YEAR = r"(?<=(?<!\d)(?:19|20)\d\d[-/])(?=(?:\d\d)?\d\d(?![\d/-]))"

_LOOKBEHIND = re.compile(r"(\(\?<[=!])([^)]*\))")

#: A word, as anchors are told: letters only, so that an apostrophe or a hyphen parts two.
WORD = re.compile(r"[^\W\d_]+")

_PLACEHOLDER = re.compile(r"\{([a-z_]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class RuleData:
    """A rule as it is written: its pattern with placeholders, the symbolic form of what it says."""

    name: str
    type: Literal["DATE", "TIME", "DURATION", "SET", "ENUMERATION", "SKIP"]
    pattern: str
    expression: str = ""
    case: Literal["", "capital", "small", "alone"] = ""


@dataclass(frozen=True, slots=True)
class Anchors:
    """Kinds of names, and further words, one of which every expression without a number holds."""

    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """Patterns of words that tell where a clause looks, and of a day that tells when, not of what."""

    future: str
    past: str
    adverbial: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Patterns of what lies between two dates said as one span of time, and of one day of several."""

    joiner: str
    item: str


@dataclass(frozen=True, slots=True)
class TemporalData:
    """A file ``temporal.toml``: names by kind and meaning, patterns and macros by name, rules in order."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    patterns: Mapping[str, str]
    anchors: Anchors
    direction: Direction
    enumeration: Enumeration
    rules: tuple[RuleData, ...]
    macros: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a time: where it matches, what TIMEX3 type and meaning it has.

    Type ``ENUMERATION`` marks a list of days that share the month after them;
    type ``SKIP`` what looks like a time and is none (an age, a sum of money).
    Patterns match lower-case text; ``case`` says how the first letter was
    written where that tells a month from another word (``capital``, ``small``);
    ``alone`` is that no name goes on after it ("Noël", not "Noël Dupont").
    """

    name: str
    type: str
    pattern: re.Pattern[str]
    expression: str
    case: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The temporal expressions of one language.

    ``meanings`` maps the kind of name (``month``) to lower-cased words and what
    they mean. ``finder`` matches wherever a rule does; the group that matched
    is the rule's name. ``future`` and ``past`` are words that tell where a
    clause looks, ``adverbial`` matches a day that tells when, not of what;
    ``joiner`` lies between two dates said as one span of time;
    ``item`` is one day of an enumeration. Every expression holds a number or
    one of the words ``anchors``: where none is, none need be looked for.
    """

    language: str
    rules: Mapping[str, Rule]
    finder: re.Pattern[str]
    meanings: Mapping[str, Mapping[str, str]]
    future: re.Pattern[str]
    past: re.Pattern[str]
    adverbial: re.Pattern[str]
    joiner: re.Pattern[str]
    item: re.Pattern[str]
    anchors: frozenset[str]


def available_languages() -> tuple[str, ...]:
    """Return the languages (ISO 639-1) that have a pack, sorted."""
    return languages_with(FILE)


@cache
def load_pack(language: str) -> Pack | None:
    """Return the pack of a language, None when there is none.

    Raises:
        DataFileError: when the file is not what :class:`TemporalData` declares, or a pattern does not compile.
    """
    if language not in available_languages():
        return None
    return _Compiler(language, read_record(language, FILE, TemporalData)).compile_pack()


class _Compiler:
    """Turns the words and patterns of a pack file into regular expressions."""

    def __init__(self, language: str, data: TemporalData) -> None:
        self.language = language
        self.data = data
        self.meanings = {
            kind: {word.lower(): meaning for meaning, words in entries.items() for word in words}
            for kind, entries in data.names.items()
        }
        self.alternatives = {kind: self._alternatives(kind) for kind in {*data.names, *data.patterns}}

    def compile_pack(self) -> Pack:
        rules = {}
        branches = []
        for entry in self.data.rules:
            compiled = self.compile(entry.pattern)
            branches.append(f"(?P<{entry.name}>{_without_groups(compiled.pattern)})")
            rules[entry.name] = Rule(entry.name, entry.type, compiled, entry.expression, entry.case)
        finder = rf"(?:(?<![\w€$£%#@.,/-])|{_BEHIND_YEAR})(?=\w)(?:" + "|".join(branches) + r")(?![\w%€$£])"
        return Pack(
            self.language,
            rules,
            re.compile(finder),
            self.meanings,
            self.compile(self.data.direction.future),
            self.compile(self.data.direction.past),
            self.compile(self.data.direction.adverbial),
            self.compile(self.data.enumeration.joiner),
            self.compile(self.data.enumeration.item),
            self._anchors(),
        )

    def _anchors(self) -> frozenset[str]:
        """Return the longest word of each name that makes an expression, and the pack's own."""
        kinds = self.data.anchors.names
        named = {
            max(WORD.findall(name), key=len) for kind in kinds for name in self.meanings[kind] if WORD.search(name)
        }
        return frozenset(named | set(self.data.anchors.words))

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Return a pattern of the file as a regular expression; raises DataFileError with its line."""
        try:
            return re.compile(self.expand(pattern))
        except (re.error, KeyError) as error:
            raise error_at(self.language, FILE, pattern, f"the pattern does not compile: {error}") from error

    def expand(self, pattern: str) -> str:
        """Return ``pattern`` with placeholders as capturing groups and spaces as any spacing."""

        def replace(match: re.Match[str]) -> str:
            kind, number = match[1], match[2]
            if kind in self.alternatives:
                return f"(?P<{kind}{number}>{self.alternatives[kind]})"
            if kind in self.data.macros:
                return f"(?:{_PLACEHOLDER.sub(replace, self.data.macros[kind].lower())})"
            raise KeyError(f"Expected a name, pattern or macro of the pack, found {match[0]} in {pattern!r}")

        return _with_spacing(_PLACEHOLDER.sub(replace, pattern.lower()))

    def _alternatives(self, kind: str) -> str:
        entries = self.data.names.get(kind, {})
        words = sorted({w.lower() for words in entries.values() for w in words}, key=lambda word: (-len(word), word))
        literals = [re.escape(word).replace("\\ ", " ").replace("'", "['’]") for word in words]
        extra = self.data.patterns.get(kind)
        return "|".join([*literals, *([extra] if extra else [])])


def _with_spacing(pattern: str) -> str:
    """Return ``pattern`` with each space as any spacing inside a line, one sign in a look-behind.

    A look-behind that begins with a word begins where the word does.
    """

    def fix(match: re.Match[str]) -> str:
        opened, words = match[1], match[2].replace(" ", _ONE_SPACE.replace(" ", "\\x20"))
        return opened + (r"\b" if words[0].isalpha() else "") + words

    fixed = _LOOKBEHIND.sub(fix, pattern)
    return fixed.replace(" ", _SPACE)


def _without_groups(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
