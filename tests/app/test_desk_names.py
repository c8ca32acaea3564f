from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from statements.models import (
    Action,
    Article,
    Briefing,
    Change,
    OldOutletSlug,
    OldSlug,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)
from statements.models.columns import columns_of
from statements.models.history import record
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db
TABLES = [
    Speaker,
    SpeakerName,
    OldSlug,
    Statement,
    Briefing,
    Article,
    Outlet,
    OldOutletSlug,
]


@pytest.fixture
def anna() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("anna"))
    return client


def everything() -> dict[str, Any]:
    """Return every row of the record."""
    return {
        table.__name__: columns_of(
            table, list(table._base_manager.values_list("pk", flat=True))
        )
        for table in TABLES
    }


def make_spelling(
    name: str, speaker: Speaker | None, state: str = "to-inspect"
) -> SpeakerName:
    spelling = SpeakerName(name=name, speaker=speaker, state=state, source="an article")
    spelling.save()
    return spelling


def decide(
    client: Client, spelling: SpeakerName, do: str, speaker: str = ""
) -> HttpResponse:
    seen = f"{spelling.speaker_id}:{spelling.state}"
    form = {"do": do, "speaker": speaker, "seen": seen}
    response: Any = client.post(f"/review/names/{spelling.pk}/", form, follow=True)
    return response  # type: ignore[no-any-return]


def merge(client: Client, kind: str, keep: str, gone: str) -> Any:
    """Look at what would move, then say yes."""
    asked = {"kind": kind, "keep": keep, "gone": gone}
    page: Any = client.get("/review/merge/", asked)
    seen = page.context["plan"].seen if "plan" in page.context else ""
    return client.post("/review/merge/", asked | {"seen": seen}, follow=True)


def test_spellings_to_inspect_are_shown_with_places_and_candidates(anna: Client) -> None:
    aliyev = make_speaker("Ilham Aliyev")
    make_speaker("Heydar Aliyev")
    make_spelling("Aliyev", aliyev)
    make_statement("No.", speaker=aliyev, speaker_as_written="President Aliyev")

    page = anna.get("/review/names/").content.decode()

    for shown in (
        "Aliyev",
        "<bdi>No.</bdi>",
        "Heydar Aliyev",
        "1 statement",
        "The Daily Example",
    ):
        assert shown in page


def test_a_spelling_is_assigned_and_its_statements_follow(anna: Client) -> None:
    ilham, heydar = make_speaker("Ilham Aliyev"), make_speaker("Heydar Aliyev")
    spelling = make_spelling("Mr. Aliyev", ilham)
    linked = make_statement(speaker=ilham, speaker_as_written="Mr. Aliyev")
    other = make_statement(speaker=ilham, speaker_as_written="Ilham Aliyev")

    decide(anna, spelling, "assign", "Heydar Aliyev")

    spelling.refresh_from_db()
    assert (spelling.speaker, spelling.state) == (heydar, "assigned")
    assert Statement.objects.get(pk=linked.pk).speaker == heydar
    assert Statement.objects.get(pk=other.pk).speaker == ilham


def test_what_an_editor_chose_does_not_follow_a_spelling(anna: Client) -> None:
    ilham = make_speaker("Ilham Aliyev")
    make_speaker("Heydar Aliyev")
    spelling = make_spelling("Mr. Aliyev", ilham)
    chosen = make_statement(speaker=ilham, speaker_as_written="Mr. Aliyev", edited=True)

    decide(anna, spelling, "assign", "Heydar Aliyev")

    assert Statement.objects.get(pk=chosen.pk).speaker == ilham


def test_an_ignored_spelling_names_nobody(anna: Client) -> None:
    speaker = make_speaker("Ilham Aliyev")
    spelling = make_spelling("the leader", speaker)
    linked = make_statement(speaker=speaker, speaker_as_written="the leader")

    decide(anna, spelling, "ignore")

    spelling.refresh_from_db()
    assert spelling.state == "ignored"
    assert Statement.objects.get(pk=linked.pk).speaker is None


def test_a_spelling_of_somebody_new_puts_them_on_record(anna: Client) -> None:
    spelling = make_spelling("Hikmat Hajiyev", make_speaker("Hikmet Hajiyev"))

    decide(anna, spelling, "new", "Hikmat Hajiyev")

    speaker = Speaker.objects.get(slug="hikmat-hajiyev")
    assert speaker.names.get() == spelling


