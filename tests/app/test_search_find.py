from __future__ import annotations

from datetime import date
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statements.filters import StatementFilter
from statements.models import Speaker, SpeakerName, Statement
from statements.search import Everything, Filters, Found, Order, Paging, find, parse
from statements.search.periods import Period
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def said(text: str, **fields: object) -> Statement:
    return make_statement(text, **fields)  # type: ignore[arg-type]


def texts(found: Found) -> list[str]:
    rows = Statement.objects.in_bulk(found.statements)
    return [rows[pk].text for pk in found.statements]


def search(typed: str, **options: str | int) -> Found:
    order = Order(str(options.pop("order", "newest")))
    return find(parse(typed), None, Paging(order, **options))  # type: ignore[arg-type]


def test_the_newest_come_first_and_the_undated_last() -> None:
    said("arms a", said="")
    said("arms b", said="2020-01-01")
    said("arms c", said="2021")

    assert texts(search("arms")) == ["arms c", "arms b", "arms a"]


def test_the_oldest_come_first_and_the_undated_still_last() -> None:
    said("arms a", said="")
    said("arms b", said="2020-01-01")
    said("arms c", said="2021")

    assert texts(search("arms", order="oldest")) == ["arms b", "arms c", "arms a"]


def test_the_best_match_says_most_of_what_was_asked() -> None:
    said("the arms of a very long statement about quite other things", said="2022")
    said("arms control", said="2021")
    said("arms here and control of it", said="2020")

    assert texts(search("arms", order="best"))[0] == "arms control"
    assert texts(search("arms control", order="best"))[0] == "arms control"


@pytest.mark.parametrize("order", ["newest", "oldest", "best"])
def test_pages_follow_each_other_there_and_back(order: str) -> None:
    for number in range(7):
        said(f"arms {number}", said="" if number % 3 == 0 else f"202{number}-01")
    everything = search("arms", order=order, size=100).statements

    pages = [search("arms", order=order, size=2)]
    while pages[-1].next:
        pages.append(search("arms", order=order, size=2, cursor=pages[-1].next))
    back = [pages[-1]]
    while back[-1].previous:
        back.append(search("arms", order=order, size=2, cursor=back[-1].previous))

    assert tuple(chain(*(page.statements for page in pages))) == everything
    assert [page.first for page in pages] == [1, 3, 5, 7]
    assert [page.statements for page in back] == [page.statements for page in pages[::-1]]
    assert not pages[0].previous


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_go_on_behind_what_is_counted(
    order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statements.search.finding.MOST_COUNTED", 3)
    for number in range(8):
        said(f"arms {number}", said="" if number % 3 == 0 else f"202{number}-01")
    everything = [*Everything(parse("arms"), order=Order(order))]

    pages = [search("arms", order=order, size=2)]
    while pages[-1].next:
        pages.append(search("arms", order=order, size=2, cursor=pages[-1].next))
    back = [pages[-1]]
    while back[-1].previous:
        back.append(search("arms", order=order, size=2, cursor=back[-1].previous))

    assert list(chain(*(page.statements for page in pages))) == everything
    assert [page.statements for page in back] == [page.statements for page in pages[::-1]]
    assert (pages[0].count, pages[0].exact) == (3, False)
    assert [page.first for page in pages] == [1, None, None, None]


def test_a_cursor_whose_statement_is_gone_still_goes_on() -> None:
    for number in range(5):
        said(f"arms {number}", said=f"202{number}-01-01")
    first = search("arms", size=2)

    Statement.objects.get(pk=first.statements[-1]).delete()

    assert texts(search("arms", size=2, cursor=first.next)) == ["arms 2", "arms 1"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "a", "a-1", "zz", "o5", "affffffffffffff", "o999"]
)
@pytest.mark.parametrize("order", ["newest", "best"])
def test_a_cursor_made_up_gives_a_page(cursor: str, order: str) -> None:
    said("arms")

    assert search("arms", order=order, cursor=cursor).count == 1


