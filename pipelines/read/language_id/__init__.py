"""Which language a text is written in, with how much certainty.

Here: the two identifiers (py3langid decides, langdetect confirms), the guard
by script in front of them and the confidence made of both. Not here: anything
done *because* a text is in some language; that is each step's data pack.
"""
