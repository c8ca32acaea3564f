"""Names: whom `speaker:` and `outlet:` mean. Pure."""

from statements.search.lookup import Lookup
from statements.search.matching import Named
from statements.search.query import Query


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
