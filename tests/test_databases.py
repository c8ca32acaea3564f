"""Each test that touches a database runs on both."""

from __future__ import annotations

import re
from pathlib import Path

from tests.postgresql import LEFT_OUT

ROOT = Path(__file__).resolve().parent.parent
ASKING = re.compile(r"django_db|\bdb: None|live_server|transactional_db|database_url\(")


def test_postgresql_leaves_out_only_what_touches_no_database() -> None:
    places = [ROOT / path for path in LEFT_OUT]
    files = [file for place in places for file in (place, *place.rglob("test_*.py"))]

    assert [place for place in places if not place.exists()] == []
    asking = [file for file in files if file.is_file() and ASKING.search(file.read_text())]
    assert asking == []
