from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statements.search.parsing import MAX_TERMS, parse
from statements.search.periods import Period, read_period
from statements.search.query import Field, Form, Query, Term, value_of
from statements.search.sentences import sentence


def word(form: str) -> Term:
    return Term(Form.WORD, (form,))


def phrase(*forms: str) -> Term:
    return Term(Form.PHRASE, forms)


def prefix(form: str) -> Term:
    return Term(Form.PREFIX, (form,))


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("Weapons", [[word("weapons")]]),
        ("weapons supply", [[word("weapons")], [word("supply")]]),
        ('"Balance of Power"', [[phrase("balance", "of", "power")]]),
        ('say "open end', [[word("say")], [word("open")], [word("end")]]),
        ("“balance of power„", [[phrase("balance", "of", "power")]]),
        ('"weapons"', [[phrase("weapons")]]),
        ("weap*", [[prefix("weap")]]),
        ("a OR b OR c d", [[word("a"), word("b"), word("c")], [word("d")]]),
        ('a | "b c"', [[word("a"), phrase("b", "c")]]),
        ("a|b", [[word("a"), word("b")]]),
        ("to:a on:b-c", [[word("a")], [phrase("b", "c")]]),
        ("a or b", [[word("a")], [word("or")], [word("b")]]),
        ("a AND b", [[word("a")], [word("b")]]),
        ("Nagorno-Karabakh", [[phrase("nagorno", "karabakh")]]),
        ("and/or", [[word("and")], [word("or")]]),
        ("1,000 U.S.", [[word("1000")], [word("us")]]),
        ("Əliyev’s", [[word("aliyev's")]]),
        (
            "https://example.org/a",
            [[word("https")], [phrase("example", "org")], [word("a")]],
        ),
        ("a a", [[word("a")]]),
        ("", []),
        ("* - ( ) … “”", []),
    ],
)
def test_words_are_read(typed: str, groups: list[list[Term]]) -> None:
    assert [list(group) for group in parse(typed).groups] == groups


@pytest.mark.parametrize(
    ("typed", "excluded"),
    [
        ("a -b", [word("b")]),
        ("a NOT b", [word("b")]),
        ('a -"b c"', [phrase("b", "c")]),
        ("a -b-c", [phrase("b", "c")]),
        ("a −b", [word("b")]),
        ("a !b", []),
        ("a -b*", [word("b")]),
        ("a -bc*", [prefix("bc")]),
        ("a - b", []),
        ("a--b", []),
    ],
)
def test_exclusions_are_read(typed: str, excluded: list[Term]) -> None:
    assert list(parse(typed).excluded) == excluded


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("speaker:zakharova", [Field("speaker", "zakharova")]),
        ('speaker:"Maria Zakharova"', [Field("speaker", "maria-zakharova")]),
        ("SPEAKER:“Maria Zakharova”", [Field("speaker", "maria-zakharova")]),
        ("by:O’Brien", [Field("speaker", "obrien")]),
        ("outlet:OC-Media", [Field("outlet", "oc-media")]),
        ("-outlet:tass", [Field("outlet", "tass", excluded=True)]),
        ("NOT kind:direct", [Field("kind", "direct", excluded=True)]),
        ("event:briefing", [Field("event", "press-briefing")]),
        ("is:indirect", [Field("kind", "indirect")]),
        ("speaker: zakharova", [Field("speaker", "zakharova")]),
        ("speaker: outlet: tass", [Field("outlet", "tass")]),
        ("site:tass.com", [Field("outlet", "tass-com")]),
        ("is:quoted", [Field("kind", "direct")]),
        ("kind:paraphrase", [Field("kind", "indirect")]),
        ("from:Zakharova", [Field("speaker", "zakharova")]),
        ("-from:Zakharova", [Field("speaker", "zakharova", excluded=True)]),
        ("a:b", []),
    ],
)
def test_fields_are_read(typed: str, fields: list[Field]) -> None:
    assert list(parse(typed).fields) == fields


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("on:2021-08-19", Period(date(2021, 8, 19), date(2021, 8, 19))),
        ("on:19.8.2021", Period(date(2021, 8, 19), date(2021, 8, 19))),
        ("on:2024-02", Period(date(2024, 2, 1), date(2024, 2, 29))),
        ("from:2021", Period(date(2021, 1, 1), None)),
        ("until:2021", Period(None, date(2021, 12, 31))),
        ("from:2022 to:2021", Period(date(2021, 1, 1), date(2022, 12, 31))),
        ('on:"19 August 2021"', Period(date(2021, 8, 19), date(2021, 8, 19))),
        ('on:"Aug. 19th, 2021"', Period(date(2021, 8, 19), date(2021, 8, 19))),
        ("on:august-2021", Period(date(2021, 8, 1), date(2021, 8, 31))),
        ("on: 2021-08", Period(date(2021, 8, 1), date(2021, 8, 31))),
        ("year:2021", Period(date(2021, 1, 1), date(2021, 12, 31))),
        ("before:2021", Period(None, date(2020, 12, 31))),
        ("after:2021-08", Period(date(2021, 9, 1), None)),
        ("before:0001-01-01", Period(None, date.min)),
        ("after:9999", Period(date.max, None)),
        ('on:"31 february 2021"', Period()),
        ('on:"xx 2021"', Period()),
        ("on:yesterday", Period()),
        ("on:2021-13", Period()),
        ("on:2021-00", Period()),
        ("on:0000", Period()),
    ],
)
def test_days_are_read(typed: str, period: Period) -> None:
    assert parse(typed).period == period


