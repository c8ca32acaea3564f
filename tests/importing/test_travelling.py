"""What a worker finds comes back from it as it was."""

from __future__ import annotations

import pickle
import pickletools
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from statements.extraction import extract, model
from statements.importing import extracting
from tests.importing.children import SEEDS


def kinds_in(value: object) -> Iterator[type]:
    if isinstance(value, tuple):
        for one in value:
            yield from kinds_in(one)
    elif is_dataclass(value):
        yield type(value)
        for field in fields(value):
            yield from kinds_in(getattr(value, field.name))


def test_what_is_found_in_the_seeds_is_the_same_after_a_journey() -> None:
    assert extracting.AHEAD  # whoever hands work to a worker has read that module
    found = [extract(text) for text in SEEDS]

    written = pickle.dumps(found)

    assert pickle.loads(written) == found  # noqa: S301 - written just now
    assert {*kinds_in(tuple(found))} >= {model.Extraction, model.Statement, model.Dating}
    # How an instance is filled by its own code, field by field.
    assert "BUILD" not in {step.name for step, _, _ in pickletools.genops(written)}
