"""Numbers for the pages about the whole record: a few seconds for a million statements."""

from django.db import migrations

from statements import sums


def install(apps, schema_editor):
    sums.install(schema_editor.connection)


def remove(apps, schema_editor):
    sums.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("statements", "0009_index_rows_by_key")]

    operations = [migrations.RunPython(install, remove)]
