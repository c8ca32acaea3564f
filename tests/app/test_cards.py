"""What a card says of a statement beside its words."""

from __future__ import annotations

import pytest

from statements.models import Statement
from statements.templatetags.cards import Shown, card
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


def shown(statement: Statement) -> str:
    return card(Statement.objects.for_display().get(pk=statement.pk), Shown())


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