def test_everything_is_found_where_nothing_is_asked() -> None:
    said("arms")
    said("peace", said="")

    assert search("").count == 2


def test_matches_are_counted_by_what_they_are() -> None:
    lavrov, putin = make_speaker("Sergey Lavrov"), make_speaker("Vladimir Putin")
    outlet = make_outlet("TASS")
    interview = make_briefing("An interview", kind="interview", held="2021-08-19")
    said("arms one", speaker=lavrov, said="2021-08-19", kind="direct", state="candidate")
    said("arms two", speaker=lavrov, said="2021", kind="mixed")
    said("arms three", speaker=putin, said="", briefing=interview)
    article = make_article("He said: arms four.", outlet=outlet)
    said("arms four", speaker=None, said="[..2020-01-01]", article=article)

    facets = search("arms").facets

    assert facets.speakers == {lavrov.pk: 2, putin.pk: 1}
    assert facets.outlets[outlet.pk] == 1
    assert facets.years == {2021: 3}
    assert facets.months == {(2021, 8): 2}
    assert facets.undated == 1
    assert facets.kinds == {"direct": 3, "mixed": 1}
    assert facets.events == {"interview": 1}
    assert facets.states == {"published": 3, "candidate": 1}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kinds=("direct",)), ["b", "a"]),
        (Filters(kinds=("mixed", "indirect")), ["c"]),
        (Filters(events=("interview",)), ["b"]),
        (Filters(states=("candidate",)), ["b"]),
        (Filters(states=("published", "candidate")), ["c", "b", "a"]),
        (Filters(states=("published", "rejected")), ["c", "a"]),
        (Filters(period=Period(date(2021, 1, 1), None)), ["c", "b"]),
        (Filters(period=Period(None, date(2020, 12, 31))), ["a"]),
        (Filters(undated=True), []),
    ],
)
def test_filters_narrow(filters: Filters, expected: list[str]) -> None:
    interview = make_briefing(kind="interview", held="2021-08-19")
    said("a", said="2020-05")
    said("b", said="", briefing=interview, state="candidate")
    said("c", said="2022-01-01", kind="mixed")

    assert texts(find(parse(""), filters)) == expected


def test_a_briefing_speakers_and_outlets_can_be_chosen_by_number() -> None:
    briefing = make_briefing()
    speaker = make_speaker("Sergey Lavrov")
    statement = said("a", briefing=briefing, speaker=speaker)
    said("b")

    assert statement.article is not None
    for filters in (
        Filters(briefing=briefing.pk),
        Filters(speakers=(speaker.pk, 999)),
        Filters(speakers=(speaker.pk,), outlets=(statement.article.outlet_id,)),
    ):
        assert texts(find(parse(""), filters)) == ["a"]
    assert texts(find(parse(""), Filters(outlets=(999,)))) == []


