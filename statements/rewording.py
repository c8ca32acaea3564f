"""Questions as one would ask a person: days in words, and words that only ask. Pure."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from statements.days import read_day
from statements.extraction.lexicon.roles import OFFICES
from statements.search.periods import Period, read_period
from statements.search.query import EVENTS, Field, Form, Query, Term

LONGEST_DAY = 3  # words: "19 August 2021"
LONGEST_RANGE = 8  # words: "between 19 August 2021 and 5 November 2021"
_BOUNDS = frozenset(("since", "after", "before", "until", "till", "to"))
_OPENINGS = _BOUNDS | {"from", "between"}
_JOINTS = frozenset(("to", "and", "until", "till"))
_YEARS = re.compile("([0-9]{4})-([0-9]{4})")
MOST_OF_A_PHRASE = 8  # words
LONGEST_NAME = 4  # words, of a speaker or an outlet
# What nearly every question in plain English has, and hardly any statement together.
_ASKING = frozenset(
    """a about all an and any are as at be been by did do does every for from had has have he her
    him his how in is it its me of on or quote quotes s said say saying says she show so speak
    spoke state stated statement statements states talk talked tell tells that the their them
    there these they this those to told us was we were what when where which who whom whose why
    will with words""".split()
)

# What an article says around a statement, and the statement itself seldom.
_REPORTING = frozenset(
    """according added adding adds claimed claims comment commented comments noted notes official
    opinion position quoted remark remarked remarks reported reports says stressed stresses
    thinks thought told view views vs warned warns""".split()
)


def reworded(query: Query) -> Query:
    """Return the question with days in words as a period, and without words that only ask.

    >>> from statements.search.parsing import parse
    >>> str(reworded(parse("what did zakharova say about weapons on 19 August 2021")))
    'zakharova weapons on:2021-08-19'
    >>> str(reworded(parse("arms or troops")))
    'arms OR troops'
    """
    joined = replace(query, groups=tuple(dict.fromkeys(_with_either(query.groups))))
    return _without(joined if query.period else _dated(joined), _ASKING)


def untitled(query: Query) -> Query:
    """Return the question without offices and without words that report.

    >>> from statements.search.parsing import parse
    >>> str(untitled(parse("president aliyev stressed peace")))
    'aliyev peace'
    """
    return _without(query, OFFICES | _REPORTING)


def loosened(query: Query, *, quoted: bool = True) -> Query:
    """Return the question with the words of each phrase by themselves; of many the longest.

    Only phrases that were not `quoted` are those of words joined by a hyphen.

    >>> from statements.search.parsing import parse
    >>> str(loosened(parse('"a balance of the power" arms')))
    'balance power arms'
    >>> str(loosened(parse('"balance of power" military-technical'), quoted=False))
    '"balance of power" military technical'
    """
    groups: list[tuple[Term, ...]] = []
    for group in query.groups:
        term = group[0]
        loose = len(term.forms) > 1 and (quoted or " " not in term.written)
        words = _longest(term.forms) if loose and len(group) == 1 else []
        groups += [(Term(Form.WORD, (word,)),) for word in words] or [group]
    return replace(query, groups=tuple(dict.fromkeys(groups)))


def _longest(forms: Sequence[str]) -> list[str]:
    words = [form for form in dict.fromkeys(forms) if form not in _ASKING]
    longest = sorted(words, key=len, reverse=True)[:MOST_OF_A_PHRASE]
    return [word for word in words if word in longest]


def at_occasion(query: Query) -> Query:
    """Return the question with the name of an occasion taken for one.

    >>> from statements.search.parsing import parse
    >>> str(at_occasion(parse("zakharova press briefing")))
    'zakharova event:press-briefing'
    """
    for event in EVENTS[:-1]:  # "other" is a word like others
        for words in (event.split("-"), event.split("-")[-1:]):
            if (rest := _cut_out(query, words)) is not None:
                return replace(rest, fields=(*query.fields, Field("event", event)))
    return query


def runs(query: Query, known: Container[str]) -> Iterator[tuple[str, Query]]:
    """Yield words of the question that stand side by side and are known, and the rest of it.

    The longest come first.

    >>> from statements.search.parsing import parse
    >>> [(name, str(rest)) for name, rest in runs(parse("oc media on peace"), {"oc", "media"})]
    [('oc-media', 'on peace'), ('oc', 'media on peace'), ('media', 'oc on peace')]
    """
    named = [
        (start, end)
        for start, end in _stretches(len(query.groups), LONGEST_NAME)
        if all(_words(group) and all(w in known for w in _words(group))
               for group in query.groups[start:end])
    ]  # fmt: skip
    for start, end in named:
        name = "-".join(word for group in query.groups[start:end] for word in _words(group))
        yield name, replace(query, groups=query.groups[:start] + query.groups[end:])


def day_without_year(query: Query) -> tuple[int, int, Query] | None:
    """Return month and day of the first that stands in words alone, and the rest.

    >>> from statements.search.parsing import parse
    >>> month, day, rest = day_without_year(parse("zakharova 19 August"))
    >>> month, day, str(rest)
    (8, 19, 'zakharova')
    """
    for start, end in _stretches(len(query.groups), LONGEST_DAY):
        words = [_word(group) for group in query.groups[start:end]]
        known = _edtf(" ".join(words)) if all(words) else ""
        if known.startswith("XXXX-") and not query.period:
            rest = query.groups[:start] + query.groups[end:]
            return int(known[5:7]), int(known[8:10]), replace(query, groups=rest)
    return None


def telling_words(query: Query) -> list[str]:
    """Return the plain words of a question with an office in it, [] where there is none.

    >>> from statements.search.parsing import parse
    >>> telling_words(parse("the president of azerbaijan on peace")), telling_words(parse("peace"))
    (['president', 'azerbaijan', 'peace'], [])
    """
    words = [word for word in map(_word, query.groups) if word and word not in _ASKING]
    return words if any(word in OFFICES for word in words) else []


def without_words(query: Query, words: Container[str]) -> Query:
    """Return the question without these plain words."""
    return replace(
        query, groups=tuple(group for group in query.groups if _word(group) not in words)
    )


def _without(query: Query, words: Container[str]) -> Query:
    groups = tuple(group for group in query.groups if _word(group) not in words)
    shorter = replace(query, groups=groups)
    left = shorter.groups or shorter.fields or shorter.period
    return shorter if left else query


def _with_either(groups: Sequence[tuple[Term, ...]]) -> Iterator[tuple[Term, ...]]:
    """Yield the groups with those around an "or" as alternatives."""
    rest = list(groups)
    while rest:
        group = rest.pop(0)
        while len(rest) > 1 and _word(rest[0]) == "or":
            group += rest[1]
            del rest[:2]
        yield tuple(dict.fromkeys(group))


def _cut_out(query: Query, words: Sequence[str]) -> Query | None:
    """Return the question without these words side by side, None where they are not so."""
    for start in range(len(query.groups) - len(words) + 1):
        end = start + len(words)
        if [_word(group) for group in query.groups[start:end]] == list(words):
            return replace(query, groups=query.groups[:start] + query.groups[end:])
    return None


def _dated(query: Query) -> Query:
    """Return the question with the first day, month, year or range in words as its period."""
    words = [_word(group) for group in query.groups]
    for start, end in _stretches(len(words), LONGEST_RANGE):
        said = words[start:end]
        numbered = any(word[:1].isdecimal() or word[-1:].isdecimal() for word in said)
        if numbered and all(said) and (period := _range(said)):
            rest = (*query.groups[:start], *query.groups[end:])
            return replace(query, groups=rest, period=period)
    return query


def _range(words: Sequence[str]) -> Period | None:
    """Return the days of "19 August 2021", "since 2021" or "between March and July 2025"."""
    opening, said = (words[0], words[1:]) if words[0] in _OPENINGS else ("", words)
    for place, word in enumerate(said):
        if word in _JOINTS and opening not in _BOUNDS:
            return _between(said[:place], said[place + 1 :])
    return _bounded(opening, _period(said))


def _between(first: Sequence[str], last: Sequence[str]) -> Period | None:
    """Return the days between two; a year that one of them lacks is that of the other."""
    begin = _period(first) or _period([*first, *last[-1:]])
    end = _period(last) or _period([*last, *first[-1:]])
    return Period(begin.first, end.last) if begin and end else None


def _bounded(opening: str, period: Period | None) -> Period | None:
    if not period:
        return None
    match opening:
        case "since" | "from":
            return Period(period.first, None)
        case "until" | "till" | "to":
            return Period(None, period.last)
        case "after":
            return Period(period.after().first, None)
        case "before":
            return Period(None, period.before().last)
        case "between":
            return None
    return period


def _period(words: Sequence[str]) -> Period | None:
    if len(words) > LONGEST_DAY or not words:
        return None
    if len(words) == 1 and (years := _YEARS.fullmatch(words[0])):
        return _between([years[1]], [years[2]]) if years[1] < years[2] else None
    slashed = "/".join(words) if len(words) == LONGEST_DAY else ""
    return read_period(_edtf(" ".join(words)) or _edtf(slashed))


def _edtf(words: str) -> str:
    try:
        return read_day(words)
    except ValueError:
        return ""


def _stretches(count: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the half-open stretches of up to so many words, the longest first."""
    for length in range(longest, 0, -1):
        yield from ((start, start + length) for start in range(count - length + 1))


def _words(group: tuple[Term, ...]) -> tuple[str, ...]:
    """Return the words of a group as names have them, none where it has alternatives.

    What was typed as mirror-spectator was read as two words in a row.
    """
    term = group[0]
    if len(group) > 1 or term.kind is Form.PREFIX:
        return ()
    return tuple(form.removesuffix("'s").replace("'", "") for form in term.forms)


def _word(group: tuple[Term, ...]) -> str:
    """Return the one word of a group, "" where it is another condition.

    What was typed as 2021-08-19 was read as three words in a row.
    """
    term = group[0]
    if len(group) > 1 or term.kind is Form.PREFIX:
        return ""
    numbers = all(form.isdecimal() for form in term.forms)
    return "-".join(term.forms) if term.kind is Form.WORD or numbers else ""
