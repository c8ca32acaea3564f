"""How a page looks: judged by axe-core on a phone and on a desk, in the light and in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.browser.conftest import Axe

PHONE, DESK = 320, 1280  # pixels
type Scheme = Literal["light", "dark"]
SCHEMES: list[Scheme] = ["light", "dark"]
# What a second scheme can change of a page that was judged whole in the first.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
COLOURS_SETTLED = "Promise.all(document.getAnimations().map(one => one.finished))"
WIDTH = "document.documentElement.scrollWidth"
TOO_WIDE = """[...document.body.querySelectorAll("*")]
  .filter(one => one.getBoundingClientRect().right > innerWidth)
  .map(one => one.outerHTML.slice(0, 80)).slice(-3)"""

on_any_database = pytest.mark.on_any_database


def judged(page: Page, axe: Axe, address: str) -> list[str]:
    """Return what axe-core finds on a page, wide and narrow, light and dark."""
    page.goto(address)
    return judged_here(page, axe)


def judged_here(page: Page, axe: Axe) -> list[str]:
    page.wait_for_load_state()  # its styles may be under way, after a click
    return faults_in(page, axe, PHONE, *SCHEMES) + faults_in(page, axe, DESK, *SCHEMES)


def faults_in(page: Page, axe: Axe, width: int, *schemes: Scheme) -> list[str]:
    """Return what is wrong with a page on a screen so wide, in light or dark colours."""
    found = overflow_in(page, width)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(COLOURS_SETTLED)
        faults = axe(page, COLOURS) if scheme != schemes[0] else axe(page)
        found += [f"{width} {scheme}: {fault}" for fault in faults]
    return [f"{page.url} {fault}" for fault in found]


def overflow_in(page: Page, width: int) -> list[str]:
    """Return what makes a page wider than a screen so wide."""
    page.set_viewport_size({"width": width, "height": 900})
    content = page.evaluate(WIDTH)
    if content <= width:
        return []
    return [f"{width}: {content} px wide, for {page.evaluate(TOO_WIDE)}"]
