"""Who said what, when, to whom, and who reported it."""
