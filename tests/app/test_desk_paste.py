from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from statements.desk.transcripts import find_answers
from statements.models import (
    Action,
    Article,
    Briefing,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db

ARTICLE = """Ministry comments on talks

The talks will go on next week, Foreign Ministry spokeswoman Maria Zakharova said on Thursday.

“We hope for a result,” Zakharova told reporters in Moscow.
"""
TRANSCRIPT = """Briefing by Maria Zakharova

Question: Will the talks go on?
Answer: They will: next week, as we said.

We hope for a result.
Question (TASS): And then?
Maria Zakharova: We shall see.
Moderator: Thank you.
"""


@pytest.fixture
def anna() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("anna"))
    return client


def filled_in(text: str = ARTICLE, **others: Any) -> dict[str, Any]:
    return {
        "kind": "article", "text": text, "outlet": "TASS",
        "url": "https://tass.example/1", "published": "20 August 2021",
    } | others  # fmt: skip


def paste(client: Client, *, save: bool = False, **form: Any) -> str:
    pressed = {"save": "1"} if save else {"look": "1"}
    return client.post(
        "/review/paste/", filled_in(**form) | pressed, follow=True
    ).content.decode()


def test_a_pasted_article_is_shown_and_not_yet_stored(anna: Client) -> None:
    page = paste(anna)

    assert "2 statements found" in page
    assert '<span class="said tone-1">“We hope for a result,”</span>' in page
    assert "Maria Zakharova" in page
    assert "19 August 2021" in page
    for table in (Article, Statement, Speaker, Outlet):
        assert not table._default_manager.exists()


def test_a_pasted_article_is_saved_and_waits_for_review(anna: Client) -> None:
    page = paste(anna, save=True)

    article = Article.objects.get()
    assert (article.text, str(article.outlet), article.edtf) == (
        ARTICLE, "TASS", "2021-08-20",
    )  # fmt: skip
    assert set(article.statements.values_list("state", flat=True)) == {"candidate"}
    assert "2 statements wait for review" in page
    assert "0 of 2 reviewed" in page


def test_the_same_text_is_not_stored_twice(anna: Client) -> None:
    paste(anna, save=True)

    assert "on record already" in paste(anna)
    paste(anna, save=True)

    assert Article.objects.count() == 1


def test_a_pasted_source_is_taken_back(anna: Client) -> None:
    paste(anna, save=True)

    anna.post("/review/undo/", {"back": "/review/"})

    for table in (Article, Statement, Speaker, SpeakerName, Outlet):
        assert not table._default_manager.exists()


def test_taking_a_paste_back_twice_is_doing_it_again(anna: Client) -> None:
    paste(anna, save=True)
    names = set(SpeakerName.objects.values_list("speaker__slug", "name"))

    anna.post("/review/undo/", {"action": Action.objects.get().pk})
    anna.post("/review/undo/", {"action": Action.objects.order_by("-pk")[0].pk})

    assert Statement.objects.count() == 2
    assert set(SpeakerName.objects.values_list("speaker__slug", "name")) == names


def test_a_speaker_who_is_used_since_stays_and_is_named(anna: Client) -> None:
    paste(anna, save=True)
    speaker = Speaker.objects.get(name="Maria Zakharova")
    make_statement("Later", speaker=speaker)

    form = {"action": Action.objects.get().pk, "back": "/review/"}
    page = anna.post("/review/undo/", form, follow=True).content.decode()

    assert Speaker.objects.filter(pk=speaker.pk).exists()
    assert "Kept, because it was changed or is used since: Maria Zakharova" in page
    assert list(Statement.objects.values_list("text", flat=True)) == ["Later"]


def test_speakers_are_corrected_before_anything_is_saved(anna: Client) -> None:
    ann = make_speaker("Ann Lee")
    named: dict[str, Any] = {"found": "Maria Zakharova", "meant": "ann  lee"}

    assert "<b><bdi>Ann Lee</bdi></b>" in paste(anna, **named)
    paste(anna, save=True, **named)

    assert {row.speaker for row in Statement.objects.all()} == {ann}
    assert all(row.edited for row in Statement.objects.all())


