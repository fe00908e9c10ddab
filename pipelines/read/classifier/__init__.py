"""Which blocks are the article: trained forests, and what confirms or corrects them.

Here: the classifier with its weights, trafilatura's vote, duplicates inside a
page. Rules on the words of single lines are in ``rules``.
"""