@pytest.mark.parametrize(
    ("typed", "repair"),
    [
        ('"open', "A quotation mark without its partner was left out"),
        ("OR a", "OR needs a word on both sides"),
        ("a OR", "OR and NOT need a word after them"),
        ("(a b) OR c", "Brackets do not group words"),
        ("a*", "a* is too short to complete; a was looked for"),
        ("speaker:", "speaker: names nothing known"),
        ("kind:loud", "kind:loud names nothing known"),
        (
            "from:soon",
            "from:soon is no day, month or year such as 2021-08; it was left out",
        ),
        ("from:august", "it was left out"),
        ("from:zakharova", "it was read as speaker:zakharova"),
        ("to:armenia", "armenia was looked for"),
        ("?", "No word could be read in this"),
        ("from:2022 to:2021", "they were exchanged"),
        (" ".join(f"w{n}" for n in range(MAX_TERMS + 1)), "Only the first 32 words"),
        ("a " * 1_001, "Only the first 2,000 characters"),
    ],
)
def test_what_is_repaired_is_said(typed: str, repair: str) -> None:
    assert any(said.startswith(repair) or repair in said for said in parse(typed).repairs)


@pytest.mark.parametrize(
    "typed", ["weapons", '"a b" -c', "a OR b", "speaker:x on:2021", ""]
)
def test_nothing_is_repaired_in_what_is_plain(typed: str) -> None:
    assert parse(typed).repairs == ()


WORDS = ["weapons", "Russia’s", "advocate[s]", "U.S.", "1,000", "x-y", "Əliyev"]
JOINTS = [
    "statements",
    "by",
    "and",
    "or",
    "not",
    "containing",
    "without",
    "ones",
    "‘",
    ", ",
]
FIELDS = [
    "by:",
    "from: ",
    "before:2021",
    "to:x",
    "on:'19 may 2021'",
    "speaker:",
    "-outlet:or-not",
    "-kind:mixed",
    "on:",
    "from:2021",
    "to:2020-02",
    "kind:direct",
    "event:call",
    "is:undated",
]
SIGNS = list('"“”-*()|:[]’ \x00\ud800')
PIECES = st.sampled_from(
    [*WORDS, *FIELDS, *SIGNS, *JOINTS, " ", " ", " ", "OR", "NOT", "AND"]
)
TYPED = st.lists(PIECES, max_size=30).map("".join) | st.text()


@given(TYPED)
@settings(max_examples=500)
@example("a " * 5_000)
@example('"' * 5_000)
@example("-" * 5_000)
@example("OR, a OR")
def test_a_question_written_down_is_the_same_question(typed: str) -> None:
    query = parse(typed)

    again = parse(str(query))

    assert again == query
    assert str(again) == str(query)
    assert not again.repairs


