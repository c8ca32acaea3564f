"""What an import or an editor stored is shown as text on every page, whatever it is."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import product

import pytest
from django.test import Client

from statements.models import Article, Briefing, Outlet, Speaker, SpeakerName, Statement
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

BREAKS = [
    "",
    '">',
    "'>",
    "-->",
    "</title>",
    "</script>",
    "</textarea>",
    "&#62;",
    "{{ x }}",
    "\u202e",
]
SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>".replace("\x00", "\x01"),
    "＜script＞alert(1)＜/script＞",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "{% include 'x' %}{{ settings.SECRET_KEY }}",
    "<details open ontoggle=alert(1)>",
    "<!--<img src=x onerror=alert(1)>-->",
]
PAYLOADS = [start + script for start, script in product(BREAKS, SCRIPTS)]


class Skeleton(HTMLParser):
    """Each kind of element of a page, with its attributes, and what could run a script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.unsafe: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *(name for name, _ in attrs)))
        for name, value in attrs:
            scheme = (value or "").strip().lower().partition(":")[0]
            if name.startswith("on") or name == "style":
                self.unsafe.append(name)
            if name in {"href", "src", "action"} and scheme in {"javascript", "data"}:
                self.unsafe.append(value or "")

    def handle_comment(self, data: str) -> None:
        self.found.add(("<!--",))


@pytest.fixture
def addresses() -> list[str]:
    """Pages of a record with one row of everything, each column filled with plain words."""
    outlet = make_outlet("Plain", slug="plain", domain="plain.example")
    article = make_article(
        "plain said plain.", outlet=outlet, byline="plain", dateline="plain"
    )
    speaker = make_speaker("Plain Person", slug="plain", description="plain")
    ministry = make_speaker("Plain Ministry", slug="ministry", kind="institution")
    briefing = make_briefing(
        "Plain", slug="plain", host=ministry, place="plain", notes="plain"
    )
    statement = make_statement(
        "plain", article=article, speaker=speaker, on_behalf_of=ministry, briefing=briefing,
        via=["plain"], rule="plain", context="plain said plain.",
    )  # fmt: skip
    fill("plain words", "https://plain.example/")
    return [
        statement.get_absolute_url(),
        article.get_absolute_url(),
        "/speakers/plain/",
        "/briefings/plain/",
        "/outlets/plain/",
        "/speakers/",
        "/outlets/",
        "/briefings/",
        "/about/coverage/",
        "/2021/08/19/",
        "/search/",
        "/",
    ]


def fill(words: str, url: str) -> None:
    """Store the same words in every column that an import or an editor can fill."""
    text = f"{words} said {words}."
    Outlet.objects.update(name=words, domain="plain.example", country="<>", language="<>")
    Article.objects.update(
        url=url, headline=words, byline=words, dateline=words, via_text=words, text=text,
        known_from=words, date_text=words, reason=words, language='en"><b',
    )  # fmt: skip
    Speaker.objects.update(name=words, description=words, country="<>")
    SpeakerName.objects.filter(speaker__slug="plain").update(name=words, source=words)
    Briefing.objects.update(
        title=words,
        place=words,
        notes=words,
        official_url=url,
        date_text=words,
        reason=words,
    )
    Statement.objects.update(
        text=words, context=text, spans=[[0, len(words)]], start=0, end=len(words),
        speaker_as_written=words, speaker_reason=words, source_url=url, cue=words,
        via=[words], rule=words[:60], date_text=words, reason=words,
    )  # fmt: skip


@pytest.mark.django_db
def test_nothing_that_was_stored_becomes_markup(addresses: list[str]) -> None:
    client = Client()
    ours: set[tuple[str, ...]] = {
        ("span", "class")
    }  # a quotation mark that hangs in the margin
    for at in addresses:
        ours |= Skeleton(client.get(at).content.decode()).found

    for number, payload in enumerate(PAYLOADS):
        fill(payload, f"https://plain.example/?{payload}"[:200])
        # Each on the page that shows most of what is stored, one in ten on every page.
        for at in addresses if number % 10 == 0 else addresses[:1]:
            page = Skeleton(client.get(at).content.decode())

            assert not page.unsafe, (at, payload)
            assert page.found <= ours, (at, payload)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " javascript:x"]
)
def test_an_address_that_is_not_of_the_web_is_nowhere_a_link(
    url: str, addresses: list[str]
) -> None:
    fill("plain words", url)

    for at in addresses:
        assert not Skeleton(Client().get(at).content.decode()).unsafe, at
