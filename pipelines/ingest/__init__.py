"""From a folder of files to records with bytes, and from bytes to characters.

What belongs here: walking folders, opening containers, bounding sizes,
finding the encoding. What does not: anything that reads the words.
"""

from pipelines.ingest.containers import read_file
from pipelines.ingest.decode import decode
from pipelines.ingest.limits import Limits
from pipelines.ingest.walk import FoundFile, walk

__all__ = ["FoundFile", "Limits", "decode", "read_file", "walk"]
