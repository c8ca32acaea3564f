"""Every kind of page by WCAG 2.2 AA, dark on a phone and light on a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page

from statements.models import Article, Briefing, Outlet, Speaker, Statement

PHONE, DESK = 320, 1280


def addresses() -> list[str]:
    """Return a page of each kind, each with something on it."""
    statement = Statement.objects.public().exclude(briefing=None)[0]
    rows = (
        statement,
        Article.objects.all()[0],
        Briefing.objects.all()[0],
        Outlet.objects.all()[0],
        Speaker.objects.filter(statements=statement)[0],
    )
    return [
        "/",
        "/search/",
        "/search/?q=weapons",
        "/search/?q=nothingofthekind",
        "/search/?since=nonsense",
        "/dates/",
        "/dates/undated/",
        "/2021/",
        "/2021/08/",
        "/2021/08/19/",
        "/1999/01/01/",
        "/speakers/",
        "/outlets/",
        "/briefings/",
        "/about/",
        "/about/coverage/",
        *(row.get_absolute_url() for row in rows),
        "/no/such/page/",
    ]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="no page looks at its database")
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_no_page_breaks_the_standard_or_the_width_of_the_screen(
    page: Page,
    axe: Callable[[Page], list[str]],
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    call_command("import_articles", "seeds", verbosity=0)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)

    faults = []
    for address in addresses():
        page.goto(address)
        content = page.evaluate("document.documentElement.scrollWidth")
        too_wide = [f"{content} px wide"] if content > width else []
        faults += [f"{address} {fault}" for fault in axe(page) + too_wide]

    assert not faults, "\n".join(faults)
