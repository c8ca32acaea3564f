"""Articles in: what lies on disk is read, extracted and stored, one transaction an article."""
