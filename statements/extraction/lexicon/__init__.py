"""What the extraction knows before it reads: names, words and outlets, kept apart from code."""
