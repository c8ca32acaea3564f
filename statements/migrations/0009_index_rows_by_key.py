"""SQLite finds the rows of the search index by their own number, with one index less."""

from django.db import migrations

import statements.models.index
from statements.migrations._quietly import AlterFieldOfSQLite


class Migration(migrations.Migration):
    dependencies = [("statements", "0008_needless_indexes")]

    operations = [
        AlterFieldOfSQLite(
            "statementindex",
            "sort_key",
            statements.models.index.RowKeyField(primary_key=True, serialize=False),
        ),
    ]
