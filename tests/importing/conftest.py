from __future__ import annotations

from pathlib import Path

import pytest

from statements.importing.readers import read
from statements.importing.sources import About
from statements.importing.walking import Input
from tests.importing.files import Found, Read


@pytest.fixture
def read_made(tmp_path: Path) -> Read:
    """Return a function that reads bytes as a file of a name."""

    def read_as(name: str, data: bytes, forced: str = "") -> Found:
        (tmp_path / name).write_bytes(data)
        about = About(outlet="Given")
        return list(read(Input(tmp_path / name, name, format=forced), about))

    return read_as
