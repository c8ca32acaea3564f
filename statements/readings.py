"""An article as a page shows it: with its statements marked, whole or only their sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import QuerySet

from statements.models import Article, Statement
from statements.models.questions import Blank, Tree, composed_once
from statements.passages import Passage, Voice, mark, paragraphs_of, sentences_of, voices_of

WHITE_SPACE = 4  # characters between paragraphs; whatever is longer may hold words


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as one reader may see it."""

    voices: list[Voice]
    passages: list[Passage]
    statement_count: int
    unreviewed_count: int


def read(article: Article, *, whole: bool) -> Reading:
    """Return the article with its statements marked, all of it or only their sentences."""
    statements = list(map(_SAID.made_of, _said(article=article.pk)))
    voices = voices_of(statements)
    if whole:
        passages = paragraphs_of(article.text, article.zones)
    else:
        passages = sentences_of(statements)
    marked = [mark(passage, statements, voices) for passage in _with_gaps(passages)]
    unreviewed = sum(each.state == Statement.State.CANDIDATE for each in statements)
    return Reading(list(voices.values()), marked, len(statements), unreviewed)


_SAID = Tree(Statement, "speaker")


@composed_once
def _said() -> QuerySet[Any, Any]:
    said = Statement.objects.addressable().filter(article=Blank("article"))
    return said.order_by("start", "id").values_list(*_SAID.columns)


def _with_gaps(passages: list[Passage]) -> list[Passage]:
    """Return the passages, each with whether more than white space was left out before it."""
    ends = [passages[0].start if passages else 0, *(passage.end for passage in passages)]
    return [
        replace(passage, after_gap=passage.start - end > WHITE_SPACE)
        for passage, end in zip(passages, ends, strict=False)
    ]


class Found(NamedTuple):
    """An article as far as a page shows it, and which came after it at its address."""

    article: Article
    newer: int | None


def find_article(pk: int, *, whole: bool) -> Found | None:
    """Return the article, without its text unless `whole` is set; None if there is none."""
    tree, asked = (_WHOLE, _whole) if whole else (_BRIEF, _brief)
    found = ((tree.made_of(columns), newer) for *columns, newer in asked(article=pk))
    return next((Found(*each) for each in found), None)


_WHOLE = Tree(Article, "outlet", "agency")
_BRIEF = Tree(Article, "outlet", "agency", without=("text", "zones"))


@composed_once
def _whole() -> QuerySet[Any, Any]:
    return _article().values_list(*_WHOLE.columns, "newer")


@composed_once
def _brief() -> QuerySet[Any, Any]:
    return _article().values_list(*_BRIEF.columns, "newer")


def _article() -> QuerySet[Article]:
    return Article.objects.filter(pk=Blank("article"))
