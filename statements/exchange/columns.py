"""What stands in a line becomes what a row holds, or is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from statements.exchange.kinds import Column

_TYPES: Mapping[type[Column], tuple[type, ...]] = {
    models.BooleanField: (bool,),
    models.FloatField: (float, int),
    models.IntegerField: (int,),
    models.CharField: (str,),
    models.TextField: (str,),
    models.DateField: (str,),  # instants included
    models.JSONField: (list, dict, str, int, float, bool),
}
_READ: Mapping[type[Column], Callable[[str], date]] = {
    models.DateTimeField: datetime.fromisoformat,  # before the days: it is one of them
    models.DateField: date.fromisoformat,
}


class ColumnsReader:
    """Reads the columns of a type that refer to no row.

    A database may keep what is of another type than its column, so that is looked at here.
    """

    def __init__(self, columns: Iterable[Column]) -> None:
        self._plan = [
            (column.name, _types_of(column), _first(_READ, column)) for column in columns
        ]

    def read(self, line: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns of a row. Raises KeyError, TypeError or ValueError."""
        values: dict[str, Any] = {}
        for name, types, read in self._plan:
            value = line[name]
            if type(value) not in types:
                raise TypeError(f"{name} cannot be {value!r:.50}")
            values[name] = read(value) if read and value is not None else value
        return values


def _types_of(column: Column) -> frozenset[type]:
    types = _first(_TYPES, column)
    if types is None:
        raise TypeError(f"Give _TYPES the types that {column} may have in a file.")
    return frozenset(types) | ({type(None)} if column.null else set())


def _first[T](table: Mapping[type[Column], T], column: Column) -> T | None:
    return next((found for kind, found in table.items() if isinstance(column, kind)), None)
