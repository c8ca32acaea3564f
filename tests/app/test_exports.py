from __future__ import annotations

import csv
import io
import json
import random
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from statements import exports
from statements.extraction.spans import GAP, Span
from statements.filters import StatementFilter
from statements.models import Statement
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)


@dataclass(frozen=True)
class Row:
    id: str
    text: str
    number: float | None = None


def read_csv(chunks: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(chunks.removeprefix(exports.BYTE_ORDER_MARK))))


def get(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    body: bytes = response.getvalue()
    return body.decode()


def rows_of(extension: str, path: str, query: str = "") -> list[dict[str, Any]]:
    body = get(f"{path.rstrip('/')}.{extension}{query}")
    if extension == "json":
        found: list[dict[str, Any]] = json.loads(body)["statements"]
        return found
    if extension == "jsonl":
        return [json.loads(line) for line in body.splitlines()]
    heading, *lines = read_csv(body)
    return [dict(zip(heading, line, strict=True)) for line in lines]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_cell_of_a_csv_file_is_a_formula(cell: str, expected: str) -> None:
    lines = read_csv("".join(exports.csv_chunks(Row, [Row("1", cell)])))

    assert lines == [["id", "text", "number"], ["1", expected, ""]]


@given(st.text(alphabet="=+-@\t\r\n \"',a＝＋\u00a0", max_size=30))
def test_no_cell_begins_with_a_character_of_a_formula(cell: str) -> None:
    (_, (_, written, _)) = read_csv("".join(exports.csv_chunks(Row, [Row("1", cell)])))

    assert not written.strip(" \u00a0").startswith(("=", "+", "-", "@", "＝", "＋"))
    assert written.removeprefix("'").replace("\r\n", "\n") in {
        cell.replace("\r\n", "\n"),
        cell.removeprefix("'").replace("\r\n", "\n"),
    }


@pytest.mark.parametrize(("many", "cut"), [(2, False), (3, False), (4, True)])
def test_a_file_says_when_it_is_cut(many: int, cut: bool) -> None:
    rows = [Row(str(number), "words") for number in range(many)]

    lines = read_csv("".join(exports.csv_chunks(Row, rows, limit=3)))
    objects = [json.loads(line) for line in exports.jsonl_chunks(rows, limit=3)]

    assert len(lines) == 1 + min(many, 3) + cut
    assert len(objects) == min(many, 3) + cut
    assert lines[-1][0].startswith("Cut after 3 rows") is cut
    assert ("cut" in objects[-1]) is cut


def test_numbers_stay_numbers() -> None:
    assert json.loads(next(exports.jsonl_chunks([Row("1", "a", 0.5)])))["number"] == 0.5


@given(
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x85\u2028\u2029"))
)
def test_a_line_of_json_ends_only_at_its_end(words: str) -> None:
    (line,) = exports.jsonl_chunks([Row("1", words)])

    assert line.splitlines() == [line[:-1]]
    assert json.loads(line)["text"] == words


@pytest.mark.django_db
def test_the_parts_of_a_statement_are_its_spans_even_around_a_gap_of_the_article() -> None:
    text = f"“One{GAP}two,” he said, “three.”"
    article = make_article(text)
    statement = make_statement("“One", article=article)
    spans = [Span(0, text.index(",”") + 2), Span(text.index("“three"), len(text))]
    statement.anchor(spans, article)

    assert exports.parts_of(statement) == [span.of(text) for span in spans]


PAGES = ["/speakers/maria-zakharova/", "/outlets/the-daily-example/", "/briefings/weekly/"]


@pytest.fixture
def record() -> list[Statement]:
    """Statements that share a speaker, an outlet and a briefing, and some that do not."""
    briefing = make_briefing(slug="weekly")
    make_statement("Elsewhere", speaker="Anna Alpha", article=None)
    return [
        make_statement("“=Direct,”", briefing=briefing, state="candidate"),
        make_statement("reported", briefing=briefing, kind="indirect", said="2020-05"),
        make_statement("Undated", briefing=briefing, said="", weekday=3),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "query",
    ["", "?kind=indirect", "?since=2021&until=2021", "?state=candidate"],
)
def test_all_forms_of_a_page_hold_the_same_statements(
    path: str, query: str, record: list[Statement]
) -> None:
    found = {
        form: [row["id"] for row in rows_of(form, path, query)]
        for form in ("json", "csv", "jsonl")
    }
    feed = get(f"{path[:-1]}.atom{query}")

    assert found["json"] == found["csv"] == found["jsonl"]
    for statement in Statement.objects.all():
        assert (f"statements/{statement.public_id}" in feed) is (
            statement.public_id in found["json"]
        )
    if path == PAGES[0]:
        page = Client().get(path + query).context["page"]
        assert [statement.public_id for statement in page] == found["json"]


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", "csv", "jsonl"])
def test_a_row_says_whether_it_was_reviewed_and_what_is_known(
    form: str, record: list[Statement]
) -> None:
    rows = {row["id"]: row for row in rows_of(form, PAGES[0])}
    candidate, reported, undated = (rows[statement.public_id] for statement in record)

    assert candidate["reviewed"] in {False, "false"}
    assert reported["reviewed"] in {True, "true"}
    assert (reported["date"], reported["earliest"]) == ("2020-05", "2020-05-01")
    assert not undated["date"]
    assert not undated["earliest"]
    assert undated["date_in_words"] == "a Thursday"
    assert candidate["address"].startswith("http://testserver/statements/")


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("form", ["json", "csv", "jsonl", "atom"])
def test_parameters_that_cannot_be_read_are_named(
    path: str, form: str, record: list[Statement]
) -> None:
    response = Client().get(f"{path[:-1]}.{form}?kind=bogus")

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["kind"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_links_its_other_forms_with_its_parameters(
    path: str, record: list[Statement]
) -> None:
    html = get(f"{path}?kind=indirect&page=1")

    for form, content_type in (
        ("json", "application/json"),
        ("csv", "text/csv"),
        ("jsonl", "application/jsonl"),
        ("atom", "application/atom+xml"),
    ):
        address = f"{path[:-1]}.{form}?kind=indirect"
        assert f'<link rel="alternate" type="{content_type}"' in html
        assert html.count(f'href="{address}"') == 2


@pytest.mark.django_db
def test_json_is_paged_and_names_the_next_page() -> None:
    for number in range(21):
        make_statement(f"Words {number:02}")

    first = json.loads(get("/speakers/maria-zakharova.json?kind=direct"))
    second = json.loads(get(first["next"]))

    assert (first["count"], first["pages"], len(first["statements"])) == (21, 2, 20)
    assert (len(second["statements"]), second["next"]) == (1, None)


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 9])
@pytest.mark.parametrize("form", ["csv", "jsonl", "atom"])
def test_a_file_costs_three_queries_and_loads_no_text(
    form: str, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        make_statement(f"Words {number}", on_behalf_of=make_speaker("The Ministry"))

    with django_assert_num_queries(3) as queries:  # edition, speaker, statements
        get(f"/speakers/maria-zakharova.{form}")

    assert not any('"statements_article"."text"' in each["sql"] for each in queries)


def make_varied_record() -> None:
    """Fourteen statements that differ in all that can be asked for."""
    pick = random.Random(7)  # noqa: S311
    briefings = [make_briefing(slug=kind, kind=kind) for kind in ("interview", "speech")]
    for number in range(14):
        words = " ".join(pick.sample(["peace", "talks", "weapons", "border", "treaty"], 3))
        article = make_article(
            f"Report {number} has {words}.",
            outlet=make_outlet(pick.choice(["OC Media", "TASS"])),
        )
        make_statement(
            words,
            article=article,
            speaker=pick.choice(["Maria Zakharova", "Ilham Aliyev", None]),
            said=pick.choice(["2021-08-19", "2021-08", "2020", "", "XXXX-07-24"]),
            kind=pick.choice(["direct", "indirect", "mixed"]),
            state=pick.choice(["candidate", "published", "rejected"]),
            briefing=pick.choice([*briefings, None]),
        )


CHOICES = {
    "q": ["peace", "weapons -peace", '"peace talks"', "treaty OR border", "tal*", "2021"],
    "speaker": ["maria-zakharova", "Ilham Aliyev"],
    "outlet": ["tass", "OC Media"],
    "since": ["2020", "August 2021", "2021-08-19"],
    "until": ["2021", "2021-08-19"],
    "kind": ["direct", "indirect"],
    "event": ["interview"],
    "state": ["candidate", "published"],
    "days": ["perhaps", "unknown"],
    "sort": ["newest", "oldest", "best"],
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/search/", "/speakers/maria-zakharova/", "/outlets/tass/"]
)
def test_whatever_is_asked_page_and_data_agree(path: str) -> None:
    make_varied_record()
    pick = random.Random(path)  # noqa: S311
    sizes = set()

    for _ in range(25):
        names = pick.sample(sorted(CHOICES), pick.randint(0, 3))
        query = "?" + urlencode({name: pick.choice(CHOICES[name]) for name in names})
        found = [row["id"] for row in rows_of("jsonl", path, query)]

        assert [row["id"] for row in rows_of("json", path, query)] == found, query
        assert [row["id"] for row in rows_of("csv", path, query)] == found, query
        feed = get(f"{path[:-1]}.atom{query}")
        assert sorted(re.findall(r"<id>tag:[^<]*/statements/(\w+)<", feed)) == sorted(found)
        if path != "/outlets/tass/":  # whose page lists articles
            assert re.findall(r'<article[^>]* id="s-(\w+)"', get(path + query)) == found, (
                query
            )
        if path == "/search/":  # which comes from the index; and this from the rows
            asked = StatementFilter(QueryDict(query[1:]), Statement.objects.public())
            assert [row.public_id for row in asked.found] == found, query
        sizes.add(len(found))

    assert len(sizes) > 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/search.csv", "search"),
        ("/2021/08/19.csv", "2021-08-19"),
        ("/speakers/maria-zakharova.csv?q=peace", "speakers-maria-zakharova-peace"),
        (
            "/search.csv?q=Arm*+-outlet:tass&since=August+2021&until=August+2021",
            "search-arm-outlettass-august-2021",
        ),
        ("/search.csv?q=" + "peace+" * 90, "search-" + "-".join(["peace"] * 18) + "-peace"),
        ("/search.csv?q=%2F..%2F%22%0D%0A%D0%BC%D0%B8%D1%80", "search"),
    ],
)
def test_a_file_is_called_by_what_was_asked(
    client: Client, address: str, name: str
) -> None:
    make_statement(speaker="Maria Zakharova", said="2021-08-19")

    named = client.get(address).headers["Content-Disposition"]

    assert named == f'attachment; filename="{name}.csv"'