@given(TYPED)
@settings(max_examples=500)
@example("AND statements by x")
@example("AND everything on record")
@example("kind:indirect kind:mixed -kind:direct outlet:a")
@example("AND quoted statements")
@example('or "or" containing and speaker:or event:other -event:social words on:0500-08')
@example("speaker:quoted outlet:other speaker:social-post -kind:direct without a known day")
@example(" OR ".join(f'"a b{n}"' for n in range(200)))
@example('outlet:Mirror-Spectator -speaker:"Anna-Maria O’Brien or Not" speaker:"To 2021"')
@example('speaker:‘Reported-at’ speaker:"A‘B or C’" outlet:"St. In-May 7’s" speaker:X’')
def test_the_sentence_of_a_question_is_the_same_question(typed: str) -> None:
    query = parse(typed)

    again = parse(sentence(query))

    assert again == query
    assert sentence(again) == sentence(query)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("everything on record", ""),
        ("Everything on record", ""),
        ("Statements by Maria Zakharova, in 2021", 'speaker:"Maria Zakharova" on:2021'),
        (
            "Quoted statements by zakharova in August 2021",
            "speaker:zakharova kind:direct on:2021-08",
        ),
        ("statements containing arms and war on 5 May 2021", "arms war on:2021-05-05"),
        ("statements by ‘x in 2021’", "speaker:x-in-2021"),
        ("statements by Maria Zakharova", 'speaker:"Maria Zakharova"'),
        ("quoted statements", "kind:direct"),
        ("statements, without a known day", "is:undated"),
        ("statements containing arms, to 1 May 2021", "arms to:2021-05-01"),
        # what is no sentence is words
        ("statements", "statements"),
        ("statements by", "statements by"),
        ("loud statements", "loud statements"),
        ("statements containing arms control", "statements containing arms control"),
        ("statements containing “arms", "statements containing arms"),
        ("statements containing exactly ‘arms’", "statements containing exactly arms"),
        ("statements at war", "statements at war"),
        ("statements, in Foo 2021", "statements in Foo 2021"),
        ("statements, on 31 February 2021", "statements on 31 February 2021"),
    ],
)
def test_a_sentence_can_be_typed(typed: str, read: str) -> None:
    assert str(parse(typed)).removeprefix("AND ") == read


def test_a_sentence_has_no_more_words_than_a_question() -> None:
    words = " and ".join(f"w{n}" for n in range(MAX_TERMS + 1))

    query = parse(f"statements containing {words}")

    assert len(query.groups) == MAX_TERMS
    assert query.repairs == ("Only the first 32 words were read.",)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "everything on record"),
        ("weapons", "statements containing weapons"),
        ("weapons Russia", "statements containing weapons and Russia"),
        ("a OR b c", "statements containing a or b, and c"),
        ('"right our" -war', "statements containing exactly “right our”, without war"),
        ("speaker:maria-zakharova", "statements by maria zakharova"),
        ("speaker:a speaker:b -outlet:c", "statements by a or b not reported by c"),
        ("kind:direct weap*", "quoted statements containing words that begin with weap"),
        ("event:interview on:2021", "statements at interview, in 2021"),
        ("x on:2021-08", "statements containing x, in August 2021"),
        ("x on:2021-08-19", "statements containing x, on 19 August 2021"),
        ("x to:2021", "statements containing x, to 31 December 2021"),
        ("from:2020 to:2021-08", "statements, from 1 January 2020 to 31 August 2021"),
        ("is:undated", "statements, without a known day"),
        ("x -kind:mixed", "statements, but no partly quoted ones containing x"),
        ("or -AND, -b", "statements containing ‘or’, without ‘AND’ or b"),
        ("speaker:we-or-they", "statements by ‘we or they’"),
        ("outlet:Mirror-Spectator", "statements reported by Mirror-Spectator"),
        ('by:"Anna O’Brien-Smith"', "statements by Anna O’Brien-Smith"),
        ("by:%Anna%", "statements by anna"),
    ],
)
def test_the_question_is_told_back(typed: str, said: str) -> None:
    assert sentence(parse(typed)) == said


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("Maria Zakharova", 'speaker:"Maria Zakharova"', "by Maria Zakharova"),
        ("TASS", "speaker:TASS", "by TASS"),
        ("Seán O’Brien-Łukasz", 'speaker:"Seán O’Brien-Łukasz"', "by Seán O’Brien-Łukasz"),
        (
            "Truth or Dare, Inc.",
            'speaker:"Truth or Dare, Inc."',
            "by ‘Truth or Dare, Inc.’",
        ),
        (
            "Workers’ Party, Left",
            'speaker:"Workers’ Party, Left"',
            "by ‘Workers’ Party, Left’",
        ),
    ],
)
def test_a_name_on_record_is_told_as_it_is_written(
    name: str, typed: str, said: str
) -> None:
    query = Query(fields=(Field("speaker", value_of(name), written=name),))

    assert (str(query), sentence(query)) == (typed, f"statements {said}")
    assert parse(typed) == parse(sentence(query)) == query


@given(st.dates(), st.dates())
def test_a_period_typed_is_the_period_read(a: date, b: date) -> None:
    period = Period(min(a, b), max(a, b))

    assert parse(" ".join(period.typed())).period == period


@given(st.text("0123456789-./x", max_size=12))
def test_a_period_is_read_or_refused(typed: str) -> None:
    period = read_period(typed)

    assert period is None or (period.first and period.last and period.first <= period.last)


def test_an_empty_question_is_false() -> None:
    assert not parse("  ")
    assert parse("a")
    assert Query() == parse("")
