"""Feeds: an entry with its whole article is one, a teaser is not."""

from __future__ import annotations

import pytest

from statements.importing.sources import About, Source, UnreadableError
from tests.importing.files import (
    PARAGRAPHS,
    RSS,
    SAID,
    Read,
    problems,
)

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example</title>
<entry><title>One</title><link rel="self" href="https://example.org/self"/>
 <link href="https://example.org/1"/><published>2021-05-04T23:30:00+04:00</published>
 <author><name>A. Writer</name></author>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS}</div></content></entry>
<entry><title>Two</title><updated>2021-05-04T10:00:00Z</updated>
 <content type="text">{SAID}\nAnd nothing else was heard of them &lt; before.</content></entry>
</feed>"""


def test_an_entry_with_its_article_is_one_and_a_teaser_is_not(read_made: Read) -> None:
    found = read_made("feed.xml", RSS.encode())

    first = found[0]
    assert isinstance(first, Source)
    assert first.text.startswith("Farmers & more\n\n“We want")
    assert first.about == About(
        "Given", "https://example.org/1", "2021-05-04", "the feed names the day", "en-GB",
        "Farmers & more", "A. Writer", "The Example",
    )  # fmt: skip
    assert problems(found) == {
        "feed.xml#2": "has only the beginning of an article",
        "feed.xml#3": "has only the beginning of an article",
    }


def test_the_entries_of_atom_are_read_as_they_say_they_are_written(read_made: Read) -> None:
    one, two = read_made("a.atom", ATOM.encode())

    assert isinstance(one, Source)
    assert isinstance(two, Source)
    assert (one.about.url, one.about.published) == ("https://example.org/1", "2021-05-04")
    assert SAID in one.text
    assert "before" in two.text
    assert (two.about.language, two.about.published) == ("en", "")


BOMB = """<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<rss><channel><item><description>&d;</description></item></channel></rss>"""
OUTSIDE = """<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss><channel><item><description>&a;</description></item></channel></rss>"""


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        (BOMB, "declares entities of its own"),
        (OUTSIDE, "declares entities of its own"),
        ("<rss><channel>", "is not well-formed XML"),
        ("<rss>&unknown;</rss>", "is not well-formed XML"),
        ("<rss>" + "<a>" * 100_000, "is not well-formed XML"),
        ("<opml/>", "is XML, but no feed (its root is opml)"),
        ("<rss/>", "is a feed without entries"),
        (
            "<rss><channel><item><description>So…</description></item></channel></rss>",
            "is a feed of teasers: none of its 1 entries has its article",
        ),
    ],
)
def test_a_feed_that_cannot_be_used_costs_one_line(
    read_made: Read, feed: str, reason: str
) -> None:
    (error,) = read_made("a.xml", feed.encode())

    assert isinstance(error, UnreadableError)
    assert reason in error.problem
    assert error.name == "a.xml"
