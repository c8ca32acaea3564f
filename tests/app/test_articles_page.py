from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from statements.extraction.spans import Span
from statements.models import Article, Statement
from statements.passages import mark, sentences_of, voices_of
from tests.factories import dated, make_article, make_outlet, make_speaker, make_statement

pytestmark = pytest.mark.django_db

TEXT = (
    "A caption nobody needs\n\n"
    "“We will stay,” Anna Alpha said on Monday, “and we will win.”\n\n"
    "A secret sentence in between.\n\n"
    "Bela Beta doubts that they will win."
)
ZONES = [
    [0, 22, "caption", "it stands above the text"],
    [24, len(TEXT), "body", ""],
]


def make_reported(
    words: list[str], speaker: str, sentence: str, **fields: object
) -> Statement:
    """A statement of several spans in TEXT, with its sentence as the importer keeps it."""
    article = Article.objects.get(text=TEXT)
    spans = [Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in words]
    statement = Statement(speaker=make_speaker(speaker), **dated("2021-08-19"), **fields)
    statement.anchor(spans, article)
    statement.context = sentence
    statement.save()
    return statement


@pytest.fixture
def article() -> Article:
    return make_article(TEXT, zones=ZONES, headline="Two views", byline="Carl Gamma")


@pytest.fixture
def alpha(article: Article) -> Statement:
    sentence = "“We will stay,” Anna Alpha said on Monday, “and we will win.”"
    return make_reported(["“We will stay,”", "“and we will win.”"], "Anna Alpha", sentence)


@pytest.fixture
def beta(article: Article) -> Statement:
    sentence = "Bela Beta doubts that they will win."
    return make_reported(["that they will win"], "Bela Beta", sentence, kind="indirect")


def page(client: Client, article: Article) -> str:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_sees_only_the_sentences_that_hold_a_statement(
    client: Client, article: Article, alpha: Statement, beta: Statement
) -> None:
    html = page(client, article)

    assert "Anna Alpha said on Monday" in html
    assert "Bela Beta doubts" in html
    assert "secret sentence" not in html
    assert "A caption nobody needs" not in html
    assert "[…]" in html


def test_staff_read_all_of_it_with_what_was_left_out_and_why(
    admin_client: Client, article: Article, alpha: Statement
) -> None:
    html = page(admin_client, article)

    assert "secret sentence" in html
    assert "A caption nobody needs" in html
    assert "Caption: it stands above the text" in html
    assert "[…]" not in html


def test_everybody_reads_all_of_it_where_the_site_may_show_it(
    client: Client, article: Article, settings: Settings
) -> None:
    settings.PUBLIC_FULL_TEXT = True

    assert "secret sentence" in page(client, article)


def test_each_statement_is_marked_once_where_its_card_points(
    client: Client, article: Article, alpha: Statement, beta: Statement
) -> None:
    html = page(client, article)

    for statement in (alpha, beta):
        assert html.count(f'id="s-{statement.public_id}"') == 1
    assert f'<a class="said tone-1" href="{alpha.get_absolute_url()}"' in html
    assert f'<a class="said tone-2" href="{beta.get_absolute_url()}"' in html


def test_a_statement_that_nobody_reviewed_is_marked(
    client: Client, article: Article, alpha: Statement
) -> None:
    assert "not yet reviewed" not in page(client, article)

    alpha.state = Statement.State.CANDIDATE
    alpha.save()

    assert "not yet reviewed" in page(client, article)


def test_a_rejected_statement_is_not_shown(
    client: Client, article: Article, alpha: Statement
) -> None:
    alpha.state = Statement.State.REJECTED
    alpha.save()

    assert "We will stay" not in page(client, article)


def test_versions_of_one_article_link_to_each_other(
    client: Client, article: Article
) -> None:
    later = make_article(TEXT + " More.", url=article.url, supersedes=article)

    assert f'href="{later.get_absolute_url()}"' in page(client, article)
    assert f'href="{article.get_absolute_url()}"' in page(client, later)


def test_an_old_version_keeps_its_statements(
    client: Client, article: Article, alpha: Statement
) -> None:
    make_article(TEXT + " More.", url=article.url, supersedes=article)
    Statement.objects.filter(pk=alpha.pk).update(current=False)

    assert f'id="s-{alpha.public_id}"' in page(client, article)


def test_articles_with_the_same_text_link_to_each_other(
    client: Client, article: Article, alpha: Statement
) -> None:
    copy = make_article(TEXT, outlet=make_outlet("RIA"))
    make_statement("“We will stay,”", article=copy, current=False, replaced_by=alpha)

    link = '<a href="{}"><bdi>{}</bdi></a>. A statement that stands in both'
    assert link.format(copy.get_absolute_url(), "RIA") in page(client, article)
    assert link.format(article.get_absolute_url(), article.outlet) in page(client, copy)


def test_a_page_costs_four_queries_and_loads_no_text(
    client: Client,
    article: Article,
    alpha: Statement,
    beta: Statement,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(4) as queries:  # edition, article, copies, statements
        page(client, article)

    assert not any('"statements_article"."text"' in each["sql"] for each in queries)


def test_markup_in_an_article_is_shown_as_text(client: Client) -> None:
    words = "<script>alert(1)</script>"
    article = make_article(f"He said {words}.", headline='"><img src=x onerror=alert(1)>')
    make_statement(words, article=article)

    html = page(client, article)

    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_an_address_that_is_not_of_the_web_is_no_link(client: Client) -> None:
    article = make_article(url="javascript:alert(1)")

    assert "javascript:" not in page(client, article)


def test_sentences_that_touch_are_one_passage(article: Article) -> None:
    sentence = "“We will stay,” Anna Alpha said on Monday, “and we will win.”"
    make_reported(["“We will stay,”"], "Anna Alpha", sentence)
    make_reported(["“and we will win.”"], "Anna Alpha", sentence)

    (passage,) = sentences_of(list(Statement.objects.for_display()))

    assert passage.text == sentence
    assert TEXT[passage.start : passage.end] == sentence


def test_the_pieces_of_a_passage_are_its_text(
    article: Article, alpha: Statement, beta: Statement
) -> None:
    make_reported(["stay"], "Carl Gamma", alpha.context)
    statements = list(Statement.objects.for_display().order_by("start"))
    voices = voices_of(statements)

    for passage in sentences_of(statements):
        pieces = mark(passage, statements, voices).pieces

        assert "".join(piece.text for piece in pieces) == passage.text


def test_where_statements_overlap_the_shorter_is_shown(
    article: Article, alpha: Statement
) -> None:
    inner = make_reported(["stay"], "Carl Gamma", alpha.context)
    statements = list(Statement.objects.for_display().order_by("start"))

    marked = mark(sentences_of(statements)[0], statements, voices_of(statements))

    shown = [(piece.text, piece.statement) for piece in marked.pieces if piece.statement]
    assert shown == [
        ("“We will ", alpha),
        ("stay", inner),
        (",”", alpha),
        ("“and we will win.”", alpha),
    ]


def test_words_twice_in_a_sentence_are_marked_at_their_own_place() -> None:
    text = "No means no, he said: no surrender."
    article = make_article(text)
    start = text.index("no surrender")
    statement = Statement(speaker=None, context=text, **dated(""))
    statement.anchor(
        [Span(text.index("no,"), text.index("no,") + 2), Span(start, start + 12)], article
    )
    statement.save()

    (passage,) = sentences_of([statement])

    assert passage.start == 0
