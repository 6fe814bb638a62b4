"""The steps that bring a database of any release to this one's tables."""
