from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.citations import FORMATS, Citation, Day, cite
from tests.factories import make_article, make_briefing, make_outlet, make_statement

THURSDAY = Day(None, None, "unknown", "a Thursday", "Thursday")
DAY = Day(date(2021, 8, 19), date(2021, 8, 19), "day", "19 August 2021", "August 19")
MONTH = Day(date(2024, 2, 1), date(2024, 2, 29), "month", "February 2024", "last month")
YEAR = Day(date(2024, 1, 1), date(2024, 12, 31), "year", "2024", "2024")
RANGE = Day(
    date(2025, 3, 21),
    date(2025, 3, 23),
    "range",
    "21 March 2025 to 23 March 2025",
    "Friday",
)
LATER = Day(date(2024, 3, 14), None, "range", "14 March 2024 or later", "")
NO_YEAR = Day(None, None, "unknown", "24 July, year unknown", "July 24")
NOTHING = Day(None, None, "unknown", "date not known", "")

CITED = Citation(
    key="abc123defg",
    address="https://record.example/statements/abc123defg/",
    site="On the Record",
    speaker="Maria Zakharova",
    words="It is Russia’s sovereign right",
    kind="direct",
    said=DAY,
    event="News briefing",
    event_kind="press-briefing",
    outlet="The Daily Example",
    headline="Russia dismisses the call",
    byline="Aza Babayan",
    source="https://daily.example/1",
    published=Day(date(2021, 8, 20), date(2021, 8, 20), "day", "20 August 2021", ""),
    reviewed=True,
)


def written(format_: str, **changes: object) -> str:
    return FORMATS[format_].write(replace(CITED, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DAY, "19 August 2021"),
        (MONTH, "February 2024"),
        (YEAR, "2024"),
        (RANGE, "21 March 2025 to 23 March 2025"),
        (LATER, "14 March 2024 or later"),
        (THURSDAY, "n.d. (reported as 'Thursday')"),
        (NO_YEAR, "n.d. (reported as 'July 24')"),
        (NOTHING, "n.d."),
    ],
)
def test_a_day_is_printed_as_far_as_it_is_known(day: Day, expected: str) -> None:
    assert str(day) == expected


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_says_that_an_unknown_day_is_unknown(format_: str) -> None:
    text = written(format_, said=THURSDAY)

    assert "n.d. (reported as 'Thursday')" in text.replace("\\", "")
    assert "2021-08-19" not in text


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_names_speaker_words_and_where_it_is_shown(format_: str) -> None:
    text = written(format_)

    assert "Maria Zakharova" in text
    assert "It is Russia’s sovereign right" in text
    assert ("record.example" in text) or format_ == "wiki"


@pytest.mark.parametrize("format_", sorted(FORMATS.keys() - {"wiki"}))
def test_a_statement_that_nobody_reviewed_says_so(format_: str) -> None:
    assert "not yet reviewed" in written(format_, reviewed=False).replace("\\", "")
    assert "not yet reviewed" not in written(format_).replace("\\", "")


def test_plain_text_reads_as_a_sentence() -> None:
    assert written("text") == (
        "Maria Zakharova, “It is Russia’s sovereign right”, 19 August 2021, News briefing. "
        "Reported by The Daily Example, “Russia dismisses the call”, 20 August 2021, "
        "https://daily.example/1. On the Record, https://record.example/statements/abc123defg/"
    )


def test_reported_speech_is_never_put_between_marks() -> None:
    assert "[reported speech] Moscow is not hiding it" in written(
        "text", kind="indirect", words="Moscow is not hiding it"
    )


def test_markdown_is_a_quotation_with_links() -> None:
    assert written("markdown").splitlines() == [
        "> “It is Russia’s sovereign right”",
        ">",
        (
            "> — Maria Zakharova, 19 August 2021, News briefing. "
            "[Russia dismisses the call](<https://daily.example/1>). "
            "*The Daily Example*, 20 August 2021. "
            "[On the Record](<https://record.example/statements/abc123defg/>)"
        ),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[click](javascript:x)", r"\[click\]\(javascript\:x\)"),
        ("<script>alert(1)</script>", r"&lt;script&gt;alert\(1\)&lt;/script&gt;"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("![x](y) # h", r"\!\[x\]\(y\) \# h"),
        ("1. see www.a.example", r"1. see www\.a.example"),
    ],
)
def test_markdown_prints_markup_as_text(words: str, expected: str) -> None:
    assert expected in written("markdown", words=words)


