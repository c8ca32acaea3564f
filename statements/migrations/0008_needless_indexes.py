"""Indexes go that cost every import something: another begins with the same column, or nobody asks."""

from django.db import migrations, models

import statements.models.record
from statements.migrations._quietly import DropOwnIndexQuietly


def reference(to, name, **options):
    return models.ForeignKey(
        f"statements.{to}", models.PROTECT, db_index=False, related_name=name, **options
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("statements", "0007_text_marks")]

    operations = [
        DropOwnIndexQuietly("article", "outlet", reference("outlet", "articles")),
        DropOwnIndexQuietly(
            "briefing", "host", reference("speaker", "hosted_briefings", null=True, blank=True)
        ),
        DropOwnIndexQuietly(
            "statement", "article", reference("article", "statements", null=True, blank=True)
        ),
        DropOwnIndexQuietly(
            "statement", "speaker", reference("speaker", "statements", null=True, blank=True)
        ),
        # Unique as before; this is the index for LIKE.
        DropOwnIndexQuietly(
            "statement",
            "public_id",
            models.CharField(
                max_length=10,
                unique=True,
                default=statements.models.record.make_public_id,
                editable=False,
            ),
        ),
    ]
