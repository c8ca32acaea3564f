"""Counts that are kept of frequent words: exact, or not used."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from statements.models import Statement
from statements.search import Filters, Found, Order, Paging, find, parse, stored, tidy
from statements.search.facets import Matches
from statements.search.matching import Named, make_match
from statements.search.walking import Walk
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db(transaction=True)

PUBLISHED = Filters(states=("published",))


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("statements.search.finding.MOST_COUNTED", 3)
    monkeypatch.setattr(stored, "FREQUENT", 3)


@pytest.fixture
def six() -> list[Statement]:
    """Six statements about arms, two of them not reviewed, in a tidy index."""
    alpha, beta = make_speaker("Anna Alpha"), make_speaker("Bela Beta")
    made = [
        make_statement(
            f"arms {number}",
            said="" if number == 5 else f"202{number}-01-0{number + 1}",
            speaker=alpha if number % 2 else beta,
            state="published" if number < 4 else "candidate",
            kind="direct" if number else "mixed",
        )
        for number in range(6)
    ]
    tidy(connection)
    return made


def ask(typed: str, filters: Filters = PUBLISHED, **paging: str | int) -> Found:
    order = Order(str(paging.pop("order", "newest")))
    return find(parse(typed), filters, Paging(order, **paging))  # type: ignore[arg-type]


def counted_anew(typed: str, filters: Filters, monkeypatch: pytest.MonkeyPatch) -> Found:
    with monkeypatch.context() as patch:
        patch.setattr("statements.search.finding.MOST_COUNTED", 1_000)
        patch.setattr(stored, "question_of", lambda match: "")
        return ask(typed, filters)


@pytest.mark.parametrize(
    "states", [("published",), ("published", "candidate"), Filters().states]
)
@pytest.mark.usefixtures("six")
def test_a_frequent_word_is_counted_to_the_last(
    states: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = Filters(states=states)

    found, anew = ask("arms", filters), counted_anew("arms", filters, monkeypatch)

    assert (found.count, found.exact) == (anew.count, True)
    assert found.facets == anew.facets
    assert found.statements == anew.statements


@pytest.mark.parametrize(
    "typed",
    ["arms 1", '"arms"', "-arms", "arms*", "arms on:2021", "arms is:undated", "arms OR 1"],
)
@pytest.mark.usefixtures("six")
def test_any_other_question_is_counted_each_time(typed: str) -> None:
    assert stored.question_of(make_match(parse(typed), Named(), PUBLISHED)) == ""
    assert ask(typed, Filters()).count <= 3


@pytest.mark.parametrize(
    "said",
    [
        # The third of the newest four is of 2021.
        ["2024-03-05", "2023-01-31", "2021-07-02", "2021-04-09", "2019-05-05", ""],
        ["2024-03", "2023-01-31", "2021-07", "2021-04", "2019"],
        ["2024", "2023-01-31", "2021", "2021", "2021-01-01", "2019"],
        [
            "2024-03-05",
            "2023-01-31",
            "2020-12-30/2021-01-02",
            "2021-04-09",
            "2018-05-01/2022-01-31",
        ],
        [
            "2024-03-05",
            "2021-06-01/2021-07-31",
            "2021-04-09",
            "2021-02",
            "2020-01-01",
            "2018-01-01/2019-12-31",
        ],
        [
            "2021-07-30/2021-08-02",
            "2021-08-03",
            "2021-07",
            "2021-04-09",
            "2021-01-01/2022-12-31",
        ],
        ["2024-03-05", "2023-01-31", "2021-04-09", "", "", ""],
        ["2024-03-05", "[2022-05-01..]", "[2020-01-01..]", "2021-04-09", "[..2019-01-03]"],
    ],
    ids=[
        "days",
        "months",
        "years",
        "over a year's end",
        "of two months",
        "over a month's end",
        "without a day",
        "open",
    ],
)
@pytest.mark.parametrize("order", ["newest", "best", "oldest"])
def test_of_a_frequent_word_since_a_day_the_newest_are_told_as_if_counted_anew(
    said: list[str], order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statements.search.finding.MOST_RANKED", 2)
    monkeypatch.setattr("statements.search.finding.MOST_PERHAPS", 2)
    for number, day in enumerate(said):
        make_statement(f"arms {number}", said=day, state="published")
    tidy(connection)

    for typed in (
        f"arms {period}"
        for year in range(2017, 2026)
        for period in (
            f"from:{year}",
            f"from:{year}-04-09",
            f"from:{year}-04",
            f"to:{year}-07",
            f"from:2019-02 to:{year}",
        )
    ):
        kept = ask(typed, order=order, size=2)
        with monkeypatch.context() as patch:
            patch.setattr(stored, "question_of", lambda match: "")
            first = ask(typed, order=order, size=2)
            patch.setattr("statements.search.finding.MOST_COUNTED", 1_000)
            every = ask(typed, order=order, size=2)
        assert times_of(kept) == times_of(every if kept.exact else first)
        assert others_of(kept) == others_of(first)


def times_of(found: Found) -> tuple[Any, ...]:
    return found.count, found.facets.years, found.facets.months


def others_of(found: Found) -> Found:
    """Return the answer without what may be known of more than were counted."""
    facets = replace(found.facets, years={}, months={}, undated=0)
    return replace(found, count=0, exact=False, facets=facets)


@pytest.mark.parametrize(
    "typed", ["arms from:2020", "arms from:2019-04-09", "arms to:2024"]
)
def test_where_many_may_be_of_any_day_these_are_not_counted_each_time(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statements.search.finding.MOST_PERHAPS", 1)
    for number, day in enumerate(["2023-05-04", "", "", "XXXX-07-24"]):
        make_statement(f"arms {number}", said=day, state="published")
    tidy(connection)
    monkeypatch.delattr(Walk, "perhaps")

    found = ask(typed)

    assert (found.count, found.perhaps, found.more_perhaps) == (1, 1, True)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("arms from:2020", 5),
        ("arms from:2021-01", 4),
        ("arms from:2021-01-01 to:2024-01-31", 4),
        ("arms to:2023", 4),
        ("arms from:2020-01-02", None),
    ],
)
@pytest.mark.usefixtures("six")
def test_how_often_a_frequent_word_was_said_in_any_months_is_known(
    typed: str, count: int | None
) -> None:
    found = ask(typed, Filters())

    assert (found.count, found.exact, found.counted) == (count or 3, bool(count), 3)
    assert sum(found.facets.months.values()) == found.count
    assert sum(found.facets.speakers.values()) == found.counted


@pytest.mark.usefixtures("six")
def test_of_a_frequent_word_since_a_day_no_more_are_read_than_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr("statements.search.finding.count_facets")

    found = ask("arms from:2019", Filters(), size=2)

    assert (found.count, found.exact, found.counted) == (5, True, 3)
    assert list(found.facets.years) == [2024, 2023, 2022, 2021, 2020]
    assert sum(found.facets.kinds.values()) == 3


@pytest.mark.usefixtures("six")
def test_pages_follow_each_other_and_the_best_are_chosen() -> None:
    first = ask("arms", size=1)
    second = ask("arms", size=1, cursor=first.next)
    best = ask("arms", order="best")

    assert (first.first, second.first) == (1, 2)
    assert len({*first.statements, *second.statements}) == 2
    assert (second.previous != "", second.count, second.exact) == (True, 4, True)
    assert (best.count, best.ranked) == (4, 4)


@pytest.mark.parametrize("change", ["write", "delete", "review"])
def test_a_count_that_is_no_longer_true_is_not_shown(
    change: str, six: list[Statement]
) -> None:
    assert ask("arms").exact

    match change:
        case "write":
            make_statement("nothing of the kind")
        case "delete":
            six[0].delete()
        case "review":
            Statement.objects.filter(pk=six[5].pk).review("published")

    found = ask("arms")
    assert (found.count, found.exact) == (3, change == "delete")

    tidy(connection)
    expected = {"write": 4, "delete": 3, "review": 5}[change]
    assert (ask("arms").count, ask("arms").exact) == (expected, True)


@pytest.mark.usefixtures("six")
def test_what_is_written_while_it_is_counted_makes_the_counts_old(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = stored.counts_of

    def count_and_write(*counted: Any) -> object:
        make_statement("arms, too")
        return count(*counted)

    monkeypatch.setattr(stored, "counts_of", count_and_write)
    tidy(connection)

    assert (ask("arms").count, ask("arms").exact) == (3, False)


@pytest.mark.usefixtures("six")
def test_a_page_of_a_frequent_word_reads_no_more_than_it_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted, first = list[int](), Walk.first

    def note(walk: Walk, limit: int) -> Matches:
        wanted.append(limit)
        return first(walk, limit)

    monkeypatch.setattr(Walk, "first", note)

    newest, oldest = ask("arms", size=2), ask("arms", size=2, order="oldest")

    assert wanted == [3]  # for the oldest: the first of the newest are kept
    assert (
        newest.statements == ask("arms", Filters(), size=6, order="newest").statements[1:3]
    )
    assert (newest.first, newest.next != "", oldest.first) == (1, True, 1)


def test_what_a_program_before_or_after_keeps_is_not_read(six: list[Statement]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE statement_counts SET question = 'other ' || question"
            " WHERE question <> ''"
        )

    assert (ask("arms").count, ask("arms").exact) == (3, False)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite numbers its changes")
@pytest.mark.usefixtures("six")
def test_counts_restored_on_another_server_are_not_used() -> None:
    assert ask("arms").exact

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE statement_counts SET facets = '1' || facets WHERE question = ''"
        )

    assert not ask("arms").exact
