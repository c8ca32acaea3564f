"""A real browser on pages full of what somebody else wrote."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, Page

from tests.browser.judging import DESK, PHONE, on_any_database, overflow_in
from tests.hostile import PAYLOADS
from tests.hostile_record import joined, make_rows

pytestmark = pytest.mark.django_db(transaction=True)
EVERYWHERE = ["/search/?q=alert", "/search/?q=alert&view=context", "/2021/08/19/", "/"]


# That the same bytes come from either database is seen where pages are read as text.
@on_any_database
def test_nothing_that_was_stored_runs_and_the_policy_has_nothing_to_report(
    page: Page,
) -> None:
    made = [make_rows(text, number) for number, text in enumerate(joined(PAYLOADS), 1)]
    dialogs: list[str] = []
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.on("request", lambda request: asked.append(request.url))
    addresses = [address for rows in made[::6] for address in rows.addresses()]
    for address in [*EVERYWHERE, *addresses]:
        page.goto(address)
        page.keyboard.press("Tab")  # what waits for the focus gets it

    assert dialogs == []
    assert [url for url in asked if "evil.example" in url] == []


@on_any_database
def test_a_word_as_long_as_a_line_widens_no_page(page: Page) -> None:
    rows = make_rows("Rindfleischetikettierungsüberwachung" * 3, 1)
    asked = f"/search/?q=said+rindfleisch*&speaker={rows.speaker.slug}"
    views = [asked, *(f"/search/?view={view}" for view in ("context", "speaker", "outlet"))]
    lists = ["/speakers/", "/outlets/", "/briefings/", "/about/coverage/", "/2021/08/19/"]

    faults = []
    for address in ["/", *views, *lists, *rows.addresses()]:
        page.goto(address)
        for width in (PHONE, DESK):
            faults += [f"{address} {fault}" for fault in overflow_in(page, width)]

    assert not faults, "\n".join(faults)
