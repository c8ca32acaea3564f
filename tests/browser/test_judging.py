"""The judge of pages sees a fault wherever it stands, though it skips what looks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.judging import COLOURS, on_any_database

if TYPE_CHECKING:
    from tests.browser.conftest import Axe

SOUND = '<li class="row"><b>Words</b> and more</li>'
PAGE = "<!doctype html><html lang='en'><title>Rows</title><main><ul>{}</ul></main></html>"


@on_any_database
@pytest.mark.parametrize(
    "row",
    [
        SOUND.replace("<b", '<b style="color: #aaa"'),
        SOUND.replace("<li", '<li style="background: #333"'),
        SOUND.replace("<b", '<b style="opacity: 0.3"'),
        '<li class="row"><input aria-label="Name" value="a" style="color: #bbb"></li>',
    ],
)
def test_a_fault_of_one_row_among_many_alike_is_found(
    window: BrowserContext, axe: Axe, row: str
) -> None:
    page = window.new_page()

    page.set_content(PAGE.format(SOUND * 5))
    assert axe(page) == []
    page.set_content(
        PAGE.format(f"{row.replace('<li', '<li hidden')}{SOUND * 3}{row}{SOUND}")
    )
    for faults in (axe(page), axe(page, COLOURS)):
        assert [fault.partition(":")[0] for fault in faults] == ["color-contrast"]
    page.close()
