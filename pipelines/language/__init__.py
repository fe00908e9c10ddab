"""Which language a text is written in, with how much certainty.

Here: the two identifiers (py3langid decides, langdetect confirms), the guard
by script in front of them and the confidence made of both. Not here: anything
done *because* a text is in some language; that is each stage's data pack.
"""

from pipelines.language.blocks import detect_block_languages
from pipelines.language.detect import detect_language

__all__ = ["detect_block_languages", "detect_language"]
