"""Rows for tests: plain functions with defaults, so that a test names only what it is about."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from itertools import count
from typing import Any

from statements.extraction.names import name_key
from statements.extraction.spans import Span
from statements.models import Article, Briefing, Outlet, Speaker, SpeakerName, Statement
from statements.models.dating import Basis, Precision
from statements.models.sources import digest_of

_numbers = count(1)


def dated(edtf: str) -> dict[str, Any]:
    """Return the columns of `Dated` for what is known of a day, as extraction would fill them."""
    columns: dict[str, Any] = {"edtf": edtf, "earliest": None, "latest": None}
    columns["basis"] = Basis.STATED if edtf else Basis.UNKNOWN
    columns["precision"] = Precision.UNKNOWN
    if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
        day = date.fromisoformat(edtf)
        columns |= {"earliest": day, "latest": day, "precision": Precision.DAY}
        columns["weekday"] = day.weekday()
    elif re.fullmatch(r"\d{4}-\d\d", edtf):
        year, month = int(edtf[:4]), int(edtf[5:])
        last = date(year, month, monthrange(year, month)[1])
        columns |= {"earliest": date(year, month, 1), "latest": last}
        columns["precision"] = Precision.MONTH
    elif re.fullmatch(r"\d{4}", edtf):
        columns |= {"earliest": date(int(edtf), 1, 1), "latest": date(int(edtf), 12, 31)}
        columns["precision"] = Precision.YEAR
    elif days := re.findall(r"\d{4}-\d\d-\d\d", edtf):
        columns["precision"] = Precision.RANGE
        columns["earliest"] = (
            None if edtf.startswith("[..") else date.fromisoformat(days[0])
        )
        columns["latest"] = None if edtf.endswith("..]") else date.fromisoformat(days[-1])
    elif "/" in edtf:
        raise ValueError(f"Name the first and the last day of {edtf}.")
    return columns


def make_outlet(name: str = "The Daily Example", **fields: Any) -> Outlet:
    """The outlet of this name, made if it is not there yet."""
    slug = fields.pop("slug", re.sub(r"\W+", "-", name.lower()).strip("-"))
    return Outlet.objects.get_or_create(name=name, defaults={"slug": slug, **fields})[0]


def make_article(
    text: str = "", *, published: str = "2021-08-20", **fields: Any
) -> Article:
    number = next(_numbers)
    text = text or f"An article, number {number}."
    outlet = fields.pop("outlet", None) or make_outlet()
    values = {
        "headline": f"Headline {number}",
        "url": f"https://example.org/articles/{number}/",
        "language": "en",
        **dated(published),
        **fields,
    }
    return Article.objects.create(
        outlet=outlet, text=text, digest=digest_of(text), **values
    )


def make_speaker(name: str = "Maria Zakharova", **fields: Any) -> Speaker:
    """The speaker of this name, made with that spelling if not there yet."""
    slug = fields.pop("slug", re.sub(r"\W+", "-", name.lower()).strip("-"))
    speaker, made = Speaker.objects.get_or_create(
        slug=slug, defaults={"name": name, **fields}
    )
    if made:
        state = SpeakerName.State.ASSIGNED
        SpeakerName.objects.create(
            speaker=speaker, name=name, key=name_key(name), state=state
        )
    return speaker


def make_briefing(
    title: str = "Weekly briefing", *, held: str = "2021-08-19", **fields: Any
) -> Briefing:
    slug = fields.pop("slug", f"briefing-{next(_numbers)}")
    return Briefing.objects.create(title=title, slug=slug, **(dated(held) | fields))


def make_statement(
    text: str = "“Supplying weapons is our sovereign right,”",
    *,
    speaker: Speaker | str | None = "Maria Zakharova",
    said: str = "2021-08-19",
    article: Article | None = None,
    **fields: Any,
) -> Statement:
    """A statement in an article; the article is made with exactly these words if none is given.

    With an `article`, `text` must stand in its text. `briefing=` with `said=""` inherits the day.
    """
    if isinstance(speaker, str):
        speaker = make_speaker(speaker)
    if article is None:
        article = make_article(f"{text} she said. (Report {next(_numbers)}.)")
    statement = Statement(
        speaker=speaker, **(dated(said) | {"speaker_as_written": "she"} | fields)
    )
    start = article.text.index(text)
    statement.anchor([Span(start, start + len(text))], article)
    statement.save()
    return statement