def test_a_name_that_nobody_bears_is_asked_back(anna: Client) -> None:
    named: dict[str, Any] = {"found": "Maria Zakharova", "meant": "Bo Lee"}

    assert "Nobody on record is called “Bo Lee”" in paste(anna, save=True, **named)
    assert not Statement.objects.exists()
    paste(anna, save=True, new="on", **named)

    assert {str(row.speaker) for row in Statement.objects.all()} == {"Bo Lee"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", ARTICLE.encode()),
        ("a.TXT", ARTICLE.encode("utf-16")),
        (
            "a.html",
            b"<html><body><article><h1>Ministry comments on the talks</h1>"
            + b"".join(
                f"<p>{line} The ministry had announced it before the talks.</p>".encode()
                for line in ARTICLE.splitlines()[2:] * 3
                if line
            )
            + b"</article></body></html>",
        ),
    ],
)
def test_a_file_is_read_and_need_not_be_sent_again(
    anna: Client, name: str, content: bytes
) -> None:
    page = paste(anna, text="", file=SimpleUploadedFile(name, content))

    assert "found</h2>" in page
    assert (
        "“We hope for a result,” Zakharova told reporters"
        in page.partition("</textarea>")[0]
    )


def test_a_transcript_becomes_statements_of_the_one_who_answers(anna: Client) -> None:
    asked = {"kind": "transcript", "speaker": "Maria Zakharova", "host": "Russian Foreign Ministry",
             "headline": "Weekly briefing", "published": "19 August 2021"}  # fmt: skip

    paste(anna, text=TRANSCRIPT, save=True, **asked)

    rows = Statement.objects.order_by("start").select_related("speaker", "briefing")
    assert [row.text for row in rows] == [
        "They will: next week, as we said.", "We hope for a result.", "We shall see.",
    ]  # fmt: skip
    assert {str(row.speaker) for row in rows} == {"Maria Zakharova"}
    assert {row.edtf for row in rows} == {"2021-08-19"}
    assert {row.on_behalf_of and row.on_behalf_of.name for row in rows} != {None}
    assert Briefing.objects.get().edtf == "2021-08-19"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Q: Why?\nA: Because.", ["Because."]),
        ("QUESTION: Why?\nANSWER: Because.", ["Because."]),
        ("Zakharova: One.\nTwo.", ["One.", "Two."]),
        ("M. Zakharova : One: two.\nIt is so: three.", ["One: two.", "It is so: three."]),
        ("Answer:\nOne.", ["One."]),
        ("Ilham Aliyev: One.", []),
        ("No label at all.", []),
        ("", []),
        ("Answer: ", []),
    ],
)
def test_answers_are_told_from_questions(text: str, answers: list[str]) -> None:
    found = find_answers(text, "Maria Zakharova")

    assert [answer.span.of(text) for answer in found] == answers


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ({"text": ""}, "Paste a text, or choose a file"),
        ({"outlet": ""}, "required"),
        ({"published": "08/09/2021"}, "can be 8 September 2021"),
        ({"published": "24 July"}, "Give a day, a month"),
        ({"published": "since May 2021"}, "Give a day, a month"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"kind": "transcript"}, "A transcript needs this"),
        ({"kind": "transcript", "speaker": "Ann Lee"}, "No line begins with"),
        ({"kind": "nonsense"}, "valid choice"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF")}, "Only .txt and .html"),
        (
            {"text": "", "file": SimpleUploadedFile("a.txt", b"\x00\x01\x02\xff")},
            "the file",
        ),
        ({"text": "", "file": SimpleUploadedFile("a.html", b"<html></html>")}, "the file"),
    ],
)
def test_what_cannot_be_read_is_said(
    anna: Client, form: dict[str, Any], answer: str
) -> None:
    page = paste(anna, **form)

    assert answer in page
    assert not Article.objects.exists()


def test_only_who_may_add_articles_may_paste() -> None:
    client = Client()
    client.force_login(User.objects.create_user("viewer", is_staff=True))

    assert client.get("/review/paste/").status_code == 403
