"""Questions that are put into words once, because the ORM takes longer for that than the answer does.

A page asks a handful of questions that only differ in what they are about. So a QuerySet is
composed with a `Blank` for each value that differs, and its SQL kept for the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial, update_wrapper
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.db import connection
from django.db.models import FETCH_RAISE, Expression, Model, QuerySet

from statements.asking import ask


class Blank(Expression):
    """A value that is filled in whenever the question is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class _Composed(NamedTuple):
    sql: str
    values: tuple[Any, ...]  # some of them blank
    converters: Mapping[int, Any]  # by column: what makes Python of the database's value

    def answers(self, filled: Mapping[str, Any], *cut: int) -> list[tuple[Any, ...]]:
        """Return the rows; `cut` says how many at most, and how many to pass over."""
        values = [
            filled[value.name] if isinstance(value, Blank) else value
            for value in self.values
        ]
        sql = f"{self.sql} LIMIT %s OFFSET %s" if cut else self.sql
        rows = ask(sql, [*values, *cut])
        return list(map(self._converted, rows)) if self.converters else rows

    def _converted(self, row: Sequence[Any]) -> tuple[Any, ...]:
        columns = list(row)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                columns[place] = convert(columns[place], expression, connection)
        return tuple(columns)


class Question:
    """A QuerySet of tuples; `composed_once` makes one."""

    def __init__(self, compose: Callable[[], QuerySet[Any, Any]], around: str = "") -> None:
        self._compose, self._around = compose, around
        self._composed: dict[tuple[str, bool], _Composed] = {}
        update_wrapper(self, compose)

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values, one for each `Blank`."""
        return self._in_words().answers(values)

    def part(self, start: int, most: int, **values: Any) -> list[tuple[Any, ...]]:
        """Return `most` of the rows at most, from `start` on."""
        return self._in_words().answers(values, most, start)

    def column(self, **values: Any) -> list[Any]:
        """Return what stands in the first column."""
        return [row[0] for row in self(**values)]

    def first(self, **values: Any) -> Any:
        """Return what stands first, None if there is nothing."""
        return next(iter(self.column(**values)), None)

    def _in_words(self) -> _Composed:
        # What is public is a part of most questions.
        key = connection.vendor, settings.PUBLISH_UNREVIEWED
        if key not in self._composed:
            self._composed[key] = self._put_into_words()
        return self._composed[key]

    def _put_into_words(self) -> _Composed:
        compiler = self._compose().query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        if self._around:
            return _Composed(self._around.format(sql), tuple(values), {})
        columns = [column for column, _, _ in compiler.select]
        return _Composed(sql, tuple(values), compiler.get_converters(columns))


class Keys:
    """The first column of a question's rows: so many that a page at a time is asked for.

    `first` are those it begins with, where they are known already.
    """

    def __init__(
        self,
        question: Question,
        count: int,
        values: Mapping[str, Any],
        first: Sequence[Any] = (),
    ) -> None:
        self._question, self._count, self._values = question, count, values
        self._first = first

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, cut: slice) -> list[Any]:
        if cut.stop <= len(self._first):
            return list(self._first[cut])
        most = cut.stop - cut.start
        return [row[0] for row in self._question.part(cut.start, most, **self._values)]


class Tree[Row: Model]:
    """A model and what its rows point to: which columns to ask for, and instances made of them.

    As after `select_related`: "article", "article__outlet". Whatever was not asked for raises
    an error when it is read.
    """

    def __init__(self, model: type[Row], *paths: str, without: Sequence[str] = ()) -> None:
        self.model = model
        self.columns: list[str] = []
        self._branches = [
            self._branch("", without),
            *(self._branch(p, without) for p in paths),
        ]

    def _branch(self, path: str, without: Sequence[str]) -> _Branch:
        model: type[Model] = self.model
        for name in path.split("__") if path else ():
            model = cast("type[Model]", model._meta.get_field(name).related_model)
        names = [field.attname for field in model._meta.concrete_fields]
        before = f"{path}__" if path else ""
        asked = [name for name in names if before + name not in without]
        start = len(self.columns)
        self.columns += [before + name for name in asked]
        return _Branch(path, model, asked, slice(start, len(self.columns)))

    def made_of(self, columns: Sequence[Any]) -> Row:
        """Return a row with the rows around it."""
        made: dict[str, Any] = {}
        for path, model, names, place in self._branches:
            values = columns[place]
            # The primary key comes first: without one, nothing is pointed to.
            here = None
            if values[0] is not None:
                here = model.from_db(
                    connection.alias, names, values, fetch_mode=FETCH_RAISE
                )
            made[path] = here
            above, _, name = path.rpartition("__")
            if name and made[above] is not None:
                setattr(made[above], name, here)
        return cast("Row", made[""])


class _Branch(NamedTuple):
    path: str
    model: type[Model]
    names: list[str]
    place: slice


def composed_once(compose: Callable[[], QuerySet[Any, Any]]) -> Question:
    """Return what asks the QuerySet of tuples that `compose` returns, again and again.

    @composed_once
    def told_by():
        return Statement.objects.filter(speaker=Blank("speaker")).values_list("text")

    told_by(speaker=7)
    """
    return Question(compose)


def composed_within(
    around: str,
) -> Callable[[Callable[[], QuerySet[Any, Any]]], Question]:
    """Return the same for a question "SELECT ... FROM ({}) AS ..." around that QuerySet."""
    return partial(Question, around=around)
