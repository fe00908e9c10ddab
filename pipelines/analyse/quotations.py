"""Words quoted and words reported, with the verb that introduces them and who spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipelines.analyse.events.lexicon import EventPack, load_pack
from pipelines.analyse.events.syntax import OBJECT, Syntax
from pipelines.records.analysis import Mention, Quotation

_PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ("‹", "›"))
#: Fewer words than this between marks are a term or a title, not somebody's words.
LEAST_WORDS = 3
#: A quotation that runs longer has lost its closing mark.
MOST_CHARACTERS = 1500


def find_quotations(
    text: str, doc: Doc | None, language: str | None, mentions: Sequence[Mention]
) -> tuple[Quotation, ...]:
    """Quotations in order of their start; ``text[start:end]`` is the words without their marks.

    Direct ones need only marks; the cue, the speaker and indirect speech need a
    parse and a data pack.
    """
    spans = _direct_spans(text)
    pack = load_pack(language)
    if doc is None or pack is None:
        return tuple(Quotation(start, end, text[start:end], True) for start, end in spans)
    syntax = Syntax(doc, mentions, pack.words)
    direct = [_direct(text, span, syntax, pack) for span in spans]
    indirect = _indirect(text, syntax, pack, spans)
    return tuple(sorted([*direct, *indirect], key=lambda quotation: (quotation.start, quotation.end)))


def _direct_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    for opening, closing in _PAIRS:
        pattern = rf"{opening}\s*([^{opening}{closing}]{{1,{MOST_CHARACTERS}}}?)\s*{closing}"
        spans += [match.span(1) for match in re.finditer(pattern, text)]
    for line in re.finditer(r"[^\n]+", text):
        for match in re.finditer(r'(?<!\w)"\s*([^"\n]+?)\s*"(?!\w)', line.group()):
            spans.append((line.start() + match.start(1), line.start() + match.end(1)))
    long_enough = [span for span in spans if len(text[span[0] : span[1]].split()) >= LEAST_WORDS]
    kept: list[tuple[int, int]] = []
    for span in sorted(long_enough, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _direct(text: str, span: tuple[int, int], syntax: Syntax, pack: EventPack) -> Quotation:
    start, end = span
    cue = _nearest_cue(span, syntax, pack)
    speaker = _speaker(cue, syntax, span) if cue is not None else _named_source(span, syntax, pack)
    return Quotation(
        start,
        end,
        text[start:end],
        True,
        cue=None if cue is None else cue.text,
        speaker_start=None if speaker is None else speaker.start,
        speaker_end=None if speaker is None else speaker.end,
    )


def _nearest_cue(span: tuple[int, int], syntax: Syntax, pack: EventPack) -> Token | None:
    """The verb of speech outside the marks, in the sentence that holds or follows them."""
    doc = syntax.doc
    quoted = doc.char_span(span[0], span[1], alignment_mode="expand")
    if quoted is None:
        return None
    first, last = quoted[0].sent.start, quoted[-1].sent.end
    candidates = [
        token
        for token in doc[first:last]
        if token.pos_ in {"VERB", "AUX"} and token.lemma_.casefold() in pack.cues and not span[0] <= token.idx < span[1]
    ]
    return min(candidates, key=lambda t: (min(abs(t.idx - span[1]), abs(span[0] - t.idx)), t.i), default=None)


def _speaker(cue: Token, syntax: Syntax, span: tuple[int, int]) -> Mention | None:
    for subject in syntax.subjects(cue):
        found = [m for m in syntax.own_actors(subject) if not span[0] <= m.start < span[1]]
        if found:
            return found[0]
    # Inverted subjects after a quotation ("…", a déclaré X) are often read as objects.
    for child in cue.children:
        if child.dep_ in OBJECT | {"appos", "obl:arg"} and child.i > cue.i:
            found = [m for m in syntax.own_actors(child) if not span[0] <= m.start < span[1]]
            if found and child.i - cue.i < 4:
                return found[0]
    return None


def _named_source(span: tuple[int, int], syntax: Syntax, pack: EventPack) -> Mention | None:
    quoted = syntax.doc.char_span(span[0], span[1], alignment_mode="expand")
    if quoted is None:
        return None
    sentence = quoted[0].sent
    for token in sentence:
        if token.text.casefold() in pack.words["source_words"]:
            for after in syntax.doc[token.i + 1 : min(token.i + 8, len(syntax.doc))]:
                if found := syntax.mentions_at(after):
                    return found[0]
    return None


def _indirect(text: str, syntax: Syntax, pack: EventPack, direct: list[tuple[int, int]]) -> list[Quotation]:
    """The clauses that verbs of speech govern: "X a déclaré que …"."""
    found = []
    for token in syntax.doc:
        if token.pos_ != "VERB" or token.lemma_.casefold() not in pack.words["speech_verbs"]:
            continue
        for child in token.children:
            if child.dep_ != "ccomp" or child.i < token.i:
                continue
            parts = [part for part in child.subtree if not part.is_space]
            begin, stop = parts[0].idx, parts[-1].idx + len(parts[-1])
            while stop > begin and text[stop - 1] in " .,;:\n":
                stop -= 1
            if any(start < stop and begin < end for start, end in direct) or len(parts) < LEAST_WORDS:
                continue
            speaker = _speaker(token, syntax, (begin, stop))
            if speaker is not None:
                found.append(Quotation(begin, stop, text[begin:stop], False, token.text, speaker.start, speaker.end))
    return found