def test_bibtex_has_an_entry_with_year_and_month() -> None:
    entry = written("bibtex")

    assert entry.startswith("@misc{statement-abc123defg,\n")
    assert "  author = {{Maria Zakharova}}," in entry
    assert "  year = {2021}," in entry
    assert "  month = aug," in entry
    assert "  source = {https://" in entry
    assert "  abstract = {“" in entry


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("100 % & $5 #1 a_b", r"100 \% \& \$5 \#1 a\_b"),
        ("a \\ b", r"a \textbackslash{} b"),
        ("one { brace", r"one \textbraceleft{} brace"),
        ("~ ^", r"\textasciitilde{} \textasciicircum{}"),
        ("a < b > c | d", r"a \textless{} b \textgreater{} c \textbar{} d"),
        ("a--b---c - d", "a-{}-b-{}-{}-c - d"),
        ("''a'' ``b`` ?` a,,b don't", "'{}'a'{}' `{}`b`{}` ?{}` a,{},b don't"),
    ],
)
def test_bibtex_escapes_what_latex_reads(words: str, expected: str) -> None:
    assert f"title = {{{{{expected}}}}}" in written("bibtex", words=words)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DAY, "DA  - 2021/08/19/"),
        (MONTH, "DA  - 2024/02//February 2024"),
        (YEAR, "DA  - 2024///2024"),
        (THURSDAY, "DA  - ///n.d. (reported as 'Thursday')"),
    ],
)
def test_ris_has_as_much_of_the_day_as_is_known(day: Day, expected: str) -> None:
    lines = written("ris", said=day).split("\r\n")

    assert expected in lines
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DAY, {"date-parts": [[2021, 8, 19]]}),
        (MONTH, {"date-parts": [[2024, 2]]}),
        (YEAR, {"date-parts": [[2024]]}),
        (RANGE, {"date-parts": [[2025, 3, 21], [2025, 3, 23]]}),
        (LATER, {"literal": "14 March 2024 or later"}),
        (THURSDAY, {"literal": "n.d. (reported as 'Thursday')"}),
    ],
)
def test_csl_has_the_day_as_data(day: Day, expected: dict[str, object]) -> None:
    (item,) = json.loads(written("csl", said=day))

    assert item["issued"] == expected


@pytest.mark.parametrize(
    ("event_kind", "expected"),
    [("press-briefing", "speech"), ("interview", "interview"), ("", "webpage")],
)
def test_csl_names_the_kind_of_occasion(event_kind: str, expected: str) -> None:
    assert json.loads(written("csl", event_kind=event_kind))[0]["type"] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a | b", "a {{!}} b"),
        ("}} out {{evil}}", "&#125;&#125; out &#123;&#123;evil&#125;&#125;"),
        ("<ref>x</ref>", "&#60;ref&#62;x&#60;/ref&#62;"),
        ("go ''it''", "go &#39;&#39;it&#39;&#39;"),
        ("don't", "don't"),
        ("~~~~", "&#126;&#126;&#126;&#126;"),
        ("https://a.example/ said: at 10:30", "https&#58;//a.example/ said: at 10:30"),
        ("mailto:a@b.example", "mailto&#58;a@b.example"),
    ],
)
def test_the_wiki_template_prints_markup_as_text(words: str, expected: str) -> None:
    assert f"“{expected}”" in written("wiki", words=words)


def test_the_wiki_template_cites_the_article() -> None:
    assert written("wiki") == (
        "{{cite news |author=Aza Babayan |title=Russia dismisses the call "
        "|url=https://daily.example/1 |work=The Daily Example |date=20 August 2021 "
        "|quote=Maria Zakharova, 19 August 2021: “It is Russia’s sovereign right” "
        "|via=On the Record}}"
    )


NASTY = st.text(alphabet="ab \\{}[]()<>|&%$#_^~*`'\"“”@=-/\n", min_size=1, max_size=40)


@given(words=NASTY, speaker=NASTY)
def test_bibtex_braces_balance_whatever_is_cited(words: str, speaker: str) -> None:
    entry = written("bibtex", words=words, speaker=speaker)
    depth, lowest = 0, 1
    for character in entry[len("@misc") :]:
        depth += (character == "{") - (character == "}")
        lowest = min(lowest, depth)

    assert depth == 0
    assert lowest == 0


@given(words=NASTY)
def test_a_wiki_template_ends_only_at_its_end(words: str) -> None:
    text = written("wiki", words=words).replace("{{!}}", "")

    assert text.count("{{") == text.count("}}") == 1
    assert text.count("|") == written("wiki").count("|")


@given(words=NASTY)
def test_markdown_keeps_no_bare_markup(words: str) -> None:
    quoted = written("markdown", words=words).split("\n>\n")[0].removeprefix("> ")

    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]()<>]", quoted)


@pytest.mark.django_db
def test_a_statement_is_cited_with_speaker_event_and_article() -> None:
    article = make_article(
        "She said: “It is our right,” and left.",
        outlet=make_outlet("OC Media"),
        headline="A right",
        url="https://oc.example/a b",
        published="2021-08-20",
    )
    briefing = make_briefing("Weekly briefing")
    statement = make_statement("“It is our right,”", article=article, briefing=briefing)

    cited = cite(statement, "https://record.example/s/", "On the Record")

    assert cited.words == "It is our right"
    assert (cited.speaker, cited.event, cited.outlet) == (
        "Maria Zakharova",
        "Weekly briefing",
        "OC Media",
    )
    assert cited.source == "https://oc.example/a%20b"
    assert str(cited.published) == "20 August 2021"


@pytest.mark.django_db
def test_a_speaker_who_is_not_known_is_cited_as_written() -> None:
    statement = make_statement(speaker=None, speaker_as_written="a diplomatic source")

    assert cite(statement, "", "").speaker == "a diplomatic source"


@pytest.mark.django_db
def test_control_and_direction_characters_do_not_reach_a_citation() -> None:
    statement = make_statement("“We\x07 agree\u202e\n on it”")

    assert cite(statement, "", "").words == "We agree on it"
