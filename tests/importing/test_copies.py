"""The same text under another outlet is linked, and its statements count once."""

from __future__ import annotations

import random
from dataclasses import replace
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from statements.importing.copies import copies, link_copies
from statements.importing.likeness import ALIKE, likeness, marks_of, runs_of
from statements.importing.marking import find_sharing, keep_marks
from statements.importing.store import Outcome, Stored, store, store_together
from statements.importing.undoing import take_back
from statements.models import Article, ImportedFile, ImportRun, Statement, TextMark
from statements.models.history import record
from tests.importing.made import extract_quotes, made_source, stored_article

WORDS = (
    "road milk price farmer week country minister answer border market season water".split()
)
YES, NO = "“We want to be heard,” Anna Arden said.", "“We cannot pay more,” Bea Boll said."


def prose(seed: int, count: int = 300) -> str:
    rng = random.Random(seed)  # noqa: S311 - the same text in every run
    return " ".join(f"{rng.choice(WORDS)}{rng.randrange(40)}" for _ in range(count))


BODY = f"{prose(1)}\n\n{YES}\n\n{prose(2)}\n\n{NO}\n\n{prose(3, 60)}"


def put(text: str, outlet: str, address: str = "1") -> Stored:
    url = f"https://{outlet.lower()}.example/{address}"
    source = made_source(text, url=url, outlet=outlet)
    return store(source, extract_quotes(source))


def statements_of(stored: Stored) -> list[Statement]:
    return list(Statement.objects.filter(article=stored.article).order_by("start"))


def listed() -> list[str]:
    found = Statement.objects.public().order_by("pk")
    return [row.article.outlet.name for row in found if row.article]


def edited(text: str, every: int) -> str:
    """Change one word in so many."""
    words = text.split(" ")
    return " ".join(
        f"x{at}" if at % every == every - 1 and word.isalnum() else word
        for at, word in enumerate(words)
    )


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (BODY, True),
        (f"Another headline altogether\n\n{BODY}", True),
        (BODY.removesuffix(prose(3, 60)), True),
        (f"A headline\n\n{edited(BODY, 50)}".removesuffix(prose(3, 60)), True),
        (edited(BODY, 5), False),
        (f"{prose(7)}\n\n{YES}\n\n{prose(8)}\n\n{NO}", False),
        (prose(9), False),
    ],
)
def test_a_text_is_the_same_when_a_desk_changed_little(text: str, *, alike: bool) -> None:
    one, other = runs_of(BODY), runs_of(text)

    assert (likeness(one, other) >= ALIKE) is alike
    if alike:
        assert set(marks_of(one)) & set(marks_of(other))


@given(st.text(max_size=2_000))
def test_marks_are_the_same_whenever_they_are_made(text: str) -> None:
    marks = marks_of(runs_of(text))

    assert marks == marks_of(runs_of(text))
    assert all(0 <= mark < 2**63 for mark in marks)
    assert len(set(marks)) == len(marks)


def test_the_marks_of_a_text_stay_what_they_are() -> None:
    """Stored marks are compared with new ones for years, so they must not change unnoticed."""
    assert marks_of(runs_of(prose(1)))[:2] == [4970398151107162, 73697971718160718]


def test_only_what_is_read_of_a_page_is_compared() -> None:
    text = f"{prose(1)}{prose(2)}"
    cut = len(prose(1))
    zones: list[list[int | str]] = [[0, cut, "body", ""], [cut, len(text), "comment", ""]]

    assert runs_of(text, zones) == runs_of(prose(1))


@pytest.mark.django_db
def test_the_statements_of_a_copy_are_linked_and_count_once() -> None:
    first = put(BODY, "TASS")
    copy = put(f"A new headline\n\n{BODY}", "RIA")

    assert copy.outcome == Outcome.IMPORTED
    assert listed() == ["TASS", "TASS"]
    for original, same in zip(statements_of(first), statements_of(copy), strict=True):
        assert (same.current, same.replaced_by) == (False, original)
        assert same in Statement.objects.addressable()
    assert Statement.objects.public().search("heard").count() == 1
    assert Statement.objects.public().filter(article=copy.article).count() == 0


@pytest.mark.django_db
def test_a_statement_that_only_the_copy_has_is_listed() -> None:
    put(BODY, "TASS")
    put(f"{BODY}\n\n“It is ours,” Cid Carr said.", "RIA")

    assert listed() == ["TASS", "TASS", "RIA"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", [f"{prose(7)}\n\n{YES}\n\n{prose(8)}\n\n{NO}", f"{YES} {NO}"]
)
def test_the_same_words_in_another_report_are_another_report(text: str) -> None:
    put(BODY, "TASS")
    put(text, "RIA")

    assert listed() == ["TASS", "TASS", "RIA", "RIA"]
    assert not copies().exists()


@pytest.mark.django_db
def test_the_same_outlet_copies_nobody() -> None:
    put(BODY, "TASS")
    put(BODY, "TASS", "2")

    assert len(listed()) == 4


@pytest.mark.django_db
def test_what_a_copy_of_a_copy_says_is_linked_to_the_first() -> None:
    first = put(BODY, "TASS")
    put(BODY, "RIA")
    put(BODY, "OC")
    put(BODY, "TASS", "2")  # of its own outlet even by way of another

    assert set(copies().values_list("replaced_by__article", flat=True)) == {first.article}
    assert listed() == ["TASS"] * 4


