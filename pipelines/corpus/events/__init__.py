"""Reports of one event brought together, and the rows they become."""
