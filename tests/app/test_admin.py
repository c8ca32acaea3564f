from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from statements.models import Action, Briefing, Change, OldSlug, Speaker, Statement
from tests.factories import make_article, make_briefing, make_speaker, make_statement

pytestmark = pytest.mark.django_db

ADD = "/admin/statements/briefing/add/"


@pytest.fixture
def desk() -> Client:
    """The browser of a signed-in administrator."""
    client = Client()
    client.force_login(User.objects.create_superuser("anna", password="secret"))
    return client


def filled_in(*statements: dict[str, Any], **briefing: Any) -> dict[str, Any]:
    """Return the briefing form as an editor fills it in."""
    ministry = make_speaker("Russian Foreign Ministry", kind=Speaker.Kind.INSTITUTION)
    form = {
        "kind": "press-briefing",
        "edtf": "19 August 2021",
        "host": ministry.name,
        "title": "",
        "place": "Moscow",
        "official_url": "https://mid.example/briefing",
        "notes": "",
        "statements-TOTAL_FORMS": "5",
        "statements-INITIAL_FORMS": "0",
        **briefing,
    }
    for number in range(5):
        form[f"statements-{number}-kind"] = "direct"
    for number, statement in enumerate(statements):
        form |= {f"statements-{number}-{name}": value for name, value in statement.items()}
    return form


