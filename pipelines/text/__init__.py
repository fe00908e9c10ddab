"""What every step uses on characters and words.

Here: words with their offsets, counts, scripts, transliteration, sounds, TIMEX3
values. Nothing here knows a language, a document or a corpus.
"""
