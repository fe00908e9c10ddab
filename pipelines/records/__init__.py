"""The records that pass between the steps, one module a step, so that a step depends only on its own.

Every record is frozen and plain: it can be pickled to a worker process and
written as one row of a table. Offsets are half-open and count code points;
``raw_*`` offsets count in the decoded document, all others in the text of the
article.
"""
