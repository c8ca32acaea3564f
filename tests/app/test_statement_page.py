from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from statements.citations import FORMATS
from statements.models import Speaker, Statement
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def page(statement: Statement, client: Client | None = None) -> str:
    response = (client or Client()).get(statement.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


TOLD = (
    "<bdi>Maria Zakharova</bdi>",
    "<bdi>The Ministry</bdi>",
    "Written as “<bdi>the spokeswoman</bdi>”. <bdi>The only spokeswoman named before.</bdi>",
    "19 August 2021",
    "reported as “<bdi>Thursday</bdi>”",
    "<bdi>The Thursday before the day of publication.</bdi>",
    "<bdi>Weekly briefing</bdi>",
    "<bdi>OC Media</bdi>",
    "<bdi>All is well</bdi>",
    "via <bdi>Armenpress</bdi>",
    "<code>that-clause</code>",
    "0.87",
    "He said that <mark>all is well</mark>, by and large.",
    'href="https://oc.example/well#:~:text=',
)


def test_it_tells_who_what_when_where_and_why() -> None:
    article = make_article(
        "He said that all is well, by and large.",
        outlet=make_outlet("OC Media"),
        headline="All is well",
        url="https://oc.example/well",
    )
    statement = make_statement(
        "all is well",
        article=article,
        briefing=make_briefing("Weekly briefing", kind="press-briefing"),
        kind="indirect",
        speaker_as_written="the spokeswoman",
        speaker_reason="The only spokeswoman named before.",
        date_text="Thursday",
        reason="The Thursday before the day of publication.",
        on_behalf_of=make_speaker("The Ministry"),
        context="He said that all is well, by and large.",
        rule="that-clause",
        confidence=0.87,
        cue="said",
        via=["Armenpress"],
    )

    html = page(statement)

    assert [told for told in TOLD if told not in html] == []


def test_one_heading_one_statement() -> None:
    assert page(make_statement()).count("<h1") == 1


def test_a_speaker_who_is_not_known_is_shown_as_written() -> None:
    html = page(make_statement(speaker=None, speaker_as_written="a diplomatic source"))

    assert "Speaker not known" in html
    assert "<bdi>a diplomatic source</bdi>" in html


def test_a_day_that_is_not_known_is_said_to_be_unknown() -> None:
    html = page(make_statement(said="", date_text="Thursday", weekday=3))

    assert "a Thursday" in html
    assert "n.d. (reported as &#x27;Thursday&#x27;)" in html


@pytest.mark.parametrize(("state", "marked"), [("candidate", True), ("published", False)])
def test_an_unreviewed_statement_is_marked(state: str, marked: bool) -> None:
    assert ("mark-unreviewed" in page(make_statement(state=state))) is marked


@pytest.mark.parametrize(
    ("state", "publish_unreviewed", "status"),
    [
        ("published", False, 200),
        ("candidate", True, 200),
        ("candidate", False, 404),
    ],
)
def test_only_what_readers_may_see_has_a_page(
    state: str,
    publish_unreviewed: bool,
    status: int,
    settings: Settings,
) -> None:
    settings.PUBLISH_UNREVIEWED = publish_unreviewed
    address = make_statement(state=state).get_absolute_url()

    for path in (address, f"{address[:-1]}.json", f"{address}cite/text/"):
        assert Client().get(path).status_code == status


def test_a_rejected_statement_is_gone_and_its_words_with_it() -> None:
    statement = make_statement("“Never said,”", state="rejected")
    address = statement.get_absolute_url()

    for path in (address, f"{address[:-1]}.json"):
        response = Client().get(path)
        assert response.status_code == 410
        assert "Never said" not in response.content.decode()
    assert Client().get(f"{address}cite/text/").status_code == 404
    assert Client().get("/statements/zzzzzzzzzz/").status_code == 404


def test_a_replaced_statement_keeps_its_page_and_leads_to_the_new_one() -> None:
    new = make_statement("New words")
    old = make_statement("Old words", current=False, replaced_by=new)

    assert f'href="{new.get_absolute_url()}"' in page(old)


def test_a_statement_of_an_editor_links_the_official_record() -> None:
    statement = Statement.objects.create(
        text="All is well.",
        speaker=make_speaker(),
        briefing=make_briefing(),
        source_url="https://ministry.example/briefing",
    )

    html = page(statement)

    assert 'href="https://ministry.example/briefing#:~:text=All%20is%20well"' in html
    assert "Entered by an editor" in html


def test_every_citation_can_be_read_and_downloaded() -> None:
    statement = make_statement()
    html = page(statement)

    for form in FORMATS.values():
        address = f"{statement.get_absolute_url()}cite/{form.slug}/"
        assert f'href="{address}"' in html
        response = Client().get(address)
        assert response["Content-Type"] == f"{form.content_type}; charset=utf-8"
        assert f".{form.extension}" in response["Content-Disposition"]
        assert "Maria Zakharova" in response.content.decode()
    assert Client().get(f"{statement.get_absolute_url()}cite/morse/").status_code == 404


def test_it_costs_five_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    statement = make_statement(briefing=make_briefing())

    # edition, the statement with all it names, its copies, the one before, the one after
    with django_assert_num_queries(5) as queries:
        page(statement)

    assert not any('"statements_article"."text"' in each["sql"] for each in queries)


def test_it_names_the_outlets_that_have_the_same_text() -> None:
    first, copy = (
        make_statement(
            "all is well", article=make_article("He said all is well.", outlet=outlet)
        )
        for outlet in (make_outlet("TASS"), make_outlet("OC <Media>"))
    )
    Statement.objects.filter(pk=copy.pk).update(current=False, replaced_by=first)
    copy.refresh_from_db()

    there, here = page(copy), page(first)

    assert "The same text is in <bdi>TASS</bdi>" in there
    assert f'<a href="{first.get_absolute_url()}">See this statement there</a>' in there
    assert "has changed since" not in there
    assert (
        f'Also in <a href="{copy.get_absolute_url()}"><bdi>OC &lt;Media&gt;</bdi></a>'
        in here
    )


def test_it_leads_to_its_neighbours_in_the_article() -> None:
    article = make_article("He said one, then two, then three.")
    one, three, two = (
        make_statement(words, article=article) for words in ("one", "three", "two")
    )

    def neighbours(statement: Statement) -> list[str]:
        return re.findall(r'<a (?:class="next" )?rel="(\w+" href="[^"]+)"', page(statement))

    assert neighbours(one) == [f'next" href="{two.get_absolute_url()}']
    assert neighbours(two) == [
        f'prev" href="{one.get_absolute_url()}',
        f'next" href="{three.get_absolute_url()}',
    ]


def test_it_tells_other_programs_what_it_is() -> None:
    html = page(make_statement("“It is our right,”"))

    for line in (
        '<meta property="og:title" content="Maria Zakharova, 19 August 2021">',
        '<meta property="og:description" content="“It is our right”">',
        '<meta name="DC.creator" content="Maria Zakharova">',
        '<meta name="DC.date" content="2021-08-19">',
    ):
        assert line in html


NASTY = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}"


def test_nothing_an_import_brought_becomes_markup() -> None:
    article = make_article(
        NASTY,
        outlet=make_outlet(NASTY, slug="nasty"),
        headline=NASTY,
        url="javascript:alert(1)",
        language=NASTY[:16],
    )
    statement = make_statement(
        NASTY,
        article=article,
        speaker=Speaker.objects.create(slug="nasty", name=NASTY, description=NASTY),
        briefing=make_briefing(NASTY, place=NASTY, notes=NASTY),
        context=NASTY,
        reason=NASTY,
        speaker_as_written=NASTY,
        speaker_reason=NASTY,
        date_text=NASTY,
        cue=NASTY,
        via=[NASTY],
        rule=NASTY[:60],
    )
    assert statement.briefing is not None

    for address in (
        statement.get_absolute_url(),
        statement.briefing.get_absolute_url(),
        article.get_absolute_url(),
        "/speakers/nasty/",
        "/outlets/nasty/",
        "/briefings/",
        "/about/coverage/",
    ):
        html = Client().get(address).content.decode()
        assert "<script>alert" not in html, address
        assert "<img" not in html, address
        assert 'href="javascript' not in html, address
