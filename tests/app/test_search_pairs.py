"""Pairs of words in a row: an index made when they were shorter still answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from statements import search
from statements.models import IndexTerm, Statement
from statements.search import entries, find, pairing, parse
from statements.search.entries import PAIRED, PAIRED_ONCE, Paired, pairs_of
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


@pytest.fixture(params=[None, *pairing.MARKS][:-1])
def older(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Paired]:
    """The pairs of an index with two statements that has fewer than those made now."""
    paired = pairing.MARKS.get(request.param, PAIRED_ONCE)
    IndexTerm.objects.all().delete()
    if request.param:
        IndexTerm.objects.create(term=":pairs", count=request.param)
    with monkeypatch.context() as patched:
        patched.setattr(entries, "pairs_of", partial(pairs_of, paired=paired))
        make_statement("of that people should vote for sovereignty")
        make_statement("should we vote, people? Sovereignty for whom")
    yield paired
    IndexTerm.objects.all().delete()
    search.install(connection)


def paired() -> Paired:
    return pairing.paired_in(parse('"should people" "for sovereignty"'))


def answers() -> dict[str, int]:
    found = {typed: find(parse(typed)).count for typed in ASKED}
    assert found == {
        typed: Statement.objects.all().search(typed).count() for typed in ASKED
    }
    return found


def test_an_older_index_answers_before_and_after_it_is_made_anew(older: Paired) -> None:
    search.install(connection)
    before, paired_before = answers(), paired()

    call_command("reindex")

    assert before == answers() == ASKED
    assert paired_before == older
    assert paired() == PAIRED


def test_indexing_what_is_missing_does_not_make_old_entries_new(older: Paired) -> None:
    make_statement("people should have a vote")

    call_command("reindex", only_missing=True)

    assert paired() == older
    assert find(parse('"people should"')).count == 2


def test_an_empty_index_is_marked_when_it_is_installed() -> None:
    IndexTerm.objects.all().delete()

    with transaction.atomic():
        search.install(connection)

    assert paired() == PAIRED
    assert find(parse('"people should"')).count == 0
