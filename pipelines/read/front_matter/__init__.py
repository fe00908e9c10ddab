"""The headline of a document and who signs it, found among its labelled blocks.

Here: candidates for a title and their scores, signatures of dumps. What markup
states is in ``metadata``.
"""
