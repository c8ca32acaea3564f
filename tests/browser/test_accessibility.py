"""Every kind of page by WCAG 2.2 AA, dark on a phone and light on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management import call_command
from playwright.sync_api import Page

from statements.models import Article, Briefing, Outlet, Speaker, Statement
from tests.browser.judging import DESK, PHONE, faults_in, on_any_database

if TYPE_CHECKING:
    from tests.browser.conftest import Axe


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


@on_any_database
def test_no_page_breaks_the_standard_or_the_width_of_the_screen(
    page: Page, axe: Axe
) -> None:
    call_command("import_articles", "seeds", verbosity=0)

    faults = []
    for address in addresses():
        page.goto(address)
        faults += faults_in(page, axe, PHONE, "dark") + faults_in(page, axe, DESK, "light")

    assert not faults, "\n".join(faults)