@pytest.mark.parametrize(
    ("said_on", "asked", "certain", "perhaps"),
    [
        ("2021-08-19", "on:2021-08", 1, 0),
        ("2021-08", "on:2021-08", 1, 0),
        ("2021-08", "on:2021-08-19", 0, 1),
        ("2021", "on:2021-08", 0, 1),
        ("2021", "on:2020", 0, 0),
        ("2021", "from:2020 to:2022", 1, 0),
        ("2020-12-30/2021-01-02", "on:2021", 0, 1),
        ("2020-12-30/2021-01-02", "from:2020-12", 1, 0),
        ("[2021-03-14..]", "from:2021", 1, 0),
        ("[2021-03-14..]", "from:2022", 0, 1),
        ("[2021-03-14..]", "on:2021", 0, 1),
        ("[2021-03-14..]", "to:2020", 0, 0),
        ("[..2021-03-14]", "to:2021", 1, 0),
        ("[..2021-03-14]", "to:2020", 0, 1),
        ("[..2021-03-14]", "from:2022", 0, 0),
        ("XXXX-07-24", "on:2021-07", 0, 1),
        ("XXXX-07-24", "on:2021-07-24", 0, 1),
        ("XXXX-07-24", "on:2021-07-25", 0, 0),
        ("XXXX-07-24", "on:2021-08", 0, 0),
        ("XXXX-07-24", "on:2021", 0, 1),
        ("XXXX-07-24", "from:2021-08-01 to:2022-07-23", 0, 0),
        ("XXXX-07-24", "from:2021-08-01 to:2022-07-24", 0, 1),
        ("XXXX-07-24", "from:2021-08", 0, 1),
        ("XXXX-02-29", "from:2021 to:2023", 0, 0),
        ("XXXX-02-29", "from:2021 to:2024", 0, 1),
        ("XXXX-02-29", "on:2024-02", 0, 1),
        ("XXXX-02-29", "on:2023-02", 0, 0),
        ("XXXX-07-XX", "on:2021-07-24", 0, 1),
        ("XXXX-07-XX", "on:2021-08", 0, 0),
        ("XXXX-XX-24", "on:2021-08-24", 0, 1),
        ("XXXX-XX-24", "from:2021-08-25 to:2021-09-23", 0, 0),
        ("XXXX-XX-XX", "on:2021-08-24", 0, 1),
        ("2021", "from:2021-12-31 to:2023", 0, 1),
        ("2019-01-01/2025-06-30", "on:2021", 0, 1),
        ("2019-01-01/2025-06-30", "on:2018", 0, 0),
        ("", "on:2021", 0, 1),
        ("", "is:undated on:2021", 0, 1),
        ("", "is:undated", 1, 0),
        ("2021-08-19", "is:undated", 0, 0),
    ],
)
def test_days_are_certain_or_perhaps(
    said_on: str, asked: str, certain: int, perhaps: int
) -> None:
    said("arms", said=said_on)

    found = search(f"arms {asked}")
    maybe = find(parse(f"arms {asked}"), Filters(perhaps=True))

    assert (found.count, found.perhaps) == (certain, perhaps)
    if period := parse(asked).period:
        assert maybe.count == perhaps
        days = {"since": period.first or "", "until": period.last or "", "days": "perhaps"}
        assert StatementFilter(days).found.count() == perhaps
    for order in Order:
        assert find(parse(f"arms {asked}"), None, Paging(order)).count == certain


@pytest.mark.parametrize(
    ("edtf", "weekday", "asked", "perhaps"),
    [
        ("", 3, "on:2021-08-19", 1),  # a Thursday
        ("", 3, "on:2021-08-20", 0),
        ("", 3, "from:2021-08-20 to:2021-08-25", 0),
        ("", 3, "on:2021-08", 1),
        ("", 3, "on:2021", 1),
        ("XXXX-XX-XX", 3, "on:2021-08-20", 0),
        ("2021-08", 3, "on:2021-08-20", 1),
    ],
)
def test_a_weekday_may_fall_where_there_is_one(
    edtf: str, weekday: int, asked: str, perhaps: int
) -> None:
    statement = said("arms", said=edtf)
    statement.weekday = weekday
    statement.save()
    period = parse(asked).period
    days = {"since": period.first, "until": period.last, "days": "perhaps"}

    assert find(parse(asked), None).perhaps == perhaps
    assert StatementFilter(days).found.count() == perhaps


def test_no_more_than_a_thousand_that_may_fall_in_a_period_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("statements.search.finding.MOST_PERHAPS", 2)
    for day in ("2021", "", "XXXX-08-19"):
        said("arms", said=day)

    one_more, all_of_them = search("arms on:2021-08-19"), search("arms on:2021-08-20")

    assert (one_more.perhaps, one_more.more_perhaps) == (2, True)
    assert (all_of_them.perhaps, all_of_them.more_perhaps) == (2, False)


