"""A changed article: what was on record under its old text passes to the new one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.utils import timezone

from statements.importing.decisions import REVIEWED, touched_columns
from statements.models import Article, Statement
from statements.models.dating import Basis
from statements.models.record import DATE_FIELDS

_DATING = ("basis", *DATE_FIELDS)
_EDITED = ("speaker_id", "on_behalf_of_id", "briefing_id", "kind", *_DATING)
_CHANGED = ("current", "replaced_by", "changed_at")


def find_present(outlet: int, url: str) -> Article | None:
    """Return the present version of the article at an address; None if it has none."""
    if not url:
        return None
    return (
        Article.objects.filter(outlet=outlet, url=url, newer=None).order_by("-pk").first()
    )


def root_of(article: Article) -> int:
    """Return the key of the first version of an article, which may have come back since."""
    seen, first = article, article.pk
    while seen.supersedes_id is not None:
        seen = Article.objects.only("pk", "supersedes_id").get(pk=seen.supersedes_id)
        first = min(first, seen.pk)
    return first


def go_back(article: Article) -> None:
    """Make an earlier version the present one again, after all that came since.

    Its statements stand as before; `hand_over` then lets them take the place of the later ones.
    """
    chain = Article.objects.select_for_update().filter(
        outlet=article.outlet_id, url=article.url
    )
    later = {one.supersedes_id: one for one in chain.only("pk", "supersedes_id")}
    present = article
    while (one := later.get(present.pk)) is not None:
        present = one
    after, before = later[article.pk], article.supersedes_id
    # One step after the other, because no two may follow the same version.
    Article.objects.filter(pk=article.pk).update(supersedes=None)
    Article.objects.filter(pk=after.pk).update(supersedes=before)
    Article.objects.filter(pk=article.pk).update(supersedes=present.pk)
    article.refresh_from_db()
    replaced = article.statements.filter(current=False).exclude(
        replaced_by__article=article
    )
    replaced.update(current=True, replaced_by=None, changed_at=timezone.now())


def hand_over(article: Article, new: Sequence[Statement]) -> None:
    """Let the statements of a new version take the place of those of the earlier ones.

    A statement whose words and speaker recur is replaced by the new one, which
    takes over what an editor decided. One that does not recur is no longer
    current, unless an editor reviewed it: then it stands, in the old version.
    """
    old = _current_in_earlier_versions(article)
    successors = pair(old, new)
    touched = touched_columns(successors)
    now = timezone.now()
    changed: list[Statement] = []
    for statement in old:
        successor = successors.get(statement.pk)
        if successor is None and statement.state in REVIEWED:
            continue
        if successor is not None:
            _take_over(successor, statement, touched.get(statement.pk, set()))
        statement.current = False
        statement.replaced_by = successor
        statement.changed_at = now
        changed.append(statement)
    Statement.objects.bulk_update(changed, _CHANGED)
    heirs = list(successors.values())
    Statement.objects.bulk_update(heirs, ["state", *_EDITED])
    Statement.objects.reindex([*changed, *heirs])


def _current_in_earlier_versions(article: Article) -> list[Statement]:
    earlier = Article.objects.filter(outlet=article.outlet_id, url=article.url)
    return list(
        Statement.objects.filter(current=True, article__in=earlier)
        .exclude(article=article)
        .order_by("pk")
    )


def pair(old: Iterable[Statement], new: Iterable[Statement]) -> dict[int, Statement]:
    """Return the new statement for each old one whose words and speaker recur, by the old key."""
    waiting: dict[str, list[Statement]] = {}
    for statement in new:
        waiting.setdefault(_words(statement), []).append(statement)
    pairs: dict[int, Statement] = {}
    for statement in old:
        candidates = waiting.get(_words(statement), [])
        match = next((one for one in candidates if _same_speaker(statement, one)), None)
        if match is not None:
            candidates.remove(match)
            pairs[statement.pk] = match
    return pairs


def _words(statement: Statement) -> str:
    """The words alone: a quotation mark or a comma that changed makes no new statement."""
    return "".join(filter(str.isalnum, statement.text.casefold()))


def _same_speaker(one: Statement, other: Statement) -> bool:
    if one.speaker_id is not None and one.speaker_id == other.speaker_id:
        return True
    return one.speaker_as_written.casefold() == other.speaker_as_written.casefold()


def _take_over(new: Statement, old: Statement, touched: Collection[str]) -> None:
    """Give the new statement what an editor decided about the old one."""
    new.state = old.state
    if old.state in REVIEWED:
        fields = set(_EDITED)
    else:
        fields = set(touched) & set(_EDITED)
        if old.basis == Basis.EDITOR or fields & set(_DATING):
            fields.update(_DATING)
    for field in fields:
        setattr(new, field, getattr(old, field))
