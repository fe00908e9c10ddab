"""Running: per-document steps in a pool of processes, their progress, and the whole job in this process.

What does not belong here: what an asset is, and what is printed.
"""
