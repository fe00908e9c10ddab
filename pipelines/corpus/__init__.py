"""All documents together: what repeats, what copies what, when each was written, who and what is meant.

Set-based and done anew at each build, so that the result depends on no order.
"""
