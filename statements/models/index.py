"""What search keeps: one narrow row a statement, and the words of every name.

`statements.search` writes and reads these tables, and `importing.copies` the last. The posting lists
themselves (an FTS5 table, a tsvector) are made by `search.install`, each in its database's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from statements.models.people import SpeakerName
from statements.models.record import Statement
from statements.models.sources import Article

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class RowKeyField(models.BigIntegerField):
    """A large whole number by which SQLite finds a row without an index of its own.

    To SQLite a primary key is the number of its row if it is called just so: "integer".
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class StatementIndex(models.Model):
    """The place of a statement in the order of days, and what is counted about it."""

    # Day << 32 | statement, the day 0 where it is not known: see search.entries.
    sort_key = RowKeyField(primary_key=True)
    statement = models.OneToOneField(
        Statement, models.DB_CASCADE, related_name="index_entry"
    )
    facts = models.BigIntegerField("speaker, outlet, kind, event and state in one number")
    # Ordinals of the days, null where open.
    first_day = models.IntegerField(null=True)
    last_day = models.IntegerField(null=True)

    def __str__(self) -> str:
        return f"Index entry of statement {self.statement_id}"


class NameWord(models.Model):
    """A folded word of a spelling: how a typed name finds the person and other spellings."""

    word = models.CharField(max_length=64, db_index=True)
    name = models.ForeignKey(SpeakerName, models.DB_CASCADE, related_name="words")
    last = models.BooleanField(help_text="The family name, by which other spellings go.")

    def __str__(self) -> str:
        return self.word


class IndexTerm(models.Model):
    """A form that stands in some statement: what beginnings and misspellings are held against."""

    term = models.CharField(max_length=64, primary_key=True)
    count = models.IntegerField("statements, as last counted", default=0)

    def __str__(self) -> str:
        return self.term


class TextMark(models.Model):
    """A mark of the text of an article: those that share one may have the same text."""

    mark = models.BigIntegerField()
    article = models.ForeignKey(Article, models.DB_CASCADE, related_name="marks")

    class Meta:
        indexes = [models.Index(fields=["mark", "article"], name="article_by_text_mark")]

    def __str__(self) -> str:
        return f"Mark of article {self.article_id}"
