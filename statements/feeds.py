"""Statements as an Atom feed whose entries keep their identity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html

from statements.characters import one_line, printable, shorten
from statements.models import Statement

LIMIT = 50  # entries
TITLE = 100  # characters
BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # of a feed without entries


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says about itself. `host` names the site in every identity."""

    title: str
    root: str  # stands before every address of the site
    path: str  # of the page
    own_path: str  # of the feed
    host: str


class _StatementFeed(Atom1Feed):
    """A feed that is as old as its newest entry, so that it stays the same until one changes."""

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=BEGINNING)


def atom(feed: Feed, statements: Iterable[Statement]) -> str:
    """Return the feed as XML; `statements` are loaded for display."""
    document = _StatementFeed(
        title=one_line(feed.title),
        link=feed.root + feed.path,
        description=None,
        language="en",
        feed_url=feed.root + feed.own_path,
        feed_guid=_identity(feed.host, feed.path),
    )
    for statement in statements:
        document.add_item(
            title=_title(statement),
            link=feed.root + statement.get_absolute_url(),
            description=_content(statement),
            unique_id=_identity(feed.host, f"/statements/{statement.public_id}"),
            author_name=one_line(_speaker(statement)),
            categories=[] if _reviewed(statement) else ["not yet reviewed"],
            pubdate=statement.created_at,
            updateddate=statement.changed_at,
        )
    return document.writeString("utf-8")


def _identity(host: str, path: str) -> str:
    """Return a tag URI (RFC 4151), the same whatever becomes of the address."""
    return f"tag:{host},2025:{path}"


def _speaker(statement: Statement) -> str:
    name = statement.speaker.name if statement.speaker else statement.speaker_as_written
    return name or "Speaker not known"


def _reviewed(statement: Statement) -> bool:
    return statement.state == Statement.State.PUBLISHED


def _title(statement: Statement) -> str:
    return shorten(f"{one_line(_speaker(statement))}: {one_line(statement.text)}", TITLE)


def _content(statement: Statement) -> str:
    """Return HTML of the words with a line on when, where and who reported it."""
    told = [statement.date_label]
    told += [statement.briefing.title] if statement.briefing else []
    told += [f"reported by {statement.article.outlet.name}"] if statement.article else []
    told += [] if _reviewed(statement) else ["not yet reviewed"]
    return format_html(
        "<blockquote><p><bdi>{}</bdi></p></blockquote><p><bdi>{}</bdi>, {}</p>",
        printable(statement.text),
        printable(_speaker(statement)),
        printable(", ".join(told)),
    )