@pytest.mark.django_db
def test_copies_that_are_stored_together_are_linked_as_one_by_one() -> None:
    sources = [
        made_source(f"{name}\n\n{BODY}", url=f"https://{name}.example/1", outlet=name)
        for name in ("TASS", "RIA", "OC")
    ]

    stored = store_together([(one, extract_quotes(one)) for one in sources])

    assert stored is not None
    assert listed() == ["TASS", "TASS"]
    assert set(copies().values_list("article__outlet__name", flat=True)) == {"RIA", "OC"}


@pytest.mark.django_db
@pytest.mark.parametrize("state", [Statement.State.PUBLISHED, Statement.State.REJECTED])
def test_what_an_editor_reviewed_stays_and_what_comes_later_is_linked_to_it(
    state: Statement.State,
) -> None:
    copy = put(BODY, "RIA")
    Statement.objects.update(state=state)
    put(BODY, "TASS")
    put(
        f"{BODY} End.", "RIA"
    )  # a new version, whose statements are reviewed as the old ones

    assert set(copies().values_list("article__outlet__name", flat=True)) == {"TASS"}
    rows = Statement.objects.filter(article__outlet__name="RIA", current=True)
    assert {row.state for row in rows} == {state}
    assert not rows.filter(article=copy.article).exists()


@pytest.mark.django_db
def test_a_copy_follows_the_next_version_of_its_original_and_outlives_it() -> None:
    put(BODY, "TASS")
    copy = put(BODY, "RIA")

    second = put(BODY.replace(NO, "He left."), "TASS")

    stays, back = statements_of(copy)
    (heir,) = statements_of(second)
    assert (stays.current, stays.replaced_by) == (False, heir)
    assert (back.current, back.replaced_by) == (True, None)
    assert listed() == ["RIA", "TASS"]


@pytest.mark.django_db
def test_a_new_version_of_a_copy_is_linked_again() -> None:
    put(BODY, "TASS")
    put(BODY, "RIA")
    put(f"{BODY} “It is ours,” Cid Carr said.", "RIA")

    assert listed() == ["TASS", "TASS", "RIA"]


@pytest.mark.django_db
def test_extracting_a_copy_anew_changes_nothing() -> None:
    put(BODY, "TASS")
    copy = stored_article(put(BODY, "RIA"))
    source = made_source(BODY, url=copy.url, outlet="RIA")

    again = store(source, extract_quotes(source), renewing=True)

    assert (again.outcome, again.article) == (Outcome.UNCHANGED, copy.pk)
    assert listed() == ["TASS", "TASS"]
    less = replace(extract_quotes(source), statements=extract_quotes(source).statements[:1])
    assert store(source, less, renewing=True).statement_count == 1
    assert listed() == ["TASS", "TASS"]


@pytest.mark.django_db
def test_taking_back_the_original_lists_the_copy() -> None:
    first = put(BODY, "TASS")
    put(BODY, "RIA")
    run = ImportRun.objects.create()
    ImportedFile.objects.create(
        run=run, name="a", outcome=Outcome.IMPORTED, article_id=first.article
    )

    assert take_back(run, User.objects.create(username="editor")) == []

    assert listed() == ["RIA", "RIA"]
    assert set(TextMark.objects.values_list("article__outlet__name", flat=True)) == {"RIA"}


@pytest.mark.django_db
def test_an_article_with_marks_can_be_deleted_by_an_editor() -> None:
    article = stored_article(put(prose(1), "TASS"))

    with record(User.objects.create(username="editor"), "deleted") as log:
        log.delete(article)

    assert not Article.objects.exists()
    assert not TextMark.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("others", [0, 5])
def test_a_text_that_is_no_copy_costs_as_much_however_many_there_are(
    others: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(others):
        put(prose(10 + number), "TASS", str(number))
    article = stored_article(put(BODY, "RIA"))
    TextMark.objects.filter(article=article).delete()

    with django_assert_max_num_queries(2):  # one to keep its marks, one to look them up
        link_copies([article])


@pytest.mark.django_db
def test_of_many_articles_with_one_mark_the_latest_are_looked_at() -> None:
    pks = [stored_article(put(prose(n), "TASS", f"{n}")).pk for n in range(4)]
    keep_marks({pk: [5, 6] for pk in pks[:2]} | {pk: [6] for pk in pks[2:]})

    assert find_sharing({5, 6, 7}, 3) == {5: pks[:2], 6: pks[1:]}
    assert find_sharing({6}, 4) == {6: pks}
    assert find_sharing(set(), 3) == {}


@pytest.mark.django_db
def test_articles_stored_before_there_were_marks_get_them_by_a_new_index() -> None:
    put(BODY, "TASS")
    TextMark.objects.all().delete()

    call_command("reindex", stdout=StringIO())
    put(BODY, "RIA")

    assert listed() == ["TASS", "TASS"]


@pytest.mark.django_db
def test_copies_that_nobody_saw_are_linked_when_asked() -> None:
    put(BODY, "TASS")
    put(BODY, "RIA")
    hidden = Statement.objects.filter(current=False)
    hidden.update(current=True, replaced_by=None)
    TextMark.objects.all().delete()

    for _ in range(2):
        call_command("reindex", copies=True, stdout=StringIO())
        assert listed() == ["TASS", "TASS"]
