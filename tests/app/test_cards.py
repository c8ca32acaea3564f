"""What a card says of a statement beside its words."""

from __future__ import annotations

import pytest
from django.test import Client

from statements.models import Speaker, Statement
from statements.models.cards import Card, Named, read_cards
from statements.templatetags.cards import Shown, card
from tests.factories import make_briefing, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def shown(statement: Statement) -> str:
    (read,) = read_cards([statement.pk])
    return card(read, Shown())


@pytest.mark.parametrize(
    ("kind", "cue", "expected"),
    [
        ("indirect", "denied", "as “<bdi>denied</bdi>”"),
        ("mixed", "called on", "as “<bdi>called on</bdi>”"),
        ("indirect", "Said", ""),
        ("indirect", "", ""),
        ("direct", "insisted", ""),
    ],
)
def test_a_report_tells_the_word_it_was_reported_with(
    kind: str, cue: str, expected: str
) -> None:
    page = shown(make_statement("talks had failed", kind=kind, cue=cue))

    assert expected in page
    assert ("as “<bdi>" in page) == bool(expected)


@pytest.mark.parametrize(
    "address",
    ["/search/?q=failed", "/2021/08/19/", "/speakers/maria-zakharova/"],
)
def test_for_paper_a_card_says_at_which_site_it_is(client: Client, address: str) -> None:
    make_statement("talks had failed", said="2021-08-19")

    page = client.get(address, secure=True).content.decode()

    assert (
        page.count('class="permalink"') == page.count('data-site="https://testserver"') == 1
    )


def test_a_card_says_of_a_statement_what_its_row_says() -> None:
    statement = make_statement("talks had failed", kind="indirect", cue="denied")
    statement.via = ["Kremlin", "TASS"]
    statement.briefing = make_briefing()
    statement.on_behalf_of = make_speaker("Kremlin", kind="institution")
    statement.save()

    (read,) = read_cards([statement.pk])

    row = Statement.objects.for_display().get(pk=statement.pk)
    plain = Card._fields[1:-4]
    assert [getattr(read, name) for name in plain] == [getattr(row, name) for name in plain]
    assert (read.speaker, read.on_behalf_of) == (
        named(row.speaker),
        named(row.on_behalf_of),
    )
    assert row.article is not None
    assert row.briefing is not None
    assert read.briefing is not None
    assert read.article is not None
    assert read.briefing.slug == row.briefing.slug
    assert read.article.url == row.article.url
    assert read.article.outlet.slug == row.article.outlet.slug
    assert read.date_label == row.date_label


def named(speaker: Speaker | None) -> Named | None:
    if speaker is None:
        return None
    return Named(speaker.pk, speaker.slug, speaker.name, speaker.description)


def test_cards_come_in_the_order_asked_for_without_those_that_are_gone() -> None:
    one, two = make_statement("talks had failed"), make_statement("talks went on")

    assert [read.pk for read in read_cards([two.pk, 10**6, one.pk])] == [two.pk, one.pk]
    assert read_cards([]) == []
