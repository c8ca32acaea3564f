"""Names: whom `speaker:` and `outlet:` mean. Pure."""

from dataclasses import replace

from statements.search.lookup import Bearer, Lookup
from statements.search.matching import Named
from statements.search.query import Field, Query, value_of

MOST_TOLD = 3  # of one name, each by its own
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

    Only where a few are meant, and where their names are read as their address names, so that it
    is the same question still.
    """
    found = query.lookup
    if not (found and query.fields):
        return query
    fields = dict.fromkeys(
        one for field in query.fields for one in _on_record(field, found)
    )
    return replace(query, fields=tuple(fields))


def _on_record(field: Field, found: Lookup) -> list[Field]:
    if field.name not in {"speaker", "outlet"}:
        return [field]
    bearers = found.called(field.name, field.value)
    if not 0 < len(bearers) <= MOST_TOLD or not all(map(_is_readable, bearers)):
        return [field]
    # Who is named alone comes before those who are named together.
    told = sorted(bearers, key=lambda one: len(one.name))
    return [replace(field, value=one.slug, written=one.name) for one in told]


def _is_readable(bearer: Bearer) -> bool:
    return value_of(bearer.name) == bearer.slug and not _MARKS & {*bearer.name}
