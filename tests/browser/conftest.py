"""Chromium for the browser tests, and axe-core to judge what it shows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

CHROMIUM = Path("/usr/bin/chromium")
# A quiet Chromium that runs as root and asks nothing of the world outside.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# WCAG 2.2 AA holds the criteria of the versions and the level before it.
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STANDARD = {"type": "tag", "values": LEVELS}
# Contrast is most of axe's work. What stands at the same place of a template, with the same
# colours and letters on the same grounds, is judged once: one row of twenty alike.
CONTRAST = {"rules": [{"id": "color-contrast", "selector": "[data-look]"}]}
AXE_RUN = """
asked => {
  const places = new Map(), seen = new Set();
  for (const element of document.querySelectorAll("body, body *")) {
    const style = getComputedStyle(element);
    const place = [places.get(element.parentElement), element.localName,
      element.getAttribute("class"), element.matches(":disabled, [aria-disabled]"),
      style.backgroundColor, style.backgroundImage, style.opacity].join();
    places.set(element, place);
    const look = [place, style.color, style.textShadow, style.font].join();
    const shown = element.checkVisibility() && element.getClientRects().length > 0;
    element.toggleAttribute("data-look", shown && !seen.has(look));
    if (shown) seen.add(look);
  }
  return axe.run(document, {
    runOnly: asked,
    resultTypes: ["violations"],
    // Off unless it is asked for.
    rules: asked.type === "tag" ? {"target-size": {enabled: true}} : {},
  });
}
"""

type Axe = Callable[..., list[str]]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is missing: install Debian's chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for async code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """The window that the tests of a process share: a new one starts half a browser.

    A blank tab keeps it open between two tests.
    """
    # By name, so that not every test with a window is one of the live server.
    site: LiveServer = request.getfixturevalue("live_server")
    window = browser.new_context(base_url=site.url, reduced_motion="reduce")
    window.new_page()
    yield window
    window.close()


@pytest.fixture
def context(window: BrowserContext, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A visitor whom nobody knows yet, to whom `goto("/path")` means the live server."""
    yield window
    forget(window, live_server.url)


def forget(window: BrowserContext, site: str) -> None:
    """Leave of a visit no tab, cookie, setting or copy of a page."""
    blank, *tabs = window.pages
    for tab in tabs:
        tab.close()
    window.clear_cookies()
    devtools = window.new_cdp_session(blank)
    devtools.send("Storage.clearDataForOrigin", {"origin": site, "storageTypes": "all"})
    devtools.send("Network.clearBrowserCache")
    devtools.detach()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page that fails its test when a script or the CSP complained."""
    complaints: list[str] = []
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_default_timeout(10_000)  # milliseconds
    page.on("console", lambda message: complaints.extend(complaint(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def complaint(message: ConsoleMessage) -> list[str]:
    """Return what a console message complains of: a status of 404 or 500 is no mistake."""
    wrong = message.type == "error" and not message.text.startswith(
        "Failed to load resource"
    )
    return [message.text] if wrong else []


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Judge a page by WCAG 2.2 AA, or by some of its rules: `assert axe(page) == []`."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")

    def violations(page: Page, asked: dict[str, Any] = STANDARD) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)  # which a strict CSP does not block, unlike a script tag
            page.evaluate("rules => axe.configure(rules)", CONTRAST)
        result: dict[str, Any] = page.evaluate(AXE_RUN, asked)
        return [describe(violation) for violation in result["violations"]]

    return violations


def describe(violation: dict[str, Any]) -> str:
    places = "; ".join(str(node["target"]) for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']} ({places})"
