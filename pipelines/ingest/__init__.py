"""From a folder of files to records with bytes, and from bytes to characters.

What belongs here: walking folders, opening containers, bounding sizes,
finding the encoding. What does not: anything that reads the words.
"""
