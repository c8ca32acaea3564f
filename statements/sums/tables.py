"""What is summed up, of which rows, and in words that both databases understand."""

from collections.abc import Mapping
from typing import NamedTuple

STATEMENTS, ARTICLES = "statements_statement", "statements_article"
DAYS, SPEAKERS, BY_ARTICLE = "sums_by_days", "sums_by_speaker", "sums_by_article"
TABLES = (DAYS, SPEAKERS, BY_ARTICLE)
STATES = ("published", "candidate")  # each has a column of numbers
# What of a row decides where it is counted.
OF_STATEMENT = ("earliest", "latest", "speaker_id", "article_id", "state", "current")
OF_ARTICLE = ("id", "outlet_id", "earliest", "latest")
# All rows, as the questions below want them.
EVERY_STATEMENT = f"SELECT {', '.join(OF_STATEMENT)}, 1 AS sign FROM {STATEMENTS}"  # noqa: S608
EVERY_ARTICLE = f"SELECT {', '.join(OF_ARTICLE)} FROM {ARTICLES}"  # noqa: S608


def trigger(table: str, event: str) -> str:
    """Return the name of what follows a way of writing to a table."""
    return f"{table}_sums_{event.lower()}"


class Sums(NamedTuple):
    """A table of numbers, how its keys are made of a statement {r}, and of which statements."""

    table: str
    keys: Mapping[str, str]
    which: str = "true"

    @property
    def names(self) -> str:
        """Return the names of the keys."""
        return ", ".join(self.keys)

    @property
    def columns(self) -> str:
        """Return the names of the keys and the numbers."""
        return ", ".join((*self.keys, *STATES))

    @property
    def places(self) -> str:
        """Return where the keys stand among these."""
        return ", ".join(str(place) for place, _ in enumerate(self.keys, 1))

    def counted(self, rows: str) -> str:
        """Return the question for what statements add up to; each counts its `sign`."""
        keys = (f"{made.format(r='r')} AS {key}" for key, made in self.keys.items())
        numbers = (f"sum({_one_if(state)}) AS {state}" for state in STATES)
        return (
            f"SELECT {', '.join((*keys, *numbers))} FROM ({rows}) AS r"  # noqa: S608
            f" WHERE {self.which.format(r='r')}"
            f" GROUP BY {self.places} HAVING {unequal(*map(_one_if, STATES))}"
        )

    def added(self, counted: str) -> str:
        """Return what adds the columns asked for to the table, where each key has one row."""
        more = (f"{state} = {self.table}.{state} + excluded.{state}" for state in STATES)
        return (
            f"INSERT INTO {self.table} ({self.columns}) {counted}"
            f" ON CONFLICT ({self.names}) DO UPDATE SET {', '.join(more)}"
        )

    def differing(self) -> str:
        """Return the question for keys under which the table has other numbers than the rows."""
        taken = ", ".join(f"-{state}" for state in STATES)
        return (
            f"SELECT {self.names} FROM ({self.counted(EVERY_STATEMENT)} UNION ALL"  # noqa: S608
            f" SELECT {self.names}, {taken} FROM {self.table}) AS both_of_them"
            f" GROUP BY {self.places} HAVING {unequal(*STATES)}"
        )


def _one_if(state: str) -> str:
    return f"CASE WHEN r.current AND r.state = '{state}' THEN r.sign ELSE 0 END"


def unequal(*numbers: str) -> str:
    """Return the condition that one of these does not add up to nothing."""
    return " OR ".join(f"sum({number}) <> 0" for number in numbers)


class Articles(NamedTuple):
    """The table of sums by article, which also says where each article is counted."""

    month: str  # the number of the month of a day {0}, as the database has it

    def placed(self, rows: str) -> str:
        """Return what notes outlet and month of the articles in `rows`."""
        return (
            f"INSERT INTO {BY_ARTICLE} (article, outlet, month) {self.places(rows)}"
            " ON CONFLICT (article) DO UPDATE"
            " SET outlet = excluded.outlet, month = excluded.month"
        )

    def places(self, rows: str) -> str:
        """Return the question for outlet and month of articles; 0 is no month for certain."""
        first, last = self.month.format("r.earliest"), self.month.format("r.latest")
        month = f"CASE WHEN {first} = {last} THEN {first} ELSE 0 END"
        return f"SELECT r.id, r.outlet_id, {month} FROM ({rows}) AS r WHERE true"  # noqa: S608

    def differing(self) -> str:
        """Return the question for articles that are noted elsewhere than they stand."""
        noted = f"SELECT article, outlet, month FROM {BY_ARTICLE} WHERE outlet <> 0"  # noqa: S608
        there = self.places(EVERY_ARTICLE)
        return (
            f"SELECT * FROM ({there} EXCEPT {noted}) AS missing UNION ALL"  # noqa: S608
            f" SELECT * FROM ({noted} EXCEPT {there}) AS wrong"
        )


def sums_of(day: str) -> tuple[Sums, Sums, Sums]:
    """Return the three tables; `day` is how the database has the ordinal of a day {0}."""
    first, last = (day.format(f"{{r}}.{name}") for name in OF_STATEMENT[:2])
    return (
        Sums(DAYS, {"earliest": f"coalesce({first}, 0)", "latest": f"coalesce({last}, 0)"}),
        Sums(SPEAKERS, {"speaker": "coalesce({r}.speaker_id, 0)"}),
        Sums(BY_ARTICLE, {"article": "{r}.article_id"}, "{r}.article_id IS NOT NULL"),
    )
