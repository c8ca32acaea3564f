"""News text in, attributed and dated statements out. Pure Python: no Django, no files, no clock."""
