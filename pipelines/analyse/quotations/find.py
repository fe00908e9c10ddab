"""Quotations of a text, direct and reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.analyse.quotations.antecedents import Spoke
from pipelines.analyse.quotations.headings import (
    ENDINGS,
    ends_sentence,
    is_paragraph,
    paragraph_before,
    spoken_headings,
)
from pipelines.analyse.quotations.marks import QuotedSpan, dialogue_lines, quoted_spans
from pipelines.analyse.quotations.speaker_columns import SpeakerColumns
from pipelines.analyse.quotations.speaker_judge import Judged, judge_speakers
from pipelines.analyse.quotations.speakers import Said, Speakers
from pipelines.analyse.universal_tree import VERBAL, Span, Tree
from pipelines.languages.quotations import QuotationWords, quotation_words
from pipelines.records.analysis import Mention, Quotation, Timex

#: Fewer words than this between marks are a term or a title, unless a verb of speech introduces them.
LEAST_WORDS = 3
#: From so many words on, words between marks are somebody's although no verb stands among them.
_SURELY_SPEECH = 8
#: A quotation without a speaker goes on with that of the one before, so near behind it in its paragraph.
_SAME_SPEAKER = 240
#: A verb of speech stands so many characters beside the words of a short answer.
_BESIDE = 16
#: Less than a sentence is somebody's words, and no term, where the judge is so sure of who said it, and surer where the
#: rules name nobody. Out of fold 180 of 350 such words are found so with the right speaker, and 45 terms or wrong
#: speakers with them.
_SURE, _SURE_ALONE = 0.5, 0.65
#: So many words at most say who spoke, between a quotation and the next paragraph.
_ATTRIBUTION = 12


def find_quotations(
    text: str,
    tree: Tree | None,
    language: str | None,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex] = (),
) -> tuple[Quotation, ...]:
    """Quotations in order of their start; ``text[start:end]`` is the words without their marks.

    Direct ones need only marks; the cue, the speaker and reported speech need a
    parse and a data file of the language.
    """
    spans = quoted_spans(text)
    words = quotation_words(language)
    if tree is None or words is None:
        long_enough = [span for span in spans if _n_words(text, span) >= LEAST_WORDS]
        return tuple(Quotation(span.start, span.end, text[span.start : span.end], True) for span in long_enough)
    speakers = Speakers(tree, mentions, words, spans, timexes)
    direct = _direct(text, tree, spans, speakers, words)
    if not direct:
        direct = _dialogue(text, tree, speakers)
    reported = _reported(text, tree, speakers, words.conjunctions, direct)
    return tuple(sorted([*direct, *reported], key=lambda quotation: (quotation.start, quotation.end)))


def _direct(
    text: str, tree: Tree, spans: Sequence[QuotedSpan], speakers: Speakers, words: QuotationWords
) -> list[Quotation]:
    """What is quoted between marks, with the speaker that the judge finds likeliest."""
    found: list[Quotation] = []
    doubtful: list[Quotation] = []
    ruled = rule_speakers(text, tree, spans, speakers)
    judged = judge_speakers(SpeakerColumns(tree, speakers, words, spans), ruled) if spans else []
    for span, said, one in zip(spans, ruled, judged, strict=True):
        is_title = said.speaker is None and is_paragraph(text, span) and not ends_sentence(text, span)
        # Of a heading the words below tell more than who is named beside it.
        quotation = _of(text, tree, span, Said(said.cue, None if is_title else one.speaker))
        if _is_speech(text, tree, span, said) if is_title else _is_judged_speech(text, tree, span, said, one):
            found.append(quotation)
        elif is_paragraph(text, span) and _n_words(text, span) >= LEAST_WORDS:
            doubtful.append(quotation)
    return spoken_headings(text, found, doubtful)


def rule_speakers(text: str, tree: Tree, spans: Sequence[QuotedSpan], speakers: Speakers) -> list[Said]:
    """The cue and the speaker of what stands between marks, as rules find them: what the judge begins with."""
    found: list[Quotation] = []
    ruled: list[Said] = []
    for span in spans:
        said = speakers.of_quotation(span.start, span.end, _spoke_last(found))
        if said.speaker is None and found:
            said = _shared(text, tree, span, said, found[-1])
        if said.speaker is None and said.cue is None and is_paragraph(text, span) and ends_sentence(text, span):
            said = Said(None, speakers.of_paragraph(*paragraph_before(text, span)))
        if _is_speech(text, tree, span, said):
            found.append(_of(text, tree, span, said))
        ruled.append(said)
    return ruled


def _is_judged_speech(text: str, tree: Tree, span: QuotedSpan, said: Said, judged: Judged) -> bool:
    """Whether words between marks are somebody's: a sentence or many words are, fewer where it is known whose."""
    is_phrase = _n_words(text, span) < LEAST_WORDS or _is_phrase(text, tree, span)
    return not is_phrase or judged.probability >= (_SURE if said.speaker else _SURE_ALONE)


def _shared(text: str, tree: Tree, span: QuotedSpan, said: Said, before: Quotation) -> Said:
    """The speaker of the quotation before, where its verb stands between both or nothing else introduces this one."""
    if said.cue is None:
        is_other = tree.sentence[tree.token_at(span.start)] != tree.sentence[tree.token_at(before.start)]
        if (is_other and _is_phrase(text, tree, span)) or not _goes_on(text, before, span):
            return said
        return Said(None, _speaker_of(before))
    is_its_cue = before.end <= tree.start[said.cue] < span.start and before.cue == tree.surface(said.cue)
    return Said(said.cue, _speaker_of(before)) if is_its_cue else said


