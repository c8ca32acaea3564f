"""The record as JSON lines: out, in, and out again."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from statements import exchange, proof
from statements.models import (
    Article,
    OldBriefingSlug,
    OldOutletSlug,
    OldSlug,
    Speaker,
    Statement,
)
from tests.factories import (
    make_article,
    make_briefing,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def fill() -> None:
    """One row at least of everything, with every reference there is."""
    spokesperson = make_speaker("Maria Zakharova")
    ministry = make_speaker("Russian Foreign Ministry", kind="institution")
    # The institution is younger than its member, so this reference points ahead.
    Speaker.objects.filter(pk=spokesperson.pk).update(institution=ministry)
    OldSlug.objects.create(slug="zakharova", speaker=spokesperson)
    old = make_article("“We agree,” she said. “Fully.”")
    new = make_article("“We agree,” she said.", url=old.url, supersedes=old)
    briefing = make_briefing(host=ministry, official_url="https://mid.example/")
    OldOutletSlug.objects.create(slug="example", outlet=old.outlet)
    OldBriefingSlug.objects.create(slug="briefing", briefing=briefing)
    former = make_statement(
        "“We agree,”", article=old, current=False, said="[2024-03-14..]"
    )
    latter = make_statement(
        "“We agree,”", article=new, briefing=briefing, said="", via=["Kremlin"]
    )
    Statement.objects.filter(pk=former.pk).update(replaced_by=latter)
    Statement.objects.create(text="“Typed ‘by’ hand”", briefing=briefing, speaker=None)


def test_an_article_that_follows_one_of_a_higher_number_comes_back_so() -> None:
    first = make_article("“We agree,” she said.")
    second = make_article("“We disagree,” she said.", url=first.url)
    Article.objects.filter(pk=first.pk).update(supersedes=second)
    written = list(exchange.write())
    clear()

    exchange.Reader().read(written)

    assert list(exchange.write()) == written
    assert Article.objects.get(digest=first.digest).supersedes == Article.objects.get(
        digest=second.digest
    )


def clear() -> None:
    Statement.objects.all().delete()
    Article.objects.filter(supersedes__isnull=False).delete()
    for kind in reversed(exchange.KINDS):
        kind.model._default_manager.all().delete()


def test_entries_that_are_made_beside_the_rows_are_the_same() -> None:
    fill()
    written = list(exchange.write())
    clear()

    with ThreadPoolExecutor(1) as executor:
        exchange.Reader(executor).read(written)

    assert list(exchange.write()) == written
    assert [*proof.find_flaws(), *proof.index_damage()] == []


def test_out_and_in_and_out_again_gives_the_same_bytes() -> None:
    fill()
    written = list(exchange.write())

    clear()
    exchange.Reader().read(written)

    assert list(exchange.write()) == written
    assert {json.loads(line)["type"] for line in written} == set(exchange.BY_TYPE)


def test_what_was_loaded_can_be_searched() -> None:
    fill()
    written = list(exchange.write())
    clear()

    exchange.Reader().read(written)

    assert Statement.objects.public().search("agree").count() == 1
    out = StringIO()
    call_command("verify", stdout=out)
    assert "nothing is wrong" in out.getvalue()


def test_reading_the_same_twice_stores_nothing_twice() -> None:
    fill()
    written = list(exchange.write())
    reader = exchange.Reader()

    reader.read(written)

    assert reader.stored.total() == 0
    assert reader.known.total() == len(written)
    assert list(exchange.write()) == written


def test_without_text_the_words_and_addresses_remain() -> None:
    fill()

    rows = [json.loads(line) for line in exchange.write(with_text=False)]

    assert {row["text"] for row in rows if row["type"] == "article"} == {""}
    assert all(row["digest"] for row in rows if row["type"] == "article")
    assert "“Typed ‘by’ hand”" in {
        row["text"] for row in rows if row["type"] == "statement"
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", 7),
        ("text", None),
        ("latest", "2021-02-30"),
        ("latest", 20210230),
        ("created_at", "yesterday"),
        ("current", "yes"),
        ("span_count", True),
        ("article", 99),
    ],
)
def test_a_value_that_is_none_for_its_column_is_refused_with_all_its_batch(
    column: str, value: object
) -> None:
    fill()
    written = list(exchange.write())
    clear()
    spoilt = json.dumps({**json.loads(written[-1]), column: value})

    with pytest.raises(ValueError, match="one statement between lines"):
        exchange.Reader().read([*written[:-1], spoilt])

    assert Statement.objects.count() == 0
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 1 is not JSON"),
        ("[]", "line 1 has no known type"),
        ('{"type": "user"}', "expected one of outlet, speaker"),
        ('{"type": "outlet"}', "one outlet between lines 1 and 1 cannot be stored"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line, encoding="utf-8")

    with pytest.raises(CommandError, match=complaint), transaction.atomic():
        call_command("load_statements", tmp_path / "bad.jsonl")


def test_the_two_commands_fit_together(tmp_path: Path) -> None:
    fill()
    make_article(" ".join(f"word{number}" for number in range(400)))
    out = StringIO()
    call_command("export_statements", stdout=out)
    (tmp_path / "all.jsonl").write_text(out.getvalue(), encoding="utf-8")
    clear()

    report = StringIO()
    call_command("load_statements", str(tmp_path / "all.jsonl"), stdout=report)

    assert "statement: 3 stored, 0 known already" in report.getvalue()
    assert Article.objects.exclude(marks=None).exists()  # its copies will be recognised


@pytest.mark.django_db(transaction=True)
def test_the_record_is_written_as_it_was_at_one_moment() -> None:
    make_statement("“We agree,”")
    before = list(exchange.write())
    written: list[str] = []

    class Out(StringIO):
        def write(self, line: str) -> int:
            if not written:  # somebody else writes while the first line goes out
                other = connection.copy()
                with other.cursor() as cursor:
                    cursor.execute(
                        "UPDATE statements_statement SET kind = 'indirect', state = 'rejected'"
                    )
                other.close()
            written.append(line.rstrip("\n"))
            return len(line)

    call_command("export_statements", stdout=Out())

    assert written == before
    assert list(exchange.write()) != before
