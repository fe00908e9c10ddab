"""Names in a text, and descriptions that stand for somebody.

Here: what rules, gazetteers and the model propose, the classifier that decides,
roles and countries that the words state. Who is meant is corpus work.
"""