def test_a_name_finds_its_other_spellings_and_what_its_bearer_said() -> None:
    hajiyev = make_speaker("Hikmet Hajiyev")
    SpeakerName.objects.create(
        speaker=hajiyev, name="Хикмет Гаджиев", key="x", state="assigned"
    )
    SpeakerName.objects.create(speaker=hajiyev, name="Haciyeva", key="y", state="ignored")
    said("met Гаджиев there", speaker="Somebody Else", said="2022")
    said("peace", speaker=hajiyev, said="2021")
    said("Haciyeva", speaker="Somebody Else")

    found = search("hajiyev's")

    assert texts(found) == ["met Гаджиев there", "peace"]
    assert found.query.spellings[0].names == ("Гаджиев",)
    assert search('"hajiyev"').count == 0
    assert str(found.query) == "hajiyev's"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maria zakharova", ["peace", "zakharova met maria"]),
        ("maria", ["zakharova met maria"]),
        ("Defence Ministry", ["war", "ministry of defence"]),
        ("ministry of defence", ["ministry of defence"]),
        ("ministry", ["ministry of defence"]),
    ],
)
def test_a_whole_name_means_its_bearer(typed: str, found: list[str]) -> None:
    ministry = make_speaker("Defence Ministry", kind=Speaker.Kind.INSTITUTION)
    for text, speaker in (("war", ministry), ("peace", "Maria Zakharova")):
        said(text, speaker=speaker, said="2022")
    for text in ("ministry of defence", "zakharova met maria"):
        said(text, speaker="Maria Lavrova", said="2021")

    assert texts(search(typed)) == found


@pytest.mark.parametrize(
    ("typed", "count", "unknown"),
    [
        ("speaker:maria-zakharova", 1, ()),
        ("speaker:zakharova", 1, ()),
        ("speaker:zakharova speaker:nobody", 1, ("nobody",)),
        ("speaker:nobody", 0, ("nobody",)),
        ("-speaker:nobody", 2, ("nobody",)),
        ("-speaker:zakharova", 1, ()),
        ("speaker:lavrov OR speaker:zakharova", 2, ()),
        ("outlet:oc-media", 1, ()),
        ("outlet:oc", 1, ()),
        ("outlet:oc-media.org", 1, ()),
        ("-outlet:media", 1, ()),
        ("outlet:none", 0, ("none",)),
    ],
)
def test_typed_names_are_looked_up(
    typed: str, count: int, unknown: tuple[str, ...]
) -> None:
    outlet = make_outlet("OC Media", domain="oc-media.org")
    article = make_article("arms, he said", outlet=outlet)
    said("arms", speaker="Sergey Lavrov", article=article)
    said("peace", speaker="Maria Zakharova")

    found = search(typed)

    assert (found.count, found.unknown) == (count, unknown)


def test_a_question_costs_a_bounded_number_of_queries() -> None:
    for number in range(3):
        said(f"arms {number}", speaker="Maria Zakharova")

    # One for all names. Index: the matches in days and without, what may fall in the period;
    # the rank of the best.
    typed = "arms zakharova speaker:zakharova -outlet:nobody from:2020"
    with CaptureQueriesContext(connection) as queries:
        find(parse(typed), None, Paging(Order.BEST))

    assert len(queries) <= 5


def test_a_plain_word_costs_three_queries() -> None:
    said("arms")
    search("arms")  # PostgreSQL asks for its statistics once in a while

    with CaptureQueriesContext(connection) as queries:
        search("arms")

    assert len(queries) == 3  # its spellings, its counts if they are kept, its matches


def test_a_queryset_can_be_searched() -> None:
    said("arms old", said="2020")
    said("arms new", said="2021", state="rejected")
    said("arms undated", said="")
    rows = Statement.objects.all()

    assert [row.text for row in rows.search("arms")] == [
        "arms new",
        "arms old",
        "arms undated",
    ]
    assert [row.text for row in rows.search("arms", "oldest")][-1] == "arms undated"
    assert [row.text for row in rows.public().search("arms -old")] == ["arms undated"]
    assert [row.text for row in rows.search("on:2021")] == ["arms new"]
    assert rows.search("is:undated").count() == 1
    assert rows.search("speaker:nobody").count() == 0
    assert rows.search("").count() == 3
