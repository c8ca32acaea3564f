"""Modules and functions short enough to be read at one sitting."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
SOURCES = [
    path
    for folder in ("config", "statements", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


@cache
def functions() -> list[tuple[str, int]]:
    """Return the place and the length in lines of every function."""
    return [
        (f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_module_is_a_building() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCES}

    assert {path: size for path, size in lengths.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_a_corridor() -> None:
    assert [found for found in functions() if found[1] > LONGEST_FUNCTION] == []


def test_most_functions_fit_a_glance() -> None:
    assert median(length for _, length in functions()) <= 10


def test_no_module_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "helpers", "common", "misc"}

    assert [path for path in SOURCES if path.stem in drawers] == []
