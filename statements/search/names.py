"""Names: whom `speaker:` and `outlet:` mean."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.db import connections

from statements.search.matching import Named
from statements.search.query import Query
from statements.search.writing import name_words


def name_what_is_named(query: Query, using: str = "default") -> Named:
    """Return the speakers and outlets typed, as numbers."""
    return name_each([query], using)[0]


def name_each(queries: Sequence[Query], using: str = "default") -> list[Named]:
    """Return whom each of these questions names, after one look at the record."""
    typed = {
        (field.name, field.value)
        for query in queries
        for field in query.fields
        if field.name in {"speaker", "outlet"}
    }
    known = _called(typed, using) if typed else {}
    return [_named(query, known) for query in queries]


def _named(query: Query, known: Mapping[tuple[str, str], list[int]]) -> Named:
    def numbers(name: str, *, excluded: bool = False) -> tuple[int, ...]:
        values = query.values(name, excluded=excluded)
        return tuple(sorted({pk for value in values for pk in known[name, value]}))

    typed = dict.fromkeys((field.name, field.value) for field in query.fields)
    return Named(
        numbers("speaker") if query.values("speaker") else None,
        numbers("outlet") if query.values("outlet") else None,
        numbers("speaker", excluded=True),
        numbers("outlet", excluded=True),
        tuple(field[1] for field in typed if known.get(field) == []),
    )


class _Bearer(NamedTuple):
    """A speaker or an outlet, and what it is called by."""

    kind: str
    pk: int
    slugs: Collection[str]
    words: Collection[str]  # of one of its names


def _called(
    typed: Collection[tuple[str, str]], using: str
) -> dict[tuple[str, str], list[int]]:
    """Return who is called so: those with this address name, else those with its words."""
    slugs = [value for name, value in typed if name == "speaker"]
    bearers = _bearers(slugs, using, outlets=len(slugs) < len(typed))
    return {
        (name, value): _bearing(value, [one for one in bearers if one.kind == name])
        for name, value in typed
    }


def _bearing(value: str, bearers: Sequence[_Bearer]) -> list[int]:
    wanted = set(value.split("-"))
    by_slug = {bearer.pk for bearer in bearers if value in bearer.slugs}
    by_words = {bearer.pk for bearer in bearers if wanted <= set(bearer.words)}
    return sorted(by_slug or by_words)


def _bearers(speakers: Sequence[str], using: str, *, outlets: bool) -> list[_Bearer]:
    """Return the speakers who may be called so, once for each name, and all outlets."""
    words = list({word for value in speakers for word in value.split("-")})
    slug, word = (", ".join(["%s"] * len(keys)) for keys in (speakers, words))
    parts = []
    if speakers:
        parts = [
            f"SELECT id, slug, 0, '', '' FROM statements_speaker WHERE slug IN ({slug})",  # noqa: S608
            f"SELECT speaker_id, slug, 0, '', '' FROM statements_oldslug WHERE slug IN ({slug})",  # noqa: S608
            (
                "SELECT n.speaker_id, '', n.id, w.word, '' FROM statements_nameword AS w"  # noqa: S608
                " JOIN statements_speakername AS n ON n.id = w.name_id"
                f" WHERE w.word IN ({word}) AND n.state <> 'ignored'"
                " AND n.speaker_id IS NOT NULL"
            ),
        ]
    if outlets:
        parts.append("SELECT id, slug, -1, name, domain FROM statements_outlet")
    with connections[using].cursor() as cursor:
        values = [*speakers, *speakers, *words] if speakers else []
        cursor.execute(" UNION ALL ".join(parts), values)
        rows = cursor.fetchall()
    names: dict[tuple[int, str, int], list[str]] = {}
    for pk, slugged, name, said, _ in rows:
        if name >= 0:
            names.setdefault((pk, slugged, name), []).append(said)
    return [
        _Bearer("speaker", pk, (slugged,), said) for (pk, slugged, _), said in names.items()
    ] + [
        _Bearer("outlet", pk, (slugged, _bare(domain)), outlet_words(called, domain))
        for pk, slugged, name, called, domain in rows
        if name < 0
    ]


def outlet_words(name: str, domain: str) -> set[str]:
    """Return the words that `outlet:` finds an outlet by."""
    return {*name_words(f"{name} {domain}")}


def _bare(domain: str) -> str:
    return domain.removeprefix("www.").replace(".", "-")
