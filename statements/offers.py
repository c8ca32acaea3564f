"""What is offered where a question found nothing, or few: other questions that find more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from statements import search
from statements.filters import StatementFilter
from statements.other_questions import Asked, Less, Tried, of_today, plainer, try_others
from statements.search.query import Field, Query, value_of
from statements.typed_addresses import address_in, article_at


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question, and how many statements it finds: `MOST_TRIED` may be more."""

    told: str
    address: str
    count: int

    @property
    def number(self) -> str:
        """Return how many, in words."""
        if self.count >= search.MOST_TRIED:
            return f"{search.MOST_TRIED} statements or more"
        return f"{self.count} statement{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Offers:
    """What was meant, perhaps, and what is found where a condition goes."""

    meant: Offer | None = None
    fewer: tuple[Offer, ...] = ()


class Offering:
    """What is offered beside an answer: put together before it is counted, and told after."""

    def __init__(self, asked: StatementFilter) -> None:
        self._asked = asked
        self._tried = Tried()

    def questions(self, query: Query, count: int) -> list[Asked]:
        """Return the questions to be counted where so many statements were found, few or none."""
        choices = self._asked.choices
        if count:
            return [(one, choices) for one in plainer(query)]
        if not address_in(self._asked.chosen("q") or ""):
            self._tried = try_others(query, choices)
        return self._tried.asked(choices)

    def offers(self, found: search.Found) -> Offers | None:
        """Return what finds something where nothing was found."""
        if found.count:
            return None
        if address := address_in(self._asked.chosen("q") or ""):
            offer = _of_article(address) or _of_outlet(self._asked, address)
            return Offers(fewer=(offer,) if offer else ())
        questions = self._tried.asked(self._asked.choices)
        return _told(
            self._asked, self._tried, dict(zip(questions, found.near, strict=True))
        )


def _told(
    asked: StatementFilter, tried: Tried, counted: Mapping[Asked, search.Counted]
) -> Offers:
    found = [counted[one, asked.choices] for one in tried.near]
    meant = [_offer(asked, one) for one in found if one.count][:1]
    most = max((offer.count for offer in meant), default=0)
    fewer = next(
        filter(None, (_left(asked, each, counted, most) for each in tried.less)), []
    )
    most = max((offer.count for offer in fewer), default=most)
    fewer += [
        Offer(
            "Any of these words, the best match first",
            _address(asked, met.query, "best"),
            met.count,
        )
        for one in tried.either
        if (met := counted[one, asked.choices]).count > most and not meant
    ]
    fewer += [
        Offer("The same words without the other conditions", _alone(asked), met.count)
        for one in tried.alone
        if (met := counted[one]).count
    ]
    return Offers(meant[0] if meant else None, tuple(fewer))


def _left(
    asked: StatementFilter,
    less: Iterable[Less],
    counted: Mapping[Asked, search.Counted],
    most: int,
) -> list[Offer]:
    """Return those that find more than so many."""
    return [
        Offer(one.told, _address(asked, met.query), met.count)
        for one in less
        if (met := counted[one.query, asked.choices]).count > most
    ]


def fuller_than(asked: StatementFilter, found: search.Found) -> Offer | None:
    """Return a plainer question that finds more than the few that were found.

    Where days as seen from today were typed, what was said then is worth knowing, be it less.
    """
    days = {one.period for one in of_today(found.query)}
    more = (
        _offer(asked, one)
        for one in found.near
        if one.count > (0 if one.query.period in days else found.count)
    )
    return next(more, None) if found.count else None


def _of_article(address: str) -> Offer | None:
    """Return the article at an address, where it has statements."""
    if not (found := article_at(address)):
        return None
    article, count = found
    return Offer(f"The article “{article}”", article.get_absolute_url(), count)


def _of_outlet(asked: StatementFilter, address: str) -> Offer | None:
    """Return the question for the outlet at an address."""
    value = value_of((urlsplit(address).hostname or "").removeprefix("www."))
    query = Query(fields=(Field("outlet", value),)) if value else Query()
    for found in search.count_each([(query, asked.choices)] if query else []):
        if found.count:
            told = search.sentence(search.as_on_record(found.query))
            return Offer(f"All {told}", _address(asked, found.query), found.count)
    return None


def _offer(asked: StatementFilter, found: search.Counted) -> Offer:
    query = search.as_on_record(found.query)
    plain = not (query.fields or query.period or query.undated)
    told = str(query) if plain else search.sentence(query)
    return Offer(told, _address(asked, query), found.count)


def _address(asked: StatementFilter, query: Query, order: str = "") -> str:
    ordered = {"sort": order} if order else {}
    return asked.parameters.changed({"q": str(search.as_on_record(query))} | ordered)


def _alone(asked: StatementFilter) -> str:
    chosen: dict[str, None] = {name: None for name in asked.form.fields if name != "q"}
    return asked.parameters.changed(chosen)
