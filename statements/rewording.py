"""Questions as one would ask a person: days in words, and words that only ask. Pure."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from statements.asked_days import stretches, with_days, word_of
from statements.extraction.lexicon.roles import OFFICES
from statements.search.query import EVENTS, Field, Form, Query, Term

MOST_OF_A_PHRASE = 8  # words
LONGEST_NAME = 4  # words, of a speaker or an outlet
# What nearly every question in plain English has, and hardly any statement together.
_ASKING = frozenset(
    """a about all an and any are as at be been by containing did do does every for from had has have he her
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
    return _without(joined if query.period else with_days(joined), _ASKING)


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


def closed_up(query: Query) -> Query:
    """Return the question with words joined by a hyphen as one.

    >>> from statements.search.parsing import parse
    >>> str(closed_up(parse("co-operation e-mail")))
    'cooperation email'
    """
    groups = tuple(
        (Term(Form.WORD, ("".join(group[0].forms),)),) if _is_hyphened(group) else group
        for group in query.groups
    )
    return replace(query, groups=tuple(dict.fromkeys(groups)))


def is_quoted(query: Query) -> bool:
    """Return whether there is a phrase of words that were not joined by a hyphen."""
    return any(len(term.forms) > 1 and " " in term.written for term in query.terms)


def _is_hyphened(group: tuple[Term, ...]) -> bool:
    return len(group) == 1 and len(group[0].forms) > 1 and "-" in group[0].written


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
        for start, end in stretches(len(query.groups), LONGEST_NAME)
        if all(_words(group) and all(w in known for w in _words(group))
               for group in query.groups[start:end])
    ]  # fmt: skip
    for start, end in named:
        name = "-".join(word for group in query.groups[start:end] for word in _words(group))
        yield name, replace(query, groups=query.groups[:start] + query.groups[end:])


def telling_words(query: Query) -> list[str]:
    """Return the plain words of a question with an office in it, [] where there is none.

    >>> from statements.search.parsing import parse
    >>> telling_words(parse("the president of azerbaijan on peace")), telling_words(parse("peace"))
    (['president', 'azerbaijan', 'peace'], [])
    """
    words = [word for word in map(word_of, query.groups) if word and word not in _ASKING]
    return words if any(word in OFFICES for word in words) else []


def without_words(query: Query, words: Container[str]) -> Query:
    """Return the question without these plain words."""
    return replace(
        query, groups=tuple(group for group in query.groups if word_of(group) not in words)
    )


def _without(query: Query, words: Container[str]) -> Query:
    groups = tuple(group for group in query.groups if word_of(group) not in words)
    shorter = replace(query, groups=groups)
    left = shorter.groups or shorter.fields or shorter.period
    return shorter if left else query


def _with_either(groups: Sequence[tuple[Term, ...]]) -> Iterator[tuple[Term, ...]]:
    """Yield the groups with those around an "or" as alternatives."""
    rest = list(groups)
    while rest:
        group = rest.pop(0)
        while len(rest) > 1 and word_of(rest[0]) == "or":
            group += rest[1]
            del rest[:2]
        yield tuple(dict.fromkeys(group))


def _cut_out(query: Query, words: Sequence[str]) -> Query | None:
    """Return the question without these words side by side, None where they are not so."""
    for start in range(len(query.groups) - len(words) + 1):
        end = start + len(words)
        if [word_of(group) for group in query.groups[start:end]] == list(words):
            return replace(query, groups=query.groups[:start] + query.groups[end:])
    return None


def _words(group: tuple[Term, ...]) -> tuple[str, ...]:
    """Return the words of a group as names have them, none where it has alternatives.

    What was typed as mirror-spectator was read as two words in a row.
    """
    term = group[0]
    if len(group) > 1 or term.kind is Form.PREFIX:
        return ()
    return tuple(form.removesuffix("'s").replace("'", "") for form in term.forms)
