"""A reader's path: ask in the sentence, follow a date, read an article. By hand and by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.browser.judging import DESK, PHONE, faults_in, on_any_database, overflow_in

if TYPE_CHECKING:
    from tests.browser.conftest import Axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seeded(transactional_db: None) -> None:
    call_command("import_articles", "seeds", verbosity=0)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("width", [DESK, pytest.param(PHONE, marks=on_any_database)])
def test_from_a_question_to_the_words_in_their_article(
    page: Page, axe: Axe, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    faults = []

    page.goto("/")
    page.get_by_label("Speaker").fill("Maria Zakharova")
    page.get_by_label("Words").fill("sovereign right")
    page.get_by_label("First day").fill("August 2021")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("by Maria Zakharova")
    assert "until=" not in page.url  # what was left empty is not in the address
    expect(page.locator("mark").first).to_be_visible()
    faults += faults_in(page, axe, width, "light", "dark")

    page.get_by_role("link", name="19 August 2021").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("19 August 2021")
    faults += faults_in(page, axe, width, "light", "dark")

    statement = page.locator("article.statement", has_text="sovereign right").first
    statement.get_by_role("link", name=re.compile("^Link and cite")).click()
    expect(page.locator("blockquote.words")).to_contain_text("sovereign right")
    faults += faults_in(page, axe, width, "light", "dark")

    page.go_back()
    statement = page.locator("article.statement", has_text="sovereign right").first
    statement.get_by_role("link", name="The Armenian Mirror-Spectator", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Stop Arming Armenia")
    assert "/articles/" in page.url
    faults += faults_in(page, axe, width, "light", "dark")

    assert not faults, "\n".join(faults)


@pytest.mark.usefixtures("seeded")
def test_the_same_way_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Maria Zakharova")
    page.keyboard.press("Tab")
    page.keyboard.type("sovereign right")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "containing sovereign and right"
    )
    _walk_to(page, "19 August 2021")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("19 August 2021")
    _walk_to(page, "The Armenian Mirror-Spectator")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Stop Arming Armenia")


def _walk_to(page: Page, text: str) -> None:
    """Press the tabulator until the link of this text has the focus, and see that it shows."""
    focused = "document.activeElement.textContent.trim()"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == text:
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style != "none"
            return
    pytest.fail(f"no link {text!r} within reach of the keyboard")


@pytest.mark.usefixtures("seeded")
def test_everything_works_without_scripts(page: Page) -> None:
    page.route("**/*.js", lambda route: route.abort())

    page.goto("/")
    page.get_by_label("Words").fill("sovereign")
    page.get_by_role("button", name="Search").click()

    assert page.url.endswith("/search/?q=sovereign")
    expect(page.locator("mark").first).to_have_text("sovereign")


@on_any_database
@pytest.mark.usefixtures("seeded")
def test_every_view_of_a_result_can_be_read_by_everybody(page: Page, axe: Axe) -> None:
    faults = []
    for asked in (
        "?q=armenia&view=context",
        "?q=armenia&view=speaker",
        "?q=armenia&view=outlet",
        "?q=zakharova&kind=direct&state=candidate",
        "?since=2021-08&until=2021-08&days=perhaps",
        "?q=wepons",
    ):
        page.goto(f"/search/{asked}")
        for details in page.locator("details").all():
            details.evaluate("details => details.open = true")
        faults += faults_in(page, axe, DESK, "light") + faults_in(page, axe, PHONE, "dark")

    assert not faults, "\n".join(faults)


@on_any_database
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_found_can_be_read_in_the_readers_own_colours(
    page: Page, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)

    page.goto("/search/?q=sovereign")

    ink, ground = page.locator("mark").first.evaluate(
        "mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]"
    )
    assert ground not in {ink, "rgba(0, 0, 0, 0)"}


@on_any_database
@pytest.mark.usefixtures("seeded")
def test_on_paper_a_statement_has_an_address_that_can_be_typed(page: Page) -> None:
    page.goto("/search/?q=sovereign")
    page.emulate_media(media="print")

    printed, address = page.locator(".permalink").first.evaluate(
        "link => [getComputedStyle(link, '::after').content, link.href]"
    )
    assert printed == f'" <{address}>"'
    assert address.startswith("http://")


@on_any_database
@pytest.mark.usefixtures("seeded")
def test_letters_twice_as_large_fit_on_a_phone_and_leave_room_to_type(page: Page) -> None:
    faults = []
    for address in ("/", "/search/?q=sovereign", "/speakers/", "/about/coverage/"):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        faults += [f"{address} {fault}" for fault in overflow_in(page, PHONE)]
        boxes = page.locator("input[name=q]").all()
        widths = [box.evaluate("box => box.offsetWidth") for box in boxes]
        faults += [f"{address}: a box of {width} px" for width in widths if width < 150]

    assert not faults, "\n".join(faults)
