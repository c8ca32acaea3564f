"""What reading a web page or a feed gives."""

from __future__ import annotations

from dataclasses import dataclass

SAVE_AGAIN = "Save the page again, or save its text as .txt"


class PageError(ValueError):
    """A page without an article that can be read: what is wrong, and what would help."""

    def __init__(self, problem: str, cure: str = SAVE_AGAIN) -> None:
        super().__init__(problem, cure)
        self.problem = problem
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about itself; "" where it says nothing."""

    headline: str = ""
    byline: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    published: str = ""  # an ISO day
    known_from: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: headline and paragraphs, an empty line between them."""

    text: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: its article as a web page; "" where it is only the beginning of one."""

    html: str
    facts: Facts
