"""What was typed behind a field's name, and the question so far. Pure."""

from dataclasses import dataclass, field

from statements.search.periods import ALL_TIME, Period, read_period, speaks_of_time
from statements.search.query import EVENTS, KINDS, Field, Term, name_as_typed, value_of

# What other sites call these fields.
_NAMES = {
    **dict.fromkeys(("by", "author"), "speaker"),
    **dict.fromkeys(("source", "site"), "outlet"),
    **dict.fromkeys(("date", "year", "month", "day"), "on"),
    "since": "from",
    "until": "to",
    "type": "kind",
}
FIELDS = (
    "speaker",
    "outlet",
    "kind",
    "event",
    "on",
    "from",
    "to",
    "is",
    "before",
    "after",
    *_NAMES,
)
_NAMED = {"speaker", "outlet"}
# What readers and the pages call them, besides their names.
_KINDS_CALLED = {
    **dict.fromkeys(("quote", "quotes", "quoted", "quotation"), "direct"),
    **dict.fromkeys(("partly", "partly-quoted"), "mixed"),
    **dict.fromkeys(("reported", "paraphrase", "paraphrased"), "indirect"),
}


@dataclass(slots=True)
class Reading:
    """The question so far, while what was typed is walked through once."""

    groups: list[tuple[Term, ...]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    since: Period = ALL_TIME
    until: Period = ALL_TIME
    undated: bool = False
    repairs: list[str] = field(default_factory=list)
    either: bool = False  # an OR waits for its right side
    negate: bool = False  # a NOT waits for its word
    joinable: bool = False  # the last item was a wanted term, so OR has a left side


def take_field(reading: Reading, called: str, typed: str, *, excluded: bool) -> str:
    """Add a field to the question; return what is to be looked for as words instead."""
    name, value = _NAMES.get(called.lower(), called.lower()), value_of(typed)
    if name in {"on", "from", "to", "before", "after"}:
        period = read_period(typed)
        if period is None:
            return _take_no_days(reading, name, typed, excluded=excluded)
        _take_days(reading, name, period)
    elif name == "is" and value in {"undated", "unknown"}:
        reading.undated = True
    else:
        name = "kind" if name == "is" else name
        if known := _known(name, value):
            written = name_as_typed(typed, known) if name in _NAMED else ""
            reading.fields.append(Field(name, known, excluded, written))
        else:
            reading.repairs.append(f"{name}:{typed} names nothing known; it was left out.")
    return ""


def _known(name: str, value: str) -> str:
    """Return the value as the index has it, "" where no such kind or event exists."""
    if not value or name in _NAMED:
        return value
    choices = KINDS if name == "kind" else EVENTS
    value = _KINDS_CALLED.get(value, value) if name == "kind" else value
    near = (choice for choice in choices if value in {choice, *choice.split("-")})
    return value if value in choices else next(near, "")


def _take_days(reading: Reading, name: str, period: Period) -> None:
    match name:
        case "before":
            reading.until = period.before()
        case "after":
            reading.since = period.after()
        case _:
            reading.since = reading.since if name == "to" else period
            reading.until = reading.until if name == "from" else period


def _take_no_days(reading: Reading, name: str, typed: str, *, excluded: bool) -> str:
    """Take what cannot be a day for a name or for words, as far as it is one."""
    said = f"{name}:{typed} is no day, month or year such as 2021-08"
    value = value_of(typed)
    if not value or any(char.isdecimal() for char in value) or speaks_of_time(value):
        reading.repairs.append(f"{said}; it was left out.")
        return ""
    if name == "from":
        reading.repairs.append(f"{said}; it was read as speaker:{value}.")
        reading.fields.append(Field("speaker", value, excluded))
        return ""
    reading.repairs.append(f"{said}; {typed} was looked for.")
    return typed