def _speaker_of(quotation: Quotation) -> Span | None:
    if quotation.speaker_start is None or quotation.speaker_end is None:
        return None
    return quotation.speaker_start, quotation.speaker_end


def _spoke_last(found: Sequence[Quotation]) -> Spoke | None:
    """Who spoke last."""
    speaker = _speaker_of(found[-1]) if found else None
    return Spoke(speaker, found[-1].end) if speaker else None


def _is_speech(text: str, tree: Tree, span: QuotedSpan, said: Said) -> bool:
    """Whether words between marks are somebody's, and not a term, a title or an irony."""
    n_words = _n_words(text, span)
    if n_words < LEAST_WORDS:
        is_sentence = span.continues or text[span.end - 1 : span.end] in {".", "!", "?"}
        return said.speaker is not None and (is_sentence or (said.cue is not None and _is_beside(tree, span, said.cue)))
    if said.speaker is not None or span.continues or n_words >= _SURELY_SPEECH:
        return True
    return any(tree.pos[at] in VERBAL for at in tree.tokens_over(span.start, span.end))


def _is_phrase(text: str, tree: Tree, span: QuotedSpan) -> bool:
    """Whether words are no sentence, nor long enough to be surely somebody's."""
    is_sentence = span.continues or text[: span.end].endswith(ENDINGS) or _n_words(text, span) >= _SURELY_SPEECH
    return not is_sentence and not any(tree.pos[at] in VERBAL for at in tree.tokens_over(span.start, span.end))


def _is_beside(tree: Tree, span: QuotedSpan, cue: int) -> bool:
    """Whether a verb of speech introduces the words right beside it."""
    return min(abs(span.start - tree.end[cue]), abs(tree.start[cue] - span.end)) <= _BESIDE


def _goes_on(text: str, before: Quotation, span: QuotedSpan) -> bool:
    """Whether a quotation goes on with the one before: in its paragraph, or all of the next."""
    between = text[before.end : span.start]
    if span.continues or len(between) > _SAME_SPEAKER or "\n" not in between:
        return span.continues or len(between) <= _SAME_SPEAKER
    return is_paragraph(text, span) and ends_sentence(text, span) and len(between.split()) <= _ATTRIBUTION


def _dialogue(text: str, tree: Tree, speakers: Speakers) -> list[Quotation]:
    """The turns of a dialogue told with dashes, where verbs of speech say that it is one."""
    found: list[Quotation] = []
    for line in dialogue_lines(text):
        aside = _aside(text, tree, line, speakers)
        if aside is None:
            found.append(_of(text, tree, line, Said(None, None)))
            continue
        cue, begin, end = aside
        speaker = speakers.of_verb(cue, (line.start, begin), _spoke_last(found))
        parts = [QuotedSpan(line.start, begin), QuotedSpan(end, line.end)]
        found += [_of(text, tree, part, Said(cue, speaker)) for part in parts if part.end - part.start > 1]
    return found if any(quotation.cue for quotation in found) else []


def _aside(text: str, tree: Tree, line: QuotedSpan, speakers: Speakers) -> tuple[int, int, int] | None:
    """The verb of speech behind a comma or a mark of a turn, and where its clause begins and ends."""
    for at in filter(speakers.cues.is_cue, tree.tokens_over(line.start, line.end)):
        if at < 2:
            continue
        left = at - 1
        while left > 0 and tree.pos[left] in {"AUX", "PRON"} and tree.start[left] > line.start:
            left -= 1
        if tree.word[left] in {",", "?", "!", "…"}:
            begin = tree.start[left] if tree.word[left] == "," else tree.start[left] + 1
            stop = text.find(". ", tree.start[at], line.end)
            return at, begin, line.end if stop < 0 else stop + 2
    return None


def _reported(
    text: str, tree: Tree, speakers: Speakers, conjunctions: frozenset[str], direct: Sequence[Quotation]
) -> Iterator[Quotation]:
    """The clauses that verbs of speech govern: "X a déclaré que …"."""
    for cue in filter(speakers.cues.is_cue, range(len(tree))):
        for clause in tree.children[cue]:
            if tree.relation[clause] != "ccomp" or clause < cue:
                continue
            parts = [part for part in tree.subtree(clause) if not tree.word[part].isspace()]
            start, end = tree.bounds(parts[0], parts[-1])
            end = start + len(text[start:end].rstrip(" .,;:\n"))
            if (
                len(parts) < LEAST_WORDS
                or speakers.hangs_on_object(cue, parts[0])
                or any(one.start < end and start < one.end for one in direct)
            ):
                continue
            speaker = speakers.of_verb(cue, (start, end))
            if speaker is not None and _opens_report(tree, parts[0], conjunctions, clause):
                yield _of(text, tree, QuotedSpan(start, end), Said(cue, speaker), is_direct=False)


def _opens_report(tree: Tree, first: int, conjunctions: frozenset[str], clause: int) -> bool:
    """Whether a clause tells what was said: it has its conjunction, or a subject of its own."""
    has_subject = any(tree.relation[child].startswith("nsubj") for child in tree.children[clause])
    return has_subject or tree.word[first] in conjunctions


def _of(text: str, tree: Tree, span: QuotedSpan, said: Said, *, is_direct: bool = True) -> Quotation:
    start, end = said.speaker or (None, None)
    cue = tree.surface(said.cue) if said.cue is not None else None
    return Quotation(span.start, span.end, text[span.start : span.end], is_direct, cue, start, end)


def _n_words(text: str, span: QuotedSpan) -> int:
    return len(text[span.start : span.end].split())
