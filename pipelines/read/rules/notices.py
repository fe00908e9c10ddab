"""Whether a short text is what a site says instead of an article: maintenance, errors, consent, a closed door.

Such pages have a headline and often a date or a day of the week, as briefs have;
but most of what they say is said to their visitors.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.languages.lines import line_words
from pipelines.languages.patterns import one_of

#: Words of the longest notice.
_MOST_WORDS = 150
#: So much of a notice is sentences with such a phrase; a brief may end with one.
_SHARE = 0.5
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…:])\s+|\n+")


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(line_words(lambda words: words.notices))}(?!\w)", re.IGNORECASE)


def is_notice(text: str) -> bool:
    """Whether the sentences of a text say, for the most part, why no article is shown."""
    if text.count(" ") >= _MOST_WORDS:
        return False
    sentences = [(sentence.count(" ") + 1, sentence) for sentence in _SENTENCE_ENDS.split(text) if sentence]
    said = sum(n_words for n_words, sentence in sentences if _phrases().search(sentence))
    return said >= _SHARE * sum(n_words for n_words, _ in sentences) > 0