@pytest.mark.parametrize(
    ("do", "speaker"), [("assign", "Heydar Aliyev"), ("ignore", ""), ("new", "Somebody")]
)
def test_a_decision_on_a_spelling_is_taken_back(
    anna: Client, do: str, speaker: str
) -> None:
    ilham = make_speaker("Ilham Aliyev")
    make_speaker("Heydar Aliyev")
    spelling = make_spelling("Mr. Aliyev", ilham)
    make_statement(speaker=ilham, speaker_as_written="Mr. Aliyev")
    before = everything()
    decide(anna, spelling, do, speaker)
    assert everything() != before

    anna.post("/review/undo/", {"back": "/review/names/"})

    assert everything() == before


def test_a_spelling_decided_meanwhile_is_left_alone(anna: Client) -> None:
    speaker = make_speaker("Ilham Aliyev")
    spelling = make_spelling("Mr. Aliyev", speaker)
    form = {"do": "assign", "speaker": "Ilham Aliyev", "seen": f"{speaker.pk}:to-inspect"}
    SpeakerName.objects.filter(pk=spelling.pk).update(state="ignored")

    page = anna.post(f"/review/names/{spelling.pk}/", form, follow=True).content.decode()

    assert "Somebody else was at" in page
    assert SpeakerName.objects.get(pk=spelling.pk).state == "ignored"


def make_twins() -> tuple[Speaker, Speaker]:
    """Two rows that are one person, with everything that can hang on a speaker."""
    keep, gone = make_speaker("Maria Zakharova"), make_speaker("Mariya Zaharova")
    make_spelling("M. Zaharova", gone)
    make_spelling("Maria Zakharova", gone)
    make_statement("One", speaker=gone)
    make_statement("Two", speaker=keep)
    make_statement("Three", speaker=keep, on_behalf_of=gone)
    make_briefing(host=gone)
    Speaker.objects.create(slug="aide", name="Aide", institution=gone)
    OldSlug.objects.create(slug="zaharova", speaker=gone)
    return keep, gone


def test_a_merge_is_shown_before_it_is_done(anna: Client) -> None:
    make_twins()

    page = anna.get(
        "/review/merge/",
        {"keep": "Maria Zakharova [maria-zakharova]", "gone": "Mariya Zaharova"},
    ).content.decode()

    assert "Statements on their behalf" in page
    assert "/speakers/mariya-zaharova/ will lead to" in page
    assert Speaker.objects.filter(slug="mariya-zaharova").exists()


def test_a_merge_moves_everything_and_old_addresses_lead_on(anna: Client) -> None:
    keep, gone = make_twins()

    merge(anna, "speaker", "Maria Zakharova [maria-zakharova]", "Mariya Zaharova")

    assert not Speaker.objects.filter(pk=gone.pk).exists()
    assert keep.statements.count() == 3
    assert set(keep.names.values_list("name", flat=True)) == {
        "Maria Zakharova", "Mariya Zaharova", "M. Zaharova",
    }  # fmt: skip
    for old in ("zaharova", "mariya-zaharova"):
        response = Client().get(f"/speakers/{old}/")
        assert response.status_code == 301
        assert response["Location"] == "/speakers/maria-zakharova/"


def test_a_merge_is_taken_back_row_by_row(anna: Client) -> None:
    make_twins()
    before = everything()
    merge(anna, "speaker", "Maria Zakharova [maria-zakharova]", "Mariya Zaharova")

    action = Action.objects.get()
    anna.post("/review/undo/", {"action": action.pk, "back": "/review/history/"})

    assert everything() == before
    assert Client().get("/speakers/mariya-zaharova/").status_code == 200


def test_a_person_is_not_merged_with_an_institution(anna: Client) -> None:
    make_speaker("Kremlin", kind="institution")
    make_speaker("Dmitry Peskov")

    page = merge(anna, "speaker", "Kremlin", "Dmitry Peskov").content.decode()

    assert "correct that first" in page
    assert Speaker.objects.count() == 2


@pytest.mark.parametrize(
    ("keep", "gone", "answer"),
    [
        ("Ilham Aliyev", "Ilham Aliyev", "one and the same"),
        ("Ilham Aliyev", "Nobody", "Nobody on record"),
        ("[x", "]", "Nobody on record"),
    ],
)
def test_what_cannot_be_merged_is_said(
    anna: Client, keep: str, gone: str, answer: str
) -> None:
    make_speaker("Ilham Aliyev")

    page = anna.get("/review/merge/", {"keep": keep, "gone": gone}).content.decode()

    assert answer in page


