"""What triggers add up is what the rows say, whoever wrote them and however."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.db.models import Count, Q
from django.test import Client

from statements import sums
from statements.apps import install
from statements.models import Article, Statement
from tests.factories import (
    dated,
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db

DAYS: tuple[str, ...] = (
    "2021-08-19",
    "2021-08-20",
    "2021-08",
    "2021",
    "2020-12-31/2021-01-01",
    "",
)
DAYS += ("[..2021-08-19]", "[2021-08-19..]", "0001-01-01", "9999-12-31", "XXXX-07-24")
PUBLIC = [("published",), ("published", "candidate")]
STATES = ("published", "candidate", "rejected")
WORDS = "“Supplying weapons is our sovereign right,”"


def damage() -> list[str]:
    return list(sums.differing(connection))


def shown(states: tuple[str, ...]) -> Any:
    return Statement.objects.filter(state__in=states, current=True).order_by()


def counted(rows: Any, *columns: str) -> dict[Any, int]:
    """Return the numbers of rows by the values of columns, as the database counts them."""
    found = rows.values_list(*columns).annotate(number=Count("pk"))
    return {tuple(values): number for *values, number in found}


def assert_sums_are_counts(states: tuple[str, ...]) -> None:
    said = shown(states)
    by_days = {(first, last): number for first, last, number in sums.by_days(states)}
    assert by_days == counted(said, "earliest", "latest")
    year = date(2021, 1, 1), date(2021, 12, 31)
    within = {(first, last): number for first, last, number in sums.by_days(states, *year)}
    assert within == counted(said.within(*year), "earliest", "latest")
    by_speaker = counted(said.exclude(speaker=None), "speaker")
    assert {(pk,): n for pk, n in sums.by_speaker(states).items()} == by_speaker
    undated = said.filter(Q(earliest=None) | Q(latest=None)).count()
    assert sums.speakers_and_undated(states) == (len(by_speaker), undated)

    articles = counted(Article.objects.current().order_by(), "outlet")
    reported = counted(said.exclude(article=None), "article__outlet")
    told = {key: (number, reported.get(key, 0)) for key, number in articles.items()}
    assert {(pk,): told for pk, told in sums.by_outlet(states).items()} == told


def assert_months_are_counts() -> None:
    """The same for outlets and months of publication, counted in Python one by one."""
    expected: dict[Any, Counter[str]] = {}
    for article in Article.objects.select_related("newer"):
        first, last = article.earliest, article.latest
        known = first and last and (first.year, first.month) == (last.year, last.month)
        key = (article.outlet_id, first.replace(day=1) if first and known else None)
        numbers = expected.setdefault(key, Counter())
        numbers["articles"] += not hasattr(article, "newer")
        for statement in article.statements.filter(current=True):
            numbers[statement.state] += 1
    assert list(sums.by_month()) == [
        (outlet, month, n["articles"], n["published"], n["candidate"])
        for (outlet, month), n in sorted(expected.items(), key=newest_first)
        if n["articles"]
    ]


def newest_first(item: Any) -> tuple[int, int]:
    (outlet, month), _ = item
    return outlet, -month.toordinal() if month else 1


class Writer:
    """Somebody who writes at random, but each time the same."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311, no secret
        self.outlets = [make_outlet(f"Outlet {number}") for number in range(3)]
        self.speakers = [make_speaker(f"Speaker {number}") for number in range(3)]

    def write(self) -> None:
        ways: list[Callable[[], object]] = [self.state, self.change, self.change_article]
        ways += [
            self.state,
            self.state,
            self.supersede,
            self.delete,
            self.of_editor,
            self.take_back,
        ]
        self.random.choice(ways)()

    def one[Row: models.Model](self, model: type[Row]) -> models.QuerySet[Row]:
        pks = sorted(model._default_manager.values_list("pk", flat=True))
        return model._default_manager.filter(
            pk__in=self.random.sample(pks, min(1, len(pks)))
        )

    def state(self) -> None:
        article = make_article(
            f"{WORDS} she said.",
            outlet=self.random.choice(self.outlets),
            published=self.random.choice(DAYS),
        )
        make_statement(WORDS, article=article, **self.columns())

    def type_by_hand(self) -> None:
        columns = {"speaker": self.random.choice(self.speakers), "basis": "stated"}
        briefing = make_briefing(official_url="https://mid.example/")
        for day in DAYS[:3]:
            columns |= dated(day) | {"state": self.random.choice(STATES)}
            Statement.objects.create(text="Typed by hand", briefing=briefing, **columns)

    def columns(self) -> dict[str, Any]:
        choose = self.random.choice
        return {
            "said": choose(DAYS),
            "speaker": choose([*self.speakers, None]),
            "state": choose(STATES),
            "current": self.random.random() < 0.8,
        }

    def change(self) -> None:
        columns = self.columns()
        columns |= dated(columns.pop("said"))
        name = self.random.choice(["state", "current", "speaker", None])
        if name:
            columns = {name: columns[name]}
        self.one(Statement).update(**columns)

    def change_article(self) -> None:
        outlet = self.random.choice(self.outlets)
        self.one(Article).update(outlet=outlet, **dated(self.random.choice(DAYS)))

    def supersede(self) -> None:
        for old in self.one(Article.objects.current().model).filter(newer=None):
            make_article(f"Anew: {old.text}", outlet=old.outlet, supersedes=old)

    def delete(self) -> None:
        self.one(Statement).delete()
        self.one(Article).filter(statements=None, newer=None).delete()

    def of_editor(self) -> None:
        for statement in self.one(Statement):
            statement.speaker = self.random.choice(self.speakers)
            statement.save()

    def take_back(self) -> None:
        with transaction.atomic():
            self.state()
            Statement.objects.update(state="published", speaker=self.speakers[0])
            transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_written_the_sums_are_what_a_count_gives(seed: int) -> None:
    writer = Writer(seed)
    for _ in range(40):
        writer.write()

    for states in PUBLIC:
        assert_sums_are_counts(states)
    assert_months_are_counts()
    assert damage() == []
    assert Statement.objects.count() > 5


