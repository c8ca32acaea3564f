"""Compile the extraction: `python scripts/compile.py`; it needs a C compiler.

mypyc makes a C extension of each module of statements/extraction from its type hints.
It lies beside the module and is loaded instead of it.
"""

from pathlib import Path

from mypyc.build import mypycify
from setuptools import setup

FOLDER = Path("statements/extraction")
MODULES = [str(p) for p in sorted(FOLDER.glob("[a-z]*.py")) if p.stem != "compiled"]
CHECKED = ["--strict", "--config-file="]

setup(
    name="extraction",
    packages=[],
    script_args=["--quiet", "build_ext", "--inplace"],
    ext_modules=mypycify(
        [*CHECKED, *MODULES], opt_level="1", group_name="statements_extraction"
    ),
)
# A compiled module is as new as the source it was made from, even where that gave the same.
for made in FOLDER.glob("*.so"):
    made.touch()
