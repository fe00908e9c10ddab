"""Cleaning: what of a document is the article.

A document, HTML or plain text, becomes blocks that tile it; each block gets a
role, a confidence and the rule that gave it. Here belong reading markup and
lines, the block classifier and its training, titles and page metadata, the
furniture a corpus teaches, and duplicates. Decoding bytes, languages and dates
do not.
"""

from pipelines.clean.duplicates import find_duplicates, sketch
from pipelines.clean.furniture import block_key, learn_furniture
from pipelines.clean.page import article_text, read_page

__all__ = ["article_text", "block_key", "find_duplicates", "learn_furniture", "read_page", "sketch"]
