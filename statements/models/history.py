"""What editors did, row by row, so that it can be shown and taken back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models, router, transaction
from django.db.models.deletion import Collector

from statements import search
from statements.models.columns import Columns, columns_of, differing, read_columns
from statements.models.people import SpeakerName
from statements.models.record import Briefing, Statement
from statements.models.sources import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.contrib.auth.models import User

REASON = 300  # characters
DERIVED = {"statementindex", "nameword", "textmark"}  # what is made from the rows anew


class Action(models.Model):
    """One thing an editor did, however many rows it changed."""

    class Verb(models.TextChoices):
        ENTERED = "entered", "entered"
        EDITED = "edited", "edited"
        DELETED = "deleted", "deleted"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"
        NAMED = "named", "chose the speaker"
        DATED = "dated", "set the day"
        SPANNED = "spanned", "moved the edges"
        RESCUED = "rescued", "put a passage back"
        ASSIGNED = "assigned", "assigned a spelling"
        IGNORED = "ignored", "ignored a spelling"
        MERGED = "merged", "merged"
        UNDID = "undid", "took back"
        AMENDED = "amended", "corrected from a file"

    verb = models.CharField(max_length=8, choices=Verb)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=REASON, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["by", "id"], name="action_by_editor")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}, {self.at:%-d %B %Y %H:%M}"

    @property
    def undone(self) -> bool:
        return hasattr(self, "undone_by")


class ChangeQuerySet(models.QuerySet["Change"]):
    def entered_by(self, user: User, rows: Iterable[models.Model]) -> set[int]:
        """Return the keys of those of these rows, all of one model, that this user entered."""
        keys = {row.pk: type(row) for row in rows}
        tables = {_table(model) for model in keys.values()}
        made = self.filter(table__in=tables, row__in=keys, before__isnull=True)
        return set(made.filter(action__by=user).values_list("row", flat=True))

    def of(self, row: models.Model) -> ChangeQuerySet:
        """Everything that editors did to this row."""
        return self.filter(table=_table(type(row)), row=row.pk)


class Change(models.Model):
    """One row before and after an action.

    Of a row that was made or deleted every column is kept, of any other only the
    columns that changed. A row that was not there is null.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["table", "row"], name="change_by_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model("statements", self.table)


class Log:
    """Writes rows for an editor and keeps what they were. Use it in one transaction.

    >>> with record(user, Action.Verb.EDITED) as log:  # doctest: +SKIP
    ...     log.save(briefing)
    """

    def __init__(self, action: Action) -> None:
        self.action = action
        self.count = 0

    def save(self, *rows: models.Model) -> None:
        """Save rows of one model, new or changed."""
        for model in {type(row) for row in rows}:
            before = columns_of(model, [row.pk for row in rows if row.pk])
            for row in rows:
                row.save()
            self._note(model, before, [row.pk for row in rows])

    def delete(self, row: models.Model) -> None:
        """Delete the row and what hangs on it, so that undo brings all of it back."""
        collector = Collector(using=router.db_for_write(type(row)), origin=row)
        collector.collect([row])
        touched = _touched(collector)
        before = {model: columns_of(model, keys) for model, keys in touched.items()}
        collector.delete()
        for model, columns in before.items():
            self._note(model, columns, list(columns))

    def update(self, rows: models.QuerySet[Any], **values: Any) -> int:
        """Give all these rows the same values; returns how many changed."""
        model = rows.model
        before = columns_of(model, list(rows.values_list("pk", flat=True)))
        model._base_manager.filter(pk__in=before).update(**values)
        return self._note(model, before, list(before))

    def made(self, rows: Sequence[models.Model]) -> None:
        """Note rows that were written elsewhere, all of one model."""
        if rows:
            self._note(type(rows[0]), {}, [row.pk for row in rows])

    def restore(self, change: Change) -> bool:
        """Put a row back to what it was before `change`, unless it moved on since."""
        model, key = change.model, change.row
        now = columns_of(model, [key])
        if not _stands(change.after, now.get(key)):
            return False
        rows = model._base_manager.filter(pk=key)
        if change.before is None:
            if _hangs_on(rows.get()):
                return False
            rows.delete()
        else:
            values = read_columns(model, change.before)
            if change.after is None:
                model._base_manager.bulk_create([model(**values)])
            rows.update(**values)  # also the moments that saving would have set anew
        self._note(model, now, [key])
        return True

    def _note(
        self,
        model: type[models.Model],
        before: Mapping[int, Columns | None],
        keys: Sequence[int],
    ) -> int:
        after = columns_of(model, keys)
        changes = [
            Change(action=self.action, table=_table(model), row=key, before=old, after=new)
            for key in keys
            for old, new in [differing(before.get(key), after.get(key))]
            if old or new
        ]
        Change.objects.bulk_create(changes)
        self.count += len(changes)
        _index(model, keys)
        return len(changes)


@contextmanager
def record(by: User | None, verb: str, reason: str = "") -> Iterator[Log]:
    """Write an action in one transaction; one that changed nothing leaves no trace."""
    with transaction.atomic():
        action = Action.objects.create(by=by, verb=verb, reason=reason[:REASON])
        log = Log(action)
        yield log
        if not log.count:
            action.delete()


def undo(action: Action, by: User | None) -> tuple[Action, list[Change]]:
    """Take an action back; returns what was done and the changes that could not be.

    A row that was changed again since, or on which something new hangs, is kept
    as it is. Taking back an undo does the action once more.
    """
    with record(by, Action.Verb.UNDID) as log:
        Action.objects.select_for_update().get(pk=action.pk)
        if Action.objects.filter(undoes=action).exists():
            raise ValueError("This was taken back already.")
        log.action.undoes = action
        log.action.save()
        changes = list(action.changes.order_by("-pk"))
        kept = [change for change in changes if not log.restore(change)]
    return log.action, kept


def _index(model: type[models.Model], keys: Sequence[int]) -> None:
    """Let search know of changed rows: of statements, and of what is counted about them."""
    if model is Statement:
        search.index_pks(keys)
    elif model is Article:
        search.index(Statement.objects.filter(article__in=keys))
    elif model is Briefing:
        search.index(Statement.objects.filter(briefing__in=keys))
    elif model is SpeakerName:
        search.index_names(SpeakerName.objects.filter(pk__in=keys))


def _touched(collector: Collector) -> dict[type[models.Model], list[int]]:
    """Return the keys of the rows that a deletion takes away or unlinks."""
    touched: dict[type[models.Model], set[int]] = {}
    groups: list[Any] = [
        *collector.data.values(),
        *collector.fast_deletes,
    ]
    for updates in collector.field_updates.values():
        groups.extend(updates)
    for row in (row for group in groups for row in group):
        touched.setdefault(type(row), set()).add(row.pk)
    return {
        model: sorted(keys)
        for model, keys in touched.items()
        if _table(model) not in DERIVED
    }


def _stands(after: Columns | None, now: Columns | None) -> bool:
    """Tell whether a row is still what a change made of it."""
    if after is None or now is None:
        return after is now
    return all(now.get(name) == value for name, value in after.items())


def _hangs_on(row: models.Model) -> bool:
    """Tell whether any other row points to this one."""
    relations = row._meta.related_objects
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in relations
        if _table(relation.related_model) not in DERIVED
    )


def _table(model: type[models.Model]) -> str:
    return model._meta.model_name or ""
