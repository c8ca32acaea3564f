"""Names: whom `speaker:` and `outlet:` mean. Pure."""

from dataclasses import replace

from statements.search.lookup import Lookup
from statements.search.matching import Named
from statements.search.query import Field, Query, value_of

_MARKS = frozenset('“”‘"')  # of a quotation, in what is typed and in sentences


def name_what_is_named(query: Query, found: Lookup) -> Named:
    """Return the speakers and outlets typed, as numbers."""

    def numbers(name: str, *, excluded: bool = False) -> tuple[int, ...]:
        values = query.values(name, excluded=excluded)
        return tuple(sorted({pk for value in values for pk in known[name, value]}))

    known = {
        (field.name, field.value): [one.pk for one in found.called(field.name, field.value)]
        for field in query.fields
        if field.name in {"speaker", "outlet"}
    }
    return Named(
        numbers("speaker") if query.values("speaker") else None,
        numbers("outlet") if query.values("outlet") else None,
        numbers("speaker", excluded=True),
        numbers("outlet", excluded=True),
        tuple(value for (_, value), bearers in known.items() if not bearers),
    )


def as_on_record(query: Query) -> Query:
    """Return the question with the names of speakers and outlets as they are on record.

    Only where one alone is meant, and where the name is read as its address name, so that it is
    the same question still.
    """
    found = query.lookup
    if not (found and query.fields):
        return query
    fields = dict.fromkeys(_on_record(field, found) for field in query.fields)
    return replace(query, fields=tuple(fields))


def _on_record(field: Field, found: Lookup) -> Field:
    if field.name not in {"speaker", "outlet"}:
        return field
    bearers = found.called(field.name, field.value)
    if len(bearers) != 1 or value_of(bearers[0].name) != bearers[0].slug:
        return field
    (one,) = bearers
    return (
        field if _MARKS & {*one.name} else replace(field, value=one.slug, written=one.name)
    )
