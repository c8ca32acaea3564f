"""Web pages: the article and nothing else, what the page says of itself, and hostile ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from statements.importing.page import Page, PageError
from statements.importing.page_process import PageProcess, pack, unpack
from statements.importing.page_reading import read_page
from statements.importing.readers import read
from statements.importing.run import Orders, import_inputs
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.walking import Input, find_inputs
from statements.models import Article, Statement

PARAGRAPHS = [
    "Farmers blocked a road on Monday, May 3, 2021, over the price of milk, for the third week.",
    "“We want to be heard by the whole country,” Anna Arden, a farmer, said in Springfield.",
    "The government has not answered yet, and the farmers say that they will stay until it does.",
]
HEADLINE = "Farmers block the road & stay"
URL = "https://www.example.org/2021/05/05/farmers/"


def make_page(
    *,
    head: str = "",
    before: str = "",
    after: str = "",
    within: str = "",
    attributes: str = "",
) -> str:
    body = "\n".join(f"<p>{words}</p>" for words in PARAGRAPHS[:2])
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>T | Site</title>'
        f"{head}</head><body {attributes}>{before}<main><article>"
        f"<h1>{HEADLINE.replace('&', '&amp;')}</h1>{body}{within}<p>{PARAGRAPHS[2]}</p>"
        f"</article>{after}</main></body></html>"
    )


def data(**described: Any) -> str:
    article = {"@type": ["NewsArticle"], **described}
    graph = json.dumps({"@graph": [{"@type": "WebPage", "headline": "No"}, article]})
    return f'<script type="application/ld+json">{graph}</script>'


def read_made(page: str, url: str = "") -> Page:
    return read_page(page.encode(), url)


def test_the_text_is_the_headline_and_the_paragraphs() -> None:
    assert read_made(make_page()).text == "\n\n".join([HEADLINE, *PARAGRAPHS]) + "\n"


SAID = (
    "<p>“I was never asked about any of this at all,” said Joe Doe, who reads it here.</p>"
)


@pytest.mark.parametrize(
    "beside",
    [
        {"after": f'<section id="comments"><h2>Comments</h2>{SAID * 3}</section>'},
        {"after": f'<div class="comment-list">{SAID * 3}</div>'},
        {"after": f'<div id="disqus_thread">{SAID}</div>'},
        {"within": f'<div class="related-posts">{SAID}</div>'},
        {"within": f'<aside class="box">{SAID}</aside>'},
        {"within": f'<ul class="mostpopular most-popular"><li>{SAID}</li></ul>'},
        {"within": f"<form>{SAID}</form>"},
        {"within": f'<div class="newsletter-signup">{SAID}</div>'},
        {"within": f"<figure><img src=a><figcaption>{SAID}</figcaption></figure>"},
        {"within": f'<div class="wp-caption"><p class="wp-caption-text">{SAID}</p></div>'},
        {"before": f"<nav>{SAID}</nav>"},
        {"within": f"<!-- {SAID} -->"},
    ],
)
def test_what_stands_beside_the_article_is_left_out(beside: dict[str, str]) -> None:
    page = read_made(
        make_page(attributes='class="single comments-open has-sidebar"', **beside)
    )

    assert "Joe Doe" not in page.text
    assert all(words in page.text for words in PARAGRAPHS)


def test_a_short_article_keeps_its_paragraphs_and_loses_its_notes() -> None:
    body = "<p>“It is <em>our</em> right,” she said<sup>1</sup> on Thursday.</p><ul><li>She left.</li></ul>"

    page = read_made(f"<html><body><article><h1>Short</h1>{body}</article></body></html>")

    assert page.text == "Short\n\n“It is our right,” she said on Thursday.\n\nShe left.\n"


@pytest.mark.parametrize(
    ("head", "url", "published", "reason"),
    [
        (data(datePublished="2021-05-04T23:30:00+04:00"), URL, "2021-05-04", "own data"),
        (
            '<meta property="article:published_time" content="2021-05-06">',
            URL,
            "2021-05-06",
            "own data",
        ),
        (data(datePublished="soon"), URL, "2021-05-05", "part of the address"),
        (data(datePublished="2021-02-30"), "https://a.org/2021/13/05/x", "", ""),
        ("", "https://a.org/x", "", ""),
        ('<script type="application/ld+json">{"@type": </script>', "", "", ""),
    ],
)
def test_the_day_is_what_the_page_or_its_address_says(
    head: str, url: str, published: str, reason: str
) -> None:
    facts = read_made(make_page(head=head), url).facts

    assert facts.published == published
    assert reason in facts.known_from


@pytest.mark.parametrize(
    ("times", "published"),
    [
        ('<time datetime="2021-05-04T10:00">today</time>', "2021-05-04"),
        ('<time datetime="2021-05-04">x</time><time datetime="2021-05-03">y</time>', ""),
        (
            '<time datetime="2021-05-03">x</time><time pubdate datetime="2021-05-04">y</time>',
            "2021-05-04",
        ),
    ],
)
def test_the_time_of_the_article_is_read_only_if_it_is_clear(
    times: str, published: str
) -> None:
    assert read_made(make_page(within=times)).facts.published == published


def test_the_page_says_who_wrote_and_published_it() -> None:
    described = data(
        headline="Farmers block the road &amp; stay",
        author=[{"@type": "Person", "name": "Ann Lee"}, "Bob Ray"],
        publisher={"@type": "Organization", "name": "The Example"},
        inLanguage="en",
    )

    facts = read_made(make_page(head=described), URL).facts

    assert (facts.headline, facts.byline) == (HEADLINE, "Ann Lee, Bob Ray")
    assert (facts.site, facts.language, facts.url) == ("The Example", "en", URL)


def test_a_page_is_read_in_the_encoding_that_it_names() -> None:
    words = "Фермеры перекрыли дорогу в понедельник и не собираются уходить до самого утра."
    page = make_page(within=f"<p>{words}</p>").replace("utf-8", "windows-1251")

    assert words in read_page(page.encode("cp1251", "xmlcharrefreplace"), "").text


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (b"", "is empty"),
        (b"<html><body></body></html>", "shows no article text"),
        (b"<script>var text = 1</script>", "shows no article text"),
        (b"<p>caf\xe9</p>", "is not utf-8: byte 0xe9 at 6"),
        (b'<meta charset="klingon"><p>x</p>', "names an encoding nobody knows"),
        (b"<div>" * 5_000 + b"words" + b"</div>" * 5_000, "is nested too deeply"),
    ],
)
def test_a_page_without_a_readable_article_says_why(page: bytes, problem: str) -> None:
    with pytest.raises(PageError) as refusal:
        read_page(page, "")

    assert refusal.value.problem.startswith(problem)
    assert refusal.value.cure


@pytest.fixture(scope="module")
def process() -> Iterator[PageProcess]:
    made = PageProcess(seconds=2)
    yield made
    made.stop()


def test_a_page_in_the_child_is_read_as_here(process: PageProcess) -> None:
    page = make_page(head=data(datePublished="2021-05-04"))

    assert process.read(page.encode(), URL) == read_made(page, URL)


def test_a_refusal_in_the_child_comes_back_as_one(process: PageProcess) -> None:
    with pytest.raises(PageError, match="shows no article text"):
        process.read(b"<html></html>", "")


def test_an_answer_holds_a_page_or_why_there_is_none() -> None:
    def run_out() -> Page:
        raise MemoryError

    page = make_page().encode()

    assert unpack(pack(partial(read_page, page, URL))) == asdict(read_page(page, URL))
    with pytest.raises(PageError, match="is empty"):
        unpack(pack(partial(read_page, b"", "")))
    with pytest.raises(PageError, match="more than 1000 MB of memory"):
        unpack(pack(run_out))


def test_a_page_that_hangs_the_parser_is_given_up_and_the_next_one_read(
    process: PageProcess,
) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))

    with pytest.raises(PageError, match="took longer than 2 s"):
        process.read(f"<p {attributes}>words</p>".encode(), "")

    assert process.read(make_page().encode(), "").text.startswith(HEADLINE)


def test_a_page_that_eats_memory_is_given_up_and_the_next_one_read() -> None:
    # It is its memory that runs out, not its time.
    process = PageProcess(seconds=60, memory=300_000_000)
    try:
        with pytest.raises(PageError, match=r"memory|parser"):
            process.read(b"<p>words</p><b>x</b>" * 200_000, "")

        assert process.read(make_page().encode(), "").text.startswith(HEADLINE)
    finally:
        process.stop()


def test_a_parser_that_cannot_start_is_said() -> None:
    process = PageProcess(memory=10_000_000)

    with pytest.raises(PageError, match="its parser does not start"):
        process.read(b"<p>words</p>", "")


def test_what_is_given_counts_for_more_than_what_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(make_page(head=data(datePublished="2021-05-04", publisher="Other")))

    (source,) = read(Input(path, "a.html"), About(url=URL, published="2021-05-06"))

    assert isinstance(source, Source)
    assert (source.about.published, source.about.known_from) == ("2021-05-06", "")
    assert (source.about.site, source.about.language) == ("Other", "en-GB")


def test_an_address_that_is_none_is_not_taken_from_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(make_page(head='<link rel="canonical" href="javascript:alert(1)">'))

    (source,) = read(Input(path, "a.html"), About())

    assert isinstance(source, Source)
    assert source.about.url == ""


@pytest.mark.django_db
def test_pages_are_imported_with_their_outlet_and_without_their_comments(
    tmp_path: Path,
) -> None:
    head = f'<link rel="canonical" href="{URL}">'
    comments = f'<section id="comments">{SAID * 3}</section>'
    (tmp_path / "a.html").write_text(make_page(head=head, after=comments))
    (tmp_path / "b.htm").write_text("<html></html>")

    good, bad = import_inputs(find_inputs([tmp_path]), Orders())

    article = Article.objects.get()
    assert good.article == article.pk
    assert (article.outlet.name, article.outlet.domain) == ("example.org", "example.org")
    assert (article.url, article.edtf, article.headline) == (URL, "2021-05-05", HEADLINE)
    assert article.known_from == "the day is part of the address"
    assert [row.speaker_as_written for row in Statement.objects.all()] != []
    assert not Statement.objects.filter(text__contains="never asked").exists()
    assert "shows no article text" in bad.message


def test_a_text_is_dated_by_its_address_where_nothing_else_says_the_day(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")

    (source,) = read(Input(path, "a.txt"), About(url=URL))

    assert not isinstance(source, UnreadableError)
    assert source.about.published == "2021-05-05"
