"""The address of an original opens at the very words, in a browser that knows how."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest
from playwright.sync_api import BrowserContext, Page

from statements.addresses import passage

URL = "https://daily.example/article"
PARAGRAPHS = [
    "The minister called it illogical in a text that nobody read.",
    "“Yes, we can – truly – & always,” she said, “do it: non-public talks, 100 % of them.”",
    "Her colleague found it “illogical,” too, and did not say why at any length at all.",
    "It's the ministry's [own] view that ‘both sides’ must agree on one, two and three things.",
    "A first line without an end",
    "and its last line, in the next paragraph.",
    "Əliyev: «Мы согласны», he added. اليوم السلام",
]
FAR = 3_000  # pixels between paragraphs, so that one alone is in view


@pytest.fixture
def article(window: BrowserContext) -> Iterator[Page]:
    """A page of an outlet, answered without a network."""
    gap = f'<div style="height:{FAR}px"></div>'
    body = gap + gap.join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS) + gap
    page = window.new_page()
    page.set_viewport_size({"width": 800, "height": 600})
    html = f"<!doctype html><meta charset=utf-8>{body}"
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    yield page
    page.close()


@pytest.mark.parametrize(
    ("parts", "paragraph"),
    [
        (["illogical"], 0),
        (
            [
                "“Yes, we can – truly – & always,”",
                "“do it: non-public talks, 100 % of them.”",
            ],
            1,
        ),
        (["“do it: non-public talks, 100 % of them.”"], 1),
        (["“illogical,”"], 2),
        (["‘both sides’"], 3),
        (
            [
                "the ministry's [own] view that ‘both sides’ must agree on one, two and three"
            ],
            3,
        ),
        (["A first line without an end\nand its last line, in the next paragraph"], 4),
        (["«Мы согласны»"], 6),
        (["اليوم السلام"], 6),
    ],
)
def test_a_browser_opens_the_article_at_the_words(
    article: Page, parts: list[str], paragraph: int
) -> None:
    article.goto(passage(URL, parts, PARAGRAPHS[paragraph]))
    article.wait_for_function("window.scrollY > 0")

    seen = article.locator("p").evaluate_all(
        """all => all.findIndex(each => {
             const box = each.getBoundingClientRect();
             return box.top >= 0 && box.bottom <= innerHeight;
           })"""
    )
    assert seen == paragraph
