"""Everything that only trains: labels, fits, and the commands that write weights.

No build imports this package.
"""
