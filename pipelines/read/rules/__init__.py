"""Rules that give single blocks a role whatever the classifier says.

Here: phrases, signatures, captions, promoted content, repeated lines, comment
threads. A rule removes or names blocks; it never changes their text.
"""
