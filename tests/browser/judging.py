"""How a page looks: judged by axe-core on a phone and on a desk, in the light and in the dark."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.browser.conftest import Axe

PHONE, DESK = 320, 1280  # pixels
COLOURS_SETTLED = "Promise.all(document.getAnimations().map(one => one.finished))"
WIDTH = "document.documentElement.scrollWidth"

on_any_database = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="what a browser makes of a page does not depend on the database",
)


def judged(page: Page, axe: Axe, address: str) -> list[str]:
    """Return what axe-core finds on a page, wide and narrow, light and dark."""
    page.goto(address)
    return judged_here(page, axe)


def judged_here(page: Page, axe: Axe) -> list[str]:
    return [
        fault
        for width, scheme in product([PHONE, DESK], ["light", "dark"])
        for fault in faults_in(page, axe, width, scheme)
    ]


def faults_in(page: Page, axe: Axe, width: int, scheme: str) -> list[str]:
    """Return what is wrong with a page on a screen so wide, in light or dark colours."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.evaluate(COLOURS_SETTLED)
    content = page.evaluate(WIDTH)
    too_wide = [f"{content} px wide"] if content > width else []
    return [f"{page.url} {width} {scheme}: {fault}" for fault in axe(page) + too_wide]
