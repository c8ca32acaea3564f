from __future__ import annotations

import pytest
from django.core.management import call_command

from statements.management.commands import reindex
from statements.models import NameWord, Statement, StatementIndex
from tests.factories import make_speaker, make_statement


@pytest.mark.django_db(transaction=True)
def test_reindexing_makes_the_whole_index_anew() -> None:
    statement = make_statement("Supplying weapons", speaker=make_speaker("Hikmet Hajiyev"))
    make_statement("Our readiness remains")
    Statement.objects.filter(pk=statement.pk).update(text="Supplying cookies")
    StatementIndex.objects.exclude(statement=statement).delete()
    NameWord.objects.all().delete()

    said = call_command("reindex")

    assert said == "2 statements indexed"
    assert Statement.objects.all().search("weapons").count() == 0
    assert Statement.objects.all().search("cookies OR readiness").count() == 2
    assert Statement.objects.all().search("hajiyev").count() == 1


@pytest.mark.django_db(transaction=True)
def test_only_what_is_missing_can_be_indexed() -> None:
    statement = make_statement("Supplying weapons")
    make_statement("Our readiness remains")
    StatementIndex.objects.filter(statement=statement).delete()

    said = call_command("reindex", only_missing=True)

    assert said == "1 statement indexed"
    assert Statement.objects.all().search("weapons").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_index_is_made_in_the_order_of_days(monkeypatch: pytest.MonkeyPatch) -> None:
    days = ["2021-08-20", "", "2021-08-19", "2021-08", "2021-08-20", "2021-08-19"]
    for said_on in days:
        make_statement("Supplying weapons", said=said_on)
    monkeypatch.setattr(reindex, "BATCH", 1)
    StatementIndex.objects.all().delete()

    said = call_command("reindex", only_missing=True)

    assert said == "6 statements indexed"
    keys = list(reindex._keys(reindex._statements(only_missing=False)))
    in_order = StatementIndex.objects.order_by("sort_key")
    assert keys == list(in_order.values_list("statement", flat=True))