def problems(page: str) -> str:
    lists = re.findall(r'<ul class="errorlist.*?</ul>|errornote.*?</p>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", " ".join(lists)))


def test_a_briefing_is_entered_with_its_statements(desk: Client) -> None:
    make_speaker("Maria Zakharova")
    said = [{"speaker": "maria zakharova", "text": f"Sentence {n}."} for n in range(5)]

    response = desk.post(ADD, filled_in(*said))

    assert response.status_code == 302
    briefing = Briefing.objects.get()
    assert briefing.title == "Press briefing, Russian Foreign Ministry, 19 August 2021"
    assert briefing.slug == "press-briefing-russian-foreign-ministry-2021-08-19"
    assert (briefing.edtf, briefing.basis, briefing.origin) == (
        "2021-08-19", "editor", "editor",
    )  # fmt: skip
    statement = Statement.objects.order_by("id")[0]
    assert Statement.objects.count() == 5
    assert (statement.edtf, statement.basis) == ("2021-08-19", "briefing")
    assert statement.source_url == "https://mid.example/briefing"
    assert statement.speaker_as_written == "Maria Zakharova"
    assert (statement.state, statement.edited) == ("published", True)


def test_entering_a_briefing_is_one_action_in_the_history(desk: Client) -> None:
    desk.post(ADD, filled_in({"speaker": make_speaker().name, "text": "No."}))

    action = Action.objects.get()
    assert (action.verb, str(action.by)) == ("entered", "anna")
    assert sorted(action.changes.values_list("table", flat=True)) == [
        "briefing", "statement",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["2021-08-19", "19 August 2021", "aug 19 2021"])
def test_a_day_is_taken_as_people_write_it(desk: Client, typed: str) -> None:
    desk.post(ADD, filled_in(edtf=typed))

    assert Briefing.objects.get().edtf == "2021-08-19"


def test_a_day_that_can_be_two_days_is_asked_back(desk: Client) -> None:
    page = desk.post(ADD, filled_in(edtf="08/09/2021")).content.decode()

    assert "can be 8 September 2021 or 9 August 2021" in problems(page)
    assert 'value="08/09/2021"' in page
    assert not Briefing.objects.exists()


def test_part_of_a_day_is_shown_as_such(desk: Client) -> None:
    desk.post(ADD, filled_in(edtf="24 July"))

    briefing = Briefing.objects.get()
    page = desk.get(f"/admin/statements/briefing/{briefing.pk}/change/").content.decode()
    listed = desk.get("/admin/statements/briefing/").content.decode()
    assert (briefing.edtf, briefing.earliest) == ("XXXX-07-24", None)
    assert 'value="24 July, year unknown"' in page
    assert "24 July, year unknown" in listed


def test_saving_a_page_unchanged_changes_nothing(desk: Client) -> None:
    desk.post(ADD, filled_in({"speaker": make_speaker().name, "text": "No."}))
    briefing, statement = Briefing.objects.get(), Statement.objects.get()
    form = filled_in(
        {
            "id": statement.pk,
            "briefing": briefing.pk,
            "speaker": statement.speaker,
            "text": "No.",
            "edtf": "19 August 2021",
            "source_url": statement.source_url,
        },
        title=briefing.title,
    ) | {
        "statements-INITIAL_FORMS": "1",
        "statements-2-TOTAL_FORMS": "0",
        "statements-2-INITIAL_FORMS": "0",
    }

    response = desk.post(f"/admin/statements/briefing/{briefing.pk}/change/", form)

    assert response.status_code == 302
    assert Action.objects.count() == 1
    assert Statement.objects.get().basis == "briefing"


def test_a_briefing_that_seems_to_exist_is_saved_on_a_second_yes(desk: Client) -> None:
    desk.post(ADD, filled_in())

    page = desk.post(ADD, filled_in()).content.decode()
    twin = Briefing.objects.get()
    assert "has the same host, kind and day" in problems(page)
    assert f"href='../{twin.pk}/change/'" in page
    assert 'type="checkbox" name="another"' in page

    desk.post(ADD, filled_in(another="on"))
    assert Briefing.objects.count() == 2


def test_the_second_yes_is_only_asked_for_a_twin(desk: Client) -> None:
    assert 'type="checkbox" name="another"' not in desk.get(ADD).content.decode()


def test_the_link_to_the_twin_leads_there(desk: Client) -> None:
    twin = make_briefing(host=make_speaker("Russian Foreign Ministry"))
    other = make_briefing(held="2021-08-20", host=twin.host)
    page = f"/admin/statements/briefing/{other.pk}/change/"

    answer = desk.post(page, filled_in(title="Other")).content.decode()

    assert f"href='../../{twin.pk}/change/'" in answer


def test_the_next_briefing_begins_where_this_one_was_held(desk: Client) -> None:
    response = desk.post(ADD, filled_in(_addanother="1"), follow=True)

    page = response.content.decode()
    assert 'value="Moscow"' in page
    assert 'value="Russian Foreign Ministry"' in page


def test_words_without_an_article_need_an_official_address(desk: Client) -> None:
    said = {"speaker": make_speaker().name, "text": "No."}

    page = desk.post(ADD, filled_in(said, official_url="")).content.decode()

    assert "needs the official address" in problems(page)
    assert not Briefing.objects.exists()


def test_a_speaker_who_goes_on_is_named_once(desk: Client) -> None:
    make_speaker("Maria Zakharova"), make_speaker("Ilham Aliyev")
    said = [
        {"speaker": "Maria Zakharova", "text": "One."},
        {"text": "Two."},
        {},
        {"speaker": "Ilham Aliyev", "text": "Three."},
        {"text": "Four."},
    ]

    desk.post(ADD, filled_in(*said))

    rows = Statement.objects.order_by("id").values_list("text", "speaker__slug")
    assert list(rows) == [
        ("One.", "maria-zakharova"),
        ("Two.", "maria-zakharova"),
        ("Three.", "ilham-aliyev"),
        ("Four.", "ilham-aliyev"),
    ]


def test_a_name_that_nobody_bears_is_asked_back(desk: Client) -> None:
    make_speaker("Maria Zakharova")

    page = desk.post(
        ADD, filled_in({"speaker": "Zakharova", "text": "No."})
    ).content.decode()

    assert "Did you mean: Maria Zakharova [maria-zakharova]?" in problems(page)


def test_a_slip_in_a_name_is_asked_back_with_who_was_meant(desk: Client) -> None:
    make_statement(speaker="Maria Zakharova")

    for typed in ("Maria Zakarova", "Zakharowa"):
        page = desk.post(ADD, filled_in({"speaker": typed, "text": "No."}))
        assert "Did you mean: Maria Zakharova" in problems(page.content.decode())


def test_from_a_name_that_is_new_a_link_leads_to_where_it_is_put_on_record(
    desk: Client,
) -> None:
    typed = {"speaker": "Sergey <Lavrov>", "text": "No."}

    page = desk.post(ADD, filled_in(typed)).content.decode()
    link = re.search(r'<a href="([^"]+)" target="_blank">Put them on record</a>', page)
    assert link is not None
    form = desk.get(unescape(link[1])).content.decode()

    assert "called “Sergey &lt;Lavrov&gt;”" in page
    assert 'value="Sergey &lt;Lavrov&gt;"' in form
    assert 'value="sergey-lavrov"' in form


def test_a_statement_may_have_its_own_address(desk: Client) -> None:
    said = {
        "speaker": make_speaker().name,
        "text": "No.",
        "source_url": "https://a.example/",
    }

    desk.post(ADD, filled_in(said, official_url=""))

    assert Statement.objects.get().source_url == "https://a.example/"


def test_words_without_a_speaker_are_asked_back(desk: Client) -> None:
    page = desk.post(ADD, filled_in({"text": "No."})).content.decode()

    assert "Who said this?" in problems(page)


def test_the_words_of_an_anchored_statement_are_read_only(desk: Client) -> None:
    statement = make_statement()
    page = f"/admin/statements/statement/{statement.pk}/change/"

    shown = desk.get(page).content.decode()
    response = desk.post(
        page, {"text": "Other words", "kind": "indirect", "speaker": statement.speaker}
    )

    assert 'name="text"' not in shown
    assert response.status_code == 302
    assert Statement.objects.get().text == statement.text


def test_a_speaker_and_a_day_chosen_by_an_editor_are_marked_as_such(desk: Client) -> None:
    statement = make_statement(state="candidate")
    aliyev = make_speaker("Ilham Aliyev")

    desk.post(
        f"/admin/statements/statement/{statement.pk}/change/",
        {"speaker": "ilham aliyev", "edtf": "August 2021"},
    )

    statement.refresh_from_db()
    assert (statement.speaker, statement.speaker_reason) == (
        aliyev, "An editor chose this speaker.",
    )  # fmt: skip
    assert (statement.edtf, statement.basis) == ("2021-08", "editor")
    assert statement.edited


def test_leaving_a_briefing_leaves_its_day(desk: Client) -> None:
    statement = make_statement(said="", briefing=make_briefing())

    desk.post(
        f"/admin/statements/statement/{statement.pk}/change/",
        {"speaker": statement.speaker, "edtf": "19 August 2021", "briefing": ""},
    )

    statement.refresh_from_db()
    assert (statement.briefing, statement.edtf, statement.basis) == (None, "", "unknown")


@pytest.mark.parametrize(
    ("action", "state"), [("accept", "published"), ("reject", "rejected")]
)
def test_several_statements_are_reviewed_in_one_action(
    desk: Client, action: str, state: str
) -> None:
    rows = [make_statement(state="candidate") for _ in range(3)]

    desk.post(
        "/admin/statements/statement/",
        {"action": action, "_selected_action": [row.pk for row in rows[:2]]},
    )

    assert Statement.objects.filter(state=state).count() == 2
    assert Change.objects.filter(action=Action.objects.get()).count() == 2


@pytest.mark.parametrize("kind", ["speaker", "outlet"])
def test_the_name_is_asked_first_and_the_address_in_words(desk: Client, kind: str) -> None:
    page = desk.get(f"/admin/statements/{kind}/add/").content.decode()

    assert page.index('id="id_name"') < page.index('id="id_slug"')
    assert "Address:</label>" in page
    assert "Old addresses" not in page


def test_a_changed_address_of_a_speaker_stays_known(desk: Client) -> None:
    speaker = make_speaker("Maria Zakharova")
    form = {
        "slug": "m-zakharova", "name": "Maria Zakharova", "kind": "person",
        "names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0",
        "old_slugs-TOTAL_FORMS": "0", "old_slugs-INITIAL_FORMS": "0",
    }  # fmt: skip

    desk.post(f"/admin/statements/speaker/{speaker.pk}/change/", form)

    assert OldSlug.objects.get().slug == "maria-zakharova"
    assert OldSlug.objects.get().speaker == speaker


def test_a_new_spelling_can_be_found_by_its_key(desk: Client) -> None:
    speaker = make_speaker("Maria Zakharova")

    desk.post(
        "/admin/statements/speakername/add/",
        {"speaker": speaker, "name": "Мария Захарова", "state": "assigned"},
    )

    assert all(speaker.names.values_list("key", flat=True))


def test_deleting_takes_what_hangs_on_it_and_is_recorded(desk: Client) -> None:
    speaker = make_speaker("Nobody at all")

    desk.post(f"/admin/statements/speaker/{speaker.pk}/delete/", {"post": "yes"})

    assert not Speaker.objects.exists()
    assert sorted(Change.objects.values_list("table", flat=True)) == [
        "speaker", "speakername",
    ]  # fmt: skip


def test_an_article_cannot_be_added_by_hand(desk: Client) -> None:
    make_article()

    assert desk.get("/admin/statements/article/add/").status_code == 403


def test_the_history_of_a_row_shows_before_and_after(desk: Client) -> None:
    statement = make_statement(state="candidate")
    page = f"/admin/statements/statement/{statement.pk}/"
    desk.post(f"{page}change/", {"speaker": statement.speaker, "edtf": "August 2021"})

    history = desk.get(f"{page}history/").content.decode()

    assert "<td>2021-08-19</td><td>2021-08</td>" in history
    assert "<td>anna</td>" in history


def test_the_sections_are_named_in_words_that_an_editor_understands(
    admin_client: Client,
) -> None:
    page = admin_client.get("/admin/").content.decode()

    assert "Two-step sign-in" in page
    assert "MFA" not in page