@pytest.mark.parametrize("whole", [True, False])
def test_many_rows_written_at_once_are_counted(*, whole: bool) -> None:
    statements = [make_statement(said=day) for day in DAYS]
    rows = list(Statement.objects.order_by("pk").values())
    Statement.objects.all().delete()
    assert not list(sums.by_days(("published",)))

    Statement.objects.bulk_create([Statement(**row) for row in rows])
    if not whole:
        Statement.objects.filter(pk__gt=statements[3].pk).update(state="rejected")

    assert_sums_are_counts(("published",))
    assert_months_are_counts()


@pytest.mark.parametrize("address", ["/", "/speakers/", "/outlets/", "/about/coverage/"])
def test_a_page_shows_what_was_written_just_before(address: str) -> None:
    make_statement(speaker="Anna Alpha")
    before = Client().get(address).content

    make_statement(
        speaker="Bela Beta",
        article=make_article(WORDS, outlet=make_outlet("New")),
        text=WORDS,
    )

    assert Client().get(address).content != before


def spoil() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sums_by_speaker SET published = published + 1")
        cursor.execute("UPDATE sums_by_article SET month = 7")


def test_a_number_that_is_not_that_of_the_rows_is_found_and_mended() -> None:
    statement = make_statement()
    spoil()

    out = StringIO()
    with pytest.raises(CommandError, match="3 flaws"):
        call_command("verify", stdout=out)
    assert f"the number for speaker {statement.speaker_id}: it is not" in out.getvalue()
    call_command("reindex", verbosity=0)

    call_command("verify", stdout=StringIO())
    assert_months_are_counts()


def test_where_a_trigger_is_gone_all_is_made_anew() -> None:
    make_statement()
    on = " ON statements_statement" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER statements_statement_sums_update{on}")
    Statement.objects.update(state="candidate")
    assert damage()

    install(connection.alias)

    assert damage() == []
    Statement.objects.update(state="published")
    assert damage() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Statement, Article])
def test_a_table_can_be_made_anew(model: type[models.Model]) -> None:
    """As Django does on SQLite to alter one, which takes its triggers along."""
    make_statement()
    field = models.IntegerField(default=0)
    field.set_attributes_from_name("added")
    with connection.schema_editor() as editor:
        editor.add_field(model, field)
    with connection.schema_editor() as editor:
        editor.remove_field(model, field)

    call_command("migrate", verbosity=0)

    Statement.objects.update(state="candidate")
    Article.objects.update(**dated("2020-01"))
    assert damage() == []


@pytest.mark.django_db(transaction=True)
def test_writers_do_not_wait_for_each_other_and_all_count() -> None:
    """On SQLite there is one writer at a time in any case."""
    if connection.vendor == "sqlite":
        pytest.skip("of PostgreSQL alone")
    speaker = make_speaker()
    make_statement(speaker=speaker)

    def state() -> None:
        try:
            make_statement(speaker=speaker, article=make_article(WORDS), text=WORDS)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        for _ in range(3):
            with transaction.atomic():
                make_statement(speaker=speaker)
                thread.submit(state).result(10)

    assert sums.by_speaker(("published",)) == {speaker.pk: 7}
    assert damage() == []
    assert rows_of_speakers() > 1
    sums.tidy(connection)
    assert rows_of_speakers() == 1
    assert sums.by_speaker(("published",)) == {speaker.pk: 7}


def rows_of_speakers() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sums_by_speaker")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_count_right() -> None:
    speakers = [make_speaker(f"Speaker {number}") for number in range(2)]
    outlet = make_outlet()

    def work(seed: int) -> None:
        random = Random(seed)  # noqa: S311, no secret
        try:
            for _ in range(12):
                with transaction.atomic():
                    article = make_article(f"{WORDS} {random.random()}", outlet=outlet)
                    made = make_statement(
                        WORDS, article=article, speaker=random.choice(speakers)
                    )
                    Statement.objects.filter(pk=made.pk).update(
                        state=random.choice(STATES), **dated(random.choice(DAYS))
                    )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))

    assert Statement.objects.count() == 48
    assert damage() == []
    assert_sums_are_counts(("published", "candidate"))
