"""Pairs of words in a row: an index made when they were shorter still answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from statements import search
from statements.models import IndexTerm, Statement
from statements.search import entries, find, pairing, parse
from tests.factories import make_statement

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = {
    '"people should"': 1,
    '"should people"': 0,
    '"that people should"': 1,
    '"of that"': 1,
    '"all of that"': 0,
    'vote -"people should"': 1,
}


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An index with two statements that has pairs of words up to five letters only."""
    IndexTerm.objects.all().delete()
    with monkeypatch.context() as patched:
        patched.setattr(entries, "SHORT", entries.SHORT_ONCE)
        make_statement("of that people should vote")
        make_statement("should we vote, people?")
    yield
    IndexTerm.objects.all().delete()
    search.install(connection)


def answers() -> dict[str, int]:
    found = {typed: find(parse(typed)).count for typed in ASKED}
    assert found == {
        typed: Statement.objects.all().search(typed).count() for typed in ASKED
    }
    return found


@pytest.mark.usefixtures("older")
def test_an_older_index_answers_before_and_after_it_is_made_anew() -> None:
    search.install(connection)
    before, marked_before = answers(), pairing.longest_paired(parse('"people should"'))

    call_command("reindex")

    assert before == answers() == ASKED
    assert marked_before == entries.SHORT_ONCE
    assert pairing.longest_paired(parse('"people should"')) == entries.SHORT


@pytest.mark.usefixtures("older")
def test_indexing_what_is_missing_does_not_make_old_entries_new() -> None:
    make_statement("people should have a vote")

    call_command("reindex", only_missing=True)

    assert pairing.longest_paired(parse('"people should"')) == entries.SHORT_ONCE
    assert find(parse('"people should"')).count == 2


def test_an_empty_index_is_marked_when_it_is_installed() -> None:
    IndexTerm.objects.all().delete()

    with transaction.atomic():
        search.install(connection)

    assert pairing.longest_paired(parse('"people should"')) == entries.SHORT
    assert find(parse('"people should"')).count == 0
