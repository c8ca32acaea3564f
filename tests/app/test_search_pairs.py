"""Pairs of words in a row: an index made before there were such still answers."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from statements import search
from statements.models import IndexTerm, Statement
from statements.search import entries, find, parse
from statements.search.looking import looked_up
from tests.factories import make_statement

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = {
    '"people should"': 1,
    '"should people"': 0,
    '"that people should"': 1,
    '"of that"': 1,
    '"all of that"': 0,
    '"for sovereignty"': 1,
    '"sovereignty for"': 1,
    '"vote for sovereignty"': 1,
    '"we for sovereignty"': 0,
    'vote -"people should"': 1,
}


@pytest.fixture(params=[None, 63])
def _older(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two statements in an index without pairs, or with others than those made now."""
    IndexTerm.objects.all().delete()
    if request.param:
        IndexTerm.objects.create(term=":pairs", count=request.param)
    with monkeypatch.context() as patched:
        patched.setattr(entries, "pairs_of", lambda _: [":=of=that"])
        make_statement("of that people should vote for sovereignty")
        make_statement("should we vote, people? Sovereignty for whom")


def asks_for_pairs() -> bool:
    (query,) = looked_up([parse('"should people"')])
    return query.lookup is not None and query.lookup.pairs


def answers() -> dict[str, int]:
    found = {typed: find(parse(typed)).count for typed in ASKED}
    assert found == {
        typed: Statement.objects.all().search(typed).count() for typed in ASKED
    }
    return found


@pytest.mark.usefixtures("_older")
def test_an_older_index_answers_before_and_after_it_is_made_anew() -> None:
    search.install(connection)
    before, asked_before = answers(), asks_for_pairs()

    call_command("reindex")

    assert before == answers() == ASKED
    assert not asked_before
    assert asks_for_pairs()


@pytest.mark.usefixtures("_older")
def test_indexing_what_is_missing_does_not_make_old_entries_new() -> None:
    make_statement("people should have a vote")

    call_command("reindex", only_missing=True)

    assert not asks_for_pairs()
    assert find(parse('"people should"')).count == 2


def test_an_empty_index_is_marked_when_it_is_installed() -> None:
    IndexTerm.objects.all().delete()

    with transaction.atomic():
        search.install(connection)

    assert asks_for_pairs()
    assert find(parse('"people should"')).count == 0
