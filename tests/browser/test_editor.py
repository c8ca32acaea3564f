"""An editor's path through the admin and the desk, in a real browser and by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from statements.models import Briefing, SpeakerName, Statement
from statements.models.columns import columns_of
from tests.app.test_desk_signin import code_of
from tests.browser.judging import judged, judged_here, on_any_database
from tests.factories import make_article, make_speaker, make_statement

if TYPE_CHECKING:
    from tests.browser.conftest import Axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(page: Page, live_server: LiveServer) -> Page:
    """The page of a signed-in administrator."""
    let_in(page.context, "anna", live_server.url)
    return page


def make_candidates(count: int) -> list[Statement]:
    words = [f"Sentence {number} of the day" for number in range(count)]
    article = make_article("Zakharova spoke. " + ". ".join(words) + ".")
    return [
        make_statement(each, article=article, state="candidate", rule="after-cue")
        for each in words
    ]


def let_in(context: BrowserContext, name: str, site: str) -> None:
    """Give a browser the session of a new administrator, without the form."""
    user = User.objects.create_superuser(name, password="secret")
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": site}])


def shown(page: Page, text: str) -> None:
    """Wait until these words are in hand and the keys are listened to."""
    expect(page.locator("mark.now")).to_have_text(text)
    page.wait_for_load_state()


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


@on_any_database
@pytest.mark.parametrize(
    "address",
    ["", "statements/briefing/add/", "statements/statement/", "statements/statement/add/"],
)
def test_the_admin_is_accessible(editor: Page, axe: Axe, address: str) -> None:
    make_statement()

    assert judged(editor, axe, f"/admin/{address}") == []


def test_twenty_statements_are_reviewed_by_keyboard_and_taken_back(editor: Page) -> None:
    rows = make_candidates(20)
    keys = [row.pk for row in rows]
    before = columns_of(Statement, keys)
    editor.goto("/review/")

    for number in range(20):
        shown(editor, f"Sentence {number} of the day")
        if number % 4 == 3:
            editor.keyboard.press("x")
            editor.keyboard.press("3")
        else:
            editor.keyboard.press("a")
    expect(editor.get_by_role("heading", name="All reviewed")).to_be_visible()
    states = Statement.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == (["published"] * 3 + ["rejected"]) * 5

    for number in reversed(range(20)):
        editor.keyboard.press("u")
        shown(editor, f"Sentence {number} of the day")
    assert columns_of(Statement, keys) == before


def test_words_speaker_and_day_are_mended_by_keyboard(editor: Page) -> None:
    make_speaker("Ilham Aliyev")
    (row,) = make_candidates(1)
    editor.goto("/review/")

    editor.keyboard.press("[")
    shown(editor, "spoke. Sentence 0 of the day")
    editor.keyboard.press("{")
    shown(editor, "Sentence 0 of the day")
    editor.keyboard.press("}")
    shown(editor, "Sentence 0 of the")
    editor.keyboard.press("s")
    editor.keyboard.type("ilham aliyev")
    editor.keyboard.press("Enter")
    expect(editor.locator(".candidate-facts")).to_contain_text("Ilham Aliyev")
    editor.keyboard.press("d")
    editor.keyboard.type("aug 20 2021")
    editor.keyboard.press("Enter")
    expect(editor.locator(".candidate-facts")).to_contain_text("20 August 2021")

    row.refresh_from_db()
    assert (row.text, str(row.speaker), row.edtf) == (
        "Sentence 0 of the", "Ilham Aliyev", "2021-08-20",
    )  # fmt: skip


def test_the_keys_can_be_switched_off(editor: Page) -> None:
    make_candidates(2)
    editor.goto("/review/")
    editor.keyboard.press("?")
    editor.get_by_label("Use these keys").uncheck()

    editor.keyboard.press("a")
    editor.reload()
    editor.keyboard.press("a")

    shown(editor, "Sentence 0 of the day")
    assert not Statement.objects.filter(state="published").exists()


def test_a_key_in_a_box_is_only_a_letter(editor: Page) -> None:
    make_candidates(2)
    editor.goto("/review/")

    editor.get_by_label("Speaker s").fill("")
    editor.keyboard.type("axu")

    expect(editor.get_by_label("Speaker s")).to_have_value("axu")
    assert not Statement.objects.exclude(state="candidate").exists()


def test_the_second_of_two_editors_sees_what_changed(
    editor: Page, browser: Browser, live_server: LiveServer
) -> None:
    (row,) = make_candidates(1)
    editor.goto("/review/")
    other = browser.new_context(base_url=live_server.url)
    let_in(other, "boris", live_server.url)
    boris = other.new_page()
    boris.goto("/review/")

    boris.keyboard.press("}")
    shown(boris, "Sentence 0 of the")
    editor.keyboard.press("a")

    expect(editor.get_by_role("heading", level=1)).to_have_text(
        "Somebody else was here first"
    )
    expect(editor.locator(".history")).to_contain_text("boris")
    row.refresh_from_db()
    assert row.state == "candidate"
    other.close()


def test_everything_works_without_script(browser: Browser, live_server: LiveServer) -> None:
    make_candidates(2)
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    let_in(plain, "anna", live_server.url)
    page = plain.new_page()
    page.goto("/review/")

    page.get_by_role("button", name="Accept").click()
    shown(page, "Sentence 1 of the day")
    page.get_by_text("Reject x").click()
    page.get_by_role("button", name="Wrong words").click()
    page.get_by_role("button", name="Undo").click()

    shown(page, "Sentence 1 of the day")
    assert Statement.objects.filter(state="published").count() == 1
    assert not Statement.objects.filter(state="rejected").exists()
    plain.close()


@on_any_database
@pytest.mark.parametrize("address", ["", "?state=reviewed", "quality/"])
def test_the_desk_is_accessible(editor: Page, axe: Axe, address: str) -> None:
    make_candidates(3)

    assert judged(editor, axe, f"/review/{address}") == []


def test_a_merge_and_its_undo(editor: Page) -> None:
    make_statement("One", speaker="Maria Zakharova")
    moved = make_statement("Two", speaker="Mariya Zaharova")
    before = columns_of(Statement, [moved.pk])
    editor.goto("/review/merge/")

    editor.get_by_label("Keep").fill("Maria Zakharova")
    editor.get_by_label("Merge into it").fill("Mariya Zaharova")
    editor.keyboard.press("Enter")
    expect(editor.locator("#plan")).to_have_text("Mariya Zaharova becomes Maria Zakharova")
    editor.get_by_role("button", name="Merge").click()
    expect(editor.get_by_role("status")).to_contain_text("is now Maria Zakharova")
    editor.goto("/speakers/mariya-zaharova/")
    assert editor.url.endswith("/speakers/maria-zakharova/")

    editor.goto("/review/history/")
    editor.get_by_role("button", name="Take back").first.click()
    expect(editor.get_by_role("status")).to_contain_text("Taken back: merged")
    assert columns_of(Statement, [moved.pk]) == before


def test_a_pasted_article_is_shown_saved_and_reviewed(editor: Page) -> None:
    editor.goto("/review/paste/")
    editor.get_by_label("Text", exact=True).fill(
        "Talks\n\n“We hope for a result,” Maria Zakharova told reporters on 5 March 2021.\n"
    )
    editor.get_by_label("Outlet", exact=True).fill("TASS")
    editor.get_by_role("button", name="Show what is found").click()
    expect(editor.locator("span.said")).to_have_text("“We hope for a result,”")
    assert not Statement.objects.exists()

    editor.get_by_role("button", name="Save and review").click()
    shown(editor, "“We hope for a result,”")
    editor.keyboard.press("a")
    expect(editor.get_by_role("heading", name="All reviewed")).to_be_visible()
    assert Statement.objects.get().state == "published"


@on_any_database
@pytest.mark.parametrize(
    "address", ["names/", "merge/?keep=A&gone=B", "history/", "paste/"]
)
def test_every_page_of_the_desk_is_accessible(editor: Page, axe: Axe, address: str) -> None:
    make_statement(speaker="A", speaker_as_written="Mr A")
    SpeakerName(name="Mr A", speaker=make_speaker("A")).save()
    make_speaker("B")

    assert judged(editor, axe, f"/review/{address}") == []


@on_any_database
def test_an_account_is_made_safe_with_an_app(page: Page, axe: Axe) -> None:
    User.objects.create_superuser("anna", password="secret")
    page.goto("/review/")
    problems = judged_here(page, axe)
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("secret")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="anna").click()
    problems += judged_here(page, axe)

    page.get_by_role("link", name="Set up an app").click()
    problems += judged_here(page, axe)
    page.get_by_label("Password").fill("secret")
    page.keyboard.press("Enter")
    secret = page.locator(".key").inner_text()
    problems += judged_here(page, axe)
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    problems += judged_here(page, axe)

    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/?next=/review/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("secret")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("One-time code")
    problems += judged_here(page, axe)
    page.get_by_label("Code").fill(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/")
    assert not problems, "\n".join(problems)
