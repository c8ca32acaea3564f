"""An editor's path through the admin and the desk, in a real browser and by keyboard alone."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from statements.models import Briefing, Statement
from tests.factories import make_speaker, make_statement

if TYPE_CHECKING:
    from tests.browser.conftest import Axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(page: Page) -> Page:
    """The page of a signed-in administrator."""
    User.objects.create_superuser("anna", password="secret")
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("secret")
    page.keyboard.press("Enter")
    page.wait_for_url("/admin/")
    return page


def judged(page: Page, axe: Axe, address: str) -> list[str]:
    """Return what axe-core finds on a page, wide and narrow, light and dark."""
    found = []
    for width, scheme in product([1280, 320], ["light", "dark"]):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(address)
        found += [f"{width} {scheme}: {problem}" for problem in axe(page)]
    return found


def type_into(page: Page, label: str, typed: str) -> None:
    """Walk with the tabulator to the next field of that label, and type."""
    named = "document.activeElement.labels?.[0]?.textContent.trim().replace(/:$/, '')"
    for _ in range(12):
        if page.evaluate(named) == label:
            page.keyboard.type(typed)
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no field {label!r} within reach of the keyboard")


def test_five_statements_are_entered_without_a_mouse(editor: Page, axe: Axe) -> None:
    make_speaker("Russian Foreign Ministry")
    make_speaker("Maria Zakharova")
    editor.goto("/admin/statements/briefing/add/")
    assert axe(editor) == []

    type_into(editor, "Kind", "press")
    type_into(editor, "Day", "aug 19 2021")
    type_into(editor, "Host", "russian f")
    offered = editor.locator("datalist option")
    expect(offered).to_have_attribute("value", "Russian Foreign Ministry")
    editor.keyboard.type("oreign ministry")
    type_into(editor, "Official address", "https://mid.example/briefing")
    type_into(editor, "Speaker", "maria zakharova")
    for number in range(5):
        type_into(editor, "Words", f"Sentence {number}.")
        editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")  # in a one-line field: save
    editor.wait_for_url("/admin/statements/briefing/")

    briefing = Briefing.objects.get()
    assert briefing.title == "Press briefing, Russian Foreign Ministry, 19 August 2021"
    assert list(Statement.objects.order_by("id").values_list("text", "speaker__name")) == [
        (f"Sentence {number}.", "Maria Zakharova") for number in range(5)
    ]


@pytest.mark.parametrize(
    "address",
    ["", "statements/briefing/add/", "statements/statement/", "statements/speaker/add/"],
)
def test_the_admin_is_accessible(editor: Page, axe: Axe, address: str) -> None:
    make_statement()

    assert judged(editor, axe, f"/admin/{address}") == []
