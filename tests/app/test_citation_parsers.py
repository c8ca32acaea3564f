"""Citations read back by the programs that others read them with."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from statements.characters import one_line
from statements.citations import FORMATS
from tests.app.test_citations import (
    DAY,
    LATER,
    MONTH,
    NO_YEAR,
    NOTHING,
    RANGE,
    YEAR,
    written,
)

DAYS = [DAY, MONTH, YEAR, RANGE, LATER, NO_YEAR, NOTHING]
PIECES = """a weapons { } {{ }} \\ \\\\ \\textbf{x} & &amp; % %20 $ $x^2$ # _ ~ ^ | || [[a|b]] {{x}} '' ''' " “ ” ‘ ’ ' -- ---
`` ?` ,, < > <b> </ref> <!-- * ** ` # > 1. - + @ @misc{x, = : ; , . / ! https://a.example/?b=c&d mailto:a@b.example
www.a.example Россия سلام 😀 ER TY - and , Jr. __TOC__ ~~~~ é""".split()
# As `cite` makes them of what is stored: one clean line.
CLEAN = (
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), min_size=1, max_size=12)
    .map(" ".join)
    .map(one_line)
    .filter(re.compile(r"\w").search)
)
_LATEX = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    "{}": "",
    **{f"\\{mark}": mark for mark in "$&#_%"},
}
_MACRO = re.compile("|".join(map(re.escape, sorted(_LATEX, key=len, reverse=True))))


def as_read(latex: str) -> str:
    """Return what TeX prints of a text."""
    return _MACRO.sub(lambda macro: _LATEX[macro[0]], latex)


@given(words=CLEAN, speaker=CLEAN, headline=CLEAN, day=st.sampled_from(DAYS))
def test_bibtex_is_read_back(words: str, speaker: str, headline: str, day: object) -> None:
    text = written("bibtex", words=words, speaker=speaker, headline=headline, said=day)

    library = parse_string(text)

    assert not library.failed_blocks
    (entry,) = library.blocks
    assert isinstance(entry, Entry)
    fields = {field.key: str(field.value) for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("misc", "statement-abc123defg")
    assert as_read(fields["author"]) == f"{{{speaker}}}"
    assert len(words) > 120 or as_read(fields["title"]) == f"{{{words}}}"
    assert words in as_read(fields["abstract"])
    assert as_read(fields["howpublished"]) == f"The Daily Example: {headline}".rstrip(": ")
    assert fields["url"] == "https://record.example/statements/abc123defg/"


@pytest.mark.parametrize(
    ("day", "year", "date"),
    [
        (DAY, "2021", "2021-08-19"),
        (MONTH, "2024", ""),
        (YEAR, "2024", ""),
        (RANGE, "2025", "2025-03-21/2025-03-23"),
        (LATER, "14 March 2024 or later", ""),
        (NO_YEAR, "n.d. (reported as 'July 24')", ""),
        (NOTHING, "n.d.", ""),
    ],
)
def test_bibtex_and_ris_say_the_day_as_far_as_it_is_known(
    day: object, year: str, date: str
) -> None:
    (entry,) = parse_string(written("bibtex", said=day)).entries
    (record,) = rispy.loads(written("ris", said=day))

    assert entry["year"] == year
    assert (entry.fields_dict["date"].value if "date" in entry.fields_dict else "") == date
    assert record.get("year", "") == (year if year.isdecimal() else "")
    assert year.isdecimal() or record["date"] == f"///{year}"


@given(words=CLEAN, speaker=CLEAN, headline=CLEAN, day=st.sampled_from(DAYS))
def test_ris_is_read_back(words: str, speaker: str, headline: str, day: object) -> None:
    text = written("ris", words=words, speaker=speaker, headline=headline, said=day)

    (record,) = rispy.loads(text)

    assert "unknown_tag" not in record
    assert record["type_of_reference"] == "ELEC"
    assert record["id"] == "abc123defg"
    assert record["authors"] == [one_line(speaker.replace(",", " "))]
    assert len(words) > 120 or record["title"] == words
    assert words in record["abstract"]
    assert record["secondary_title"] == f"The Daily Example: {headline}".rstrip(": ")
    assert record["urls"] == ["https://record.example/statements/abc123defg/"]
    assert record["publisher"] == "On the Record"


@given(words=CLEAN, speaker=CLEAN, headline=CLEAN)
@pytest.mark.parametrize("dialect", ["commonmark", "default"])
def test_markdown_is_a_quotation_and_two_links(
    dialect: str, words: str, speaker: str, headline: str
) -> None:
    text = written("markdown", words=words, speaker=speaker, headline=headline)

    tokens = MarkdownIt(dialect).parse(text)

    paragraph = ["paragraph_open", "inline", "paragraph_close"]
    expected = ["blockquote_open", *paragraph, *paragraph, "blockquote_close"]
    assert [token.type for token in tokens] == expected
    quoted, told = (token.children or [] for token in tokens if token.type == "inline")
    assert {token.type for token in quoted} <= {"text", "text_special"}
    assert words in "".join(token.content for token in quoted)
    assert "".join(token.content for token in told).startswith(
        f"— {speaker}, 19 August 2021"
    )
    assert [token.attrs["href"] for token in told if token.type == "link_open"] == [
        "https://daily.example/1",
        "https://record.example/statements/abc123defg/",
    ]


# What the schema of CSL-JSON 1.0.2 has for each, of all that it has.
_CSL: dict[str, type] = {
    **dict.fromkeys(
        "id type title abstract event-title container-title publisher".split(), str
    ),
    **dict.fromkeys("archive URL references note".split(), str),
    "author": list,
    "issued": dict,
}


@given(words=CLEAN, speaker=CLEAN, day=st.sampled_from(DAYS))
def test_csl_has_what_its_schema_has(words: str, speaker: str, day: object) -> None:
    (item,) = json.loads(written("csl", words=words, speaker=speaker, said=day))

    wrong = [name for name, value in item.items() if not isinstance(value, _CSL[name])]
    assert wrong == []
    assert item["type"] in {"speech", "interview", "post", "webpage"}
    assert item["author"] == [{"literal": speaker}]
    assert item["issued"].keys() <= {"date-parts", "literal"}
    assert all(1 <= len(part) <= 3 for part in item["issued"].get("date-parts", []))
    assert len(item["issued"].get("date-parts", [1])) in {1, 2}


@given(words=CLEAN, speaker=CLEAN, headline=CLEAN)
def test_a_wiki_template_is_read_back(words: str, speaker: str, headline: str) -> None:
    text = written("wiki", words=words, speaker=speaker, headline=headline)

    name, *parts = (
        text.removeprefix("{{").removesuffix("}}").replace("{{!}}", "\0").split("|")
    )
    fields = dict(part.rstrip(" ").split("=", 1) for part in parts)
    read = {name: unescape(value).replace("\0", "|") for name, value in fields.items()}

    assert name == "cite news "
    assert read["title"] == headline
    assert read["quote"].startswith(f"{speaker}, 19 August 2021: ")
    assert words in read["quote"]
    # Whatever begins like an address would be made a link of.
    assert not re.search(r"[a-z]:\S", fields["title"] + fields["quote"], re.IGNORECASE)


@pytest.mark.parametrize("format_", FORMATS)
@given(words=CLEAN)
def test_a_long_text_is_cited_whole(format_: str, words: str) -> None:
    long = " ".join([words] * 200)

    assert len(written(format_, words=long)) > len(long)
