"""The whole site after an import of the seeds: every address, every link, one heading each."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.test import Client

from statements.models import Article, Statement

ENOUGH = 25  # files or citations of one kind; statements and days have hundreds, made alike
FILE = re.compile(r"\.\w+$|/cite/\w+/$")
PLACES = ("/", "/search/", "/dates/", "/speakers/", "/outlets/", "/briefings/", "/about/")


class PageReader(HTMLParser):
    """Collects the links of a page and counts its first-level headings."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.h1_count = 0
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.h1_count += tag == "h1"
        if tag == "a" and (href := found.get("href")):
            self.links.add(href)
        if found.get("id"):
            self.ids.append(found["id"] or "")


def read(page: bytes) -> PageReader:
    reader = PageReader()
    reader.feed(page.decode())
    return reader


@pytest.fixture(scope="module")
def seeded(module_record: None) -> None:
    """The five seeds."""
    call_command("import_articles", "seeds", verbosity=0)


@pytest.fixture(scope="module")
def crawled(seeded: None) -> dict[str, PageReader]:
    """Every page that can be reached from the home page by links, read."""
    return crawl(Client())


def crawl(client: Client) -> dict[str, PageReader]:
    waiting, pages = list(PLACES), dict[str, PageReader]()
    seen, endings = set(waiting), Counter[str]()
    while waiting:
        address = waiting.pop()
        if file := FILE.search(address.partition("?")[0]):
            endings[file[0]] += 1
            if endings[file[0]] > ENOUGH:
                continue
        response = client.get(address)
        assert response.status_code == 200, address
        if not response["Content-Type"].startswith("text/html"):
            pages[address] = PageReader()
            continue
        pages[address] = read(response.content)
        inside = {
            re.sub("#.*", "", link)
            for link in pages[address].links
            if link[0] == "/" and not link.startswith(("/admin/", "/static/"))
        }
        # Searches lead to searches without end; one step into them is enough.
        wanted = {link for link in inside if "?" not in link or "?" not in address} - seen
        seen |= wanted
        waiting += wanted
    return pages


def test_every_page_that_links_lead_to_answers_with_one_heading(
    crawled: dict[str, PageReader],
) -> None:
    html = {address: page for address, page in crawled.items() if page.ids or page.links}

    assert len(html) > 100
    assert {address for address, page in html.items() if page.h1_count != 1} == set()


def test_no_page_uses_an_id_twice(crawled: dict[str, PageReader]) -> None:
    twice = {a for a, page in crawled.items() if len(page.ids) != len(set(page.ids))}

    assert twice == set()


def test_links_lead_to_every_statement_article_and_day(
    crawled: dict[str, PageReader],
) -> None:
    statements = Statement.objects.public()
    wanted = {statement.get_absolute_url() for statement in statements}
    wanted |= {article.get_absolute_url() for article in Article.objects.all()}
    wanted |= {row.day.strftime("/%Y/%m/%d/") for row in statements if row.day}

    assert wanted - set(crawled) == set()


def test_every_statement_stands_in_its_article_to_the_character(
    seeded: None, db: None
) -> None:
    for statement in Statement.objects.select_related("article"):
        assert statement.article is not None
        words = [statement.article.text[start:end] for start, end in statement.spans]
        assert statement.text == " … ".join(words)


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("/about/", "About"),
        ("/about/method/", "About"),
        ("/about/coverage/", "About"),
        ("/about/search/", "Search"),
        ("/dates/undated/", "Dates"),
    ],
)
def test_a_page_says_which_part_of_the_site_it_belongs_to(
    client: Client, db: None, address: str, part: str
) -> None:
    page = client.get(address).content.decode()

    assert re.findall(r'<a href="/\w+/" aria-current="\w+">(\w+)</a>', page) == [part]


def test_no_migration_is_pending(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/2021/13/",
        "/2021/02/30/",
        "/speakers/nobody/",
        "/statements/zzzzzzzzzz/",
    ],
)
def test_an_unknown_address_helps_on(client: Client, db: None, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert b'action="/search/"' in response.content
