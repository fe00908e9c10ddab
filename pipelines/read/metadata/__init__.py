"""What a page says of itself: who wrote it, for whom, under which address.

Here: linked data, meta elements, bylines, agencies. Headlines, which need the
labelled blocks, are in ``front_matter``; dates in ``publication_date``.
"""