def test_a_merge_that_would_move_something_else_by_now_is_shown_again(anna: Client) -> None:
    _, gone = make_twins()
    asked = {"kind": "speaker", "keep": "maria-zakharova [maria-zakharova]",
             "gone": "Mariya Zaharova"}  # fmt: skip
    page: Any = anna.get("/review/merge/", asked)
    make_statement("Four", speaker=gone)

    anna.post("/review/merge/", asked | {"seen": page.context["plan"].seen})

    assert Speaker.objects.filter(pk=gone.pk).exists()


def test_outlets_are_merged_and_taken_back(anna: Client) -> None:
    keep, gone = make_outlet("TASS"), make_outlet("Tass Agency")
    make_article(outlet=gone)
    make_article(agency=gone)
    before = everything()

    merge(anna, "outlet", "TASS", "tass-agency")
    assert (keep.articles.count(), keep.wire_copies.count()) == (1, 1)
    assert Client().get("/outlets/tass-agency/")["Location"] == "/outlets/tass/"

    anna.post("/review/undo/", {"back": "/review/history/"})
    assert everything() == before


def test_briefings_are_merged_and_inherited_days_follow(anna: Client) -> None:
    keep = make_briefing("Weekly briefing", slug="kept", held="2021-08-19")
    gone = make_briefing("Briefing", slug="gone", held="2021-08")
    heir = make_statement(said="", briefing=gone)
    before = everything()

    merge(anna, "briefing", "kept", "gone")
    heir.refresh_from_db()
    assert (heir.briefing, heir.edtf) == (keep, "2021-08-19")
    assert Client().get("/briefings/gone/")["Location"] == "/briefings/kept/"

    anna.post("/review/undo/", {"back": "/review/history/"})
    assert everything() == before


def test_only_some_statements_move(anna: Client) -> None:
    one, other = make_speaker("Ali Hasanov", slug="ali-1"), make_speaker("Ilham Aliyev")
    rows = [make_statement(speaker=one) for _ in range(3)]

    assert b"Move statements of" in anna.get("/review/speakers/ali-1/").content
    anna.post(
        "/review/speakers/ali-1/move/",
        {"chosen": [rows[0].pk, rows[2].pk], "speaker": "Ilham Aliyev"},
    )

    assert set(other.statements.all()) == {rows[0], rows[2]}
    anna.post("/review/undo/", {"back": "/review/"})
    assert one.statements.count() == 3


def test_the_history_shows_who_did_what(anna: Client) -> None:
    make_twins()
    merge(anna, "speaker", "Maria Zakharova [maria-zakharova]", "Mariya Zaharova")

    page = anna.get("/review/history/").content.decode()

    assert "<b>anna</b> merged" in page
    assert "Mariya Zaharova into Maria Zakharova" in page


def test_the_history_says_to_what_it_was_done(anna: Client) -> None:
    for words in ("One", "Two"):
        make_statement(words, state="candidate")
    gone = make_speaker("Soon Gone")
    user = User.objects.get(username="anna")
    with record(user, Action.Verb.ACCEPTED) as log:
        log.update(Statement.objects.all(), state="published")
    with record(user, Action.Verb.DELETED) as log:
        log.delete(gone)

    page = " ".join(anna.get("/review/history/").content.decode().split())

    assert "accepted: <bdi>One</bdi> and 1 more" in page
    assert re.search("deleted: <bdi>(Soon Gone)</bdi> and 1 more", page)  # and its spelling


def test_the_history_tells_rows_that_had_a_column_more_than_they_have_now(
    anna: Client,
) -> None:
    with record(User.objects.get(username="anna"), Action.Verb.DELETED) as log:
        log.delete(make_speaker("Soon Gone"))
    for change in Change.objects.all():
        change.before = {**(change.before or {}), "dropped_since": "x"}
        change.save()

    page = anna.get("/review/history/").content.decode()

    assert "<bdi>Soon Gone</bdi>" in page


@pytest.mark.parametrize(
    "address",
    ["/review/names/?state=x&page=x", "/review/names/?page=999", "/review/merge/?kind=x",
     "/review/merge/?keep=%00&gone=x", "/review/history/?page=-1", "/review/speakers/nobody/"],
)  # fmt: skip
def test_a_malformed_address_is_no_server_error(anna: Client, address: str) -> None:
    assert anna.get(address).status_code in {200, 400, 404}


def test_an_undo_of_nothing_is_no_server_error(anna: Client) -> None:
    for named in ("x", "0", "9" * 18, "-1"):
        assert anna.post("/review/undo/", {"action": named}).status_code == 302
