"""A record in which every text that somebody else wrote is hostile, and a judge of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.contrib.auth.models import User

from statements.models import (
    Article,
    Briefing,
    ImportedFile,
    ImportRun,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)
from statements.models.history import Action, record
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

SHORT = 200  # characters that fit every field but the rule's 60
BARRED = {"applet", "base", "embed", "frame", "frameset", "iframe", "math", "object"} | {
    "animate", "foreignobject", "marquee", "plaintext", "style", "template", "xmp"
}  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "ping"}
SCRIPTS = ("/static/", "/admin/jsi18n/")
HARMLESS = re.compile(r"(https?://|mailto:|/(?!/)|[#?]|data:image/)")
INVISIBLE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)


def joined(payloads: Sequence[str]) -> Iterator[str]:
    """Yield texts of at most SHORT characters that together hold all payloads."""
    text = payloads[0]
    for payload in payloads[1:]:
        if len(text) + len(payload) + 3 > SHORT:
            yield text
            text = payload
        else:
            text += f" | {payload}"
    yield text


@dataclass(frozen=True, slots=True)
class Rows:
    """One row of each kind, with the same text in all their fields."""

    statement: Statement
    article: Article
    briefing: Briefing
    speaker: Speaker
    outlet: Outlet

    def addresses(self) -> list[str]:
        """Return the page of each."""
        rows = (self.statement, self.article, self.briefing, self.speaker, self.outlet)
        return [row.get_absolute_url() for row in rows]


ABOUT = ("headline", "byline", "dateline", "via_text", "known_from")


def make_rows(text: str, number: int) -> Rows:
    """Store a row of each kind with `text` wherever the database takes it."""
    outlet = make_outlet(text, slug=f"outlet-{number}", domain=text, country='"<')
    said = f"“{text}”"
    article = make_article(
        f"{text}\n{said} {text} said {text}.",
        outlet=outlet,
        agency=outlet,
        url=text if number % 2 else f"javascript:alert({number})",
        zones=[[0, len(text), "caption", text], [len(text) + 1, 900, "body", text]],
        date_text=text,
        reason=text,
        language='"><b onx=1>'[:16],
        **dict.fromkeys(ABOUT, text),
    )
    ministry = make_speaker(f"Of {text}"[:SHORT], slug=f"body-{number}", kind="institution")
    speaker = make_speaker(
        text, slug=f"speaker-{number}", description=text, institution=ministry, country="'>"
    )
    SpeakerName.objects.create(name=text, source=text)
    address = f"javascript:alert({number})"
    briefing = make_briefing(
        text, host=ministry, place=text, notes=text, official_url=address, date_text=text,
        reason=text,
    )  # fmt: skip
    statement = make_statement(
        said,
        speaker=speaker,
        article=article,
        briefing=briefing,
        on_behalf_of=ministry,
        source_url=address,
        context=article.text,
        via=[text, text],
        rule=text[:60],
        date_text=text,
        state="candidate",
        **dict.fromkeys(("speaker_as_written", "speaker_reason", "cue", "reason"), text),
    )
    return Rows(statement, article, briefing, speaker, outlet)


def make_history(rows: Rows, text: str) -> None:
    """Store what an editor and an import did to the rows, with `text` as their words."""
    editor = User.objects.get_or_create(username="editor", is_staff=True)[0]
    with record(editor, Action.Verb.EDITED, text) as log:
        rows.statement.cue = f"{text}!"[-200:]
        log.save(rows.statement)
    run = ImportRun.objects.create(source=text)
    ImportedFile.objects.create(
        run=run, name=text, outcome="failed", message=text, article=rows.article
    )


@dataclass
class Judge(HTMLParser):
    """Reads a page as a browser would and notes what would run or lead astray."""

    dangers: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    inside: str = ""  # a script or a style

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BARRED or not re.fullmatch(r"[a-z][a-z0-9]*", tag):
            self.dangers.append(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        found = dict(attrs)
        if tag == "meta" and "http-equiv" in found:
            self.dangers.append(f"<meta http-equiv={found['http-equiv']}>")
        if tag == "script":
            self.inside = tag
            if not (found.get("src") or "").startswith(SCRIPTS):
                self.dangers.append(f"<script {found}>")

    handle_startendtag = handle_starttag

    def _attribute(self, tag: str, name: str, value: str) -> None:
        broken = not re.fullmatch(r"[a-z][a-z0-9:_-]*", name, re.IGNORECASE)
        if broken or name.startswith("on") or name in {"style", "srcdoc", "background"}:
            self.dangers.append(f"<{tag} {name}={value!r}>")
        if name in ADDRESSES and value and not HARMLESS.match(value):
            # A browser takes white space and control characters out before it reads it.
            self.dangers.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.dangers.append(f"inline {self.inside}: {data!r}")
        self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        if "alert" in data:
            self.dangers.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    @property
    def text(self) -> str:
        return normal("".join(self.parts))


def judge(page: str) -> Judge:
    """Return what stands in a page and what is dangerous there."""
    reader = Judge()
    reader.feed(page)
    reader.close()
    return reader


def normal(text: str) -> str:
    """Return `text` as it is read: without what is invisible, and with single spaces."""
    return " ".join(INVISIBLE.sub("", text).split())
