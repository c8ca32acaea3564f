from __future__ import annotations

import pytest
from django.core.management import call_command

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
