"""What a search page shows: a page of statements with their count, facets and repairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from statements import search
from statements.charts import Histogram, histogram
from statements.filters import ORDERS, StatementFilter
from statements.models.cards import Card, make_cards, read_around, read_rows
from statements.narrowing import Chosen, Facet, conditions, facets
from statements.offers import Offer, Offering, Offers, fuller_than
from statements.search.highlight import Marks
from statements.search.lookup import Person
from statements.search.query import Form, Query, Spelling, Term

PAGE = 20
PAGE_IN_CONTEXT = 100
CHOICES = 8  # of one facet in the list beside the results
MANY = 200  # of one facet on a page of its own
AROUND = 60  # characters on either side of a hit


@dataclass(frozen=True, slots=True)
class Line:
    """One hit in the middle of its line."""

    statement: Card
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of an answer, in the form the template sets down."""

    asked: StatementFilter
    found: search.Found
    statements: list[Card]
    sentence: str
    facets: tuple[Facet, ...]
    chart: Histogram | None
    named: tuple[Person, ...]  # speakers whose name was typed
    view: str
    namesakes: tuple[Person, ...] = ()  # who bear a first name that was typed
    offers: Offers | None = None  # where nothing was found
    fuller: Offer | None = None  # a question that finds more than these few

    @property
    def last(self) -> int:
        """Return the place of the last statement on the page."""
        return (self.found.first or 1) + len(self.statements) - 1

    @property
    def extent(self) -> str:
        """Return of which statements the numbers speak, "" where that is all of them."""
        if self.found.exact and self.found.counted == self.found.count:
            return ""
        first = "oldest" if self.asked.order == search.Order.OLDEST else "newest"
        return f"{first} {self.found.counted:,}"

    @property
    def orders(self) -> list[tuple[str, str]]:
        """Return the orders there are; a best match needs words to be measured by."""
        return ORDERS if self.found.query.groups else ORDERS[:2]

    @property
    def lines(self) -> list[Line]:
        """Return every hit of the page in its line, sorted by what follows it."""
        marks = Marks(self.found.query)
        found = (line for row in self.statements for line in _lines(row, marks))
        return sorted(found, key=lambda line: (line.after.casefold(), line.before))

    @property
    def spellings(self) -> list[tuple[Spelling, str]]:
        """Return each name found under other spellings, and the question without them."""
        query = self.found.query
        typed = {term.forms[0]: term for term in query.terms if query.spelling(term)}
        return [
            (
                replace(spelling, form=typed[spelling.form].written or spelling.form),
                _exactly(self.asked.query, spelling.form),
            )
            for spelling in query.spellings
            if spelling.names
        ]

    @property
    def conditions(self) -> list[Chosen]:
        """Return the choices in force, apart from the words."""
        return list(conditions(self.asked))


def find_answer(asked: StatementFilter, cursor: str, view: str) -> Answer:
    """Return the page that begins at `cursor`, loaded for display."""
    size = PAGE_IN_CONTEXT if view == "context" else PAGE
    paging = search.Paging(asked.order, cursor, size)
    offering = Offering(asked)
    found = search.find(asked.query, asked.choices, paging, near=offering.questions)
    bearers = [pk for spelling in found.query.spellings for pk in spelling.speakers]
    most = MANY if view in {"speaker", "outlet"} else CHOICES
    speakers = list(found.facets.speakers)[:most]
    rows = read_rows(found.statements)
    around = read_around(rows, speakers, list(found.facets.outlets)[:most])
    months = {date(*month, 1): count for month, count in found.facets.months.items()}
    people = found.query.lookup.people if found.query.lookup else {}
    named, alike = (
        tuple(people[pk] for pk in dict.fromkeys(pks))
        for pks in (bearers, found.query.namesakes)
    )
    return Answer(
        asked,
        found,
        make_cards(rows, around),
        _sentence(asked),
        tuple(facets(asked, found.facets, around, most)),
        histogram(months),
        named,
        view,
        alike,
        offering.offers(found),
        fuller_than(asked, found),
    )


def _sentence(asked: StatementFilter) -> str:
    return search.sentence(asked.told)


def _exactly(query: Query, form: str) -> str:
    """Return the question with one of its words to be matched exactly as it stands."""

    def exact(term: Term) -> Term:
        plain = term.kind is Form.WORD and term.forms[0] == form
        return replace(term, kind=Form.PHRASE) if plain else term

    groups = tuple(tuple(map(exact, group)) for group in query.groups)
    return str(replace(query, groups=groups))


def _lines(statement: Card, marks: Marks) -> Iterator[Line]:
    text = statement.text
    for start, end in marks.on(text):
        before = text[max(0, start - AROUND) : start]
        after = text[end : end + AROUND]
        yield Line(statement, before, text[start:end], after)
