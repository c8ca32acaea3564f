"""An index on the few statements whose day is known roughly, made while others write."""

from django.db import migrations, models

from statements.migrations._quietly import AddIndexQuietly


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("statements", "0002_roles")]

    operations = [
        AddIndexQuietly(
            model_name="statement",
            index=models.Index(
                fields=["earliest", "latest"],
                condition=models.Q(("earliest__lt", models.F("latest"))),
                name="statement_by_rough_days",
            ),
        ),
    ]
