"""Who is meant across the corpus: mentions brought together by spelling, role and country."""
