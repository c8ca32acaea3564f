"""How much a browser fetches for the first page it sees."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db

WHOLE, SCRIPTS = 60_000, 20_000  # bytes, compressed as they are sent
YEARS = range(2005, 2025)
LINKED = re.compile(r'<(?:link rel="stylesheet" href|script src)="/static/([^"]+)"')


@pytest.fixture(scope="module")
def full_record(module_record: None) -> None:
    """Twenty years in which much was said, each time in other words."""
    outlets = [make_outlet(f"Outlet number {number}") for number in range(9)]
    for number, year in enumerate([*YEARS] * 2):
        day = f"{year}-{1 + number % 12:02}-{1 + number % 28:02}"
        words = " ".join(
            f"w{(number * 7919 + step * 104729) % 9973:x}" for step in range(80)
        )
        said = f"“The treaty {words},”"
        make_statement(
            said,
            speaker=make_speaker(f"Speaker number {number % 11}"),
            article=make_article(f"{said} she said.", outlet=outlets[number % 9]),
            briefing=make_briefing(f"Briefing number {number}", held=day),
            said=day,
        )


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/dates/",
        "/2015/",
        "/search/?q=treaty",
        "/search/?q=treaty&view=context",
        "/speakers/",
        "/speakers/speaker-number-1/",
        "/outlets/outlet-number-1/",
        "/briefings/",
        "/about/coverage/",
        "/about/",
    ],
)
def test_a_first_page_is_light(full_record: None, address: str) -> None:
    page = Client().get(address, headers={"Accept-Encoding": "gzip"})
    linked = set(LINKED.findall(gzip.decompress(page.content).decode()))
    weights = {name: len(gzip.compress(_read(name), mtime=0)) for name in linked}

    assert any(name.endswith(".css") for name in linked)
    assert sum(size for name, size in weights.items() if name.endswith(".js")) <= SCRIPTS
    assert len(page.content) + sum(weights.values()) <= WHOLE


def _read(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()
