"""Signing in is left to django-allauth: second factors move there, and the tries into a cache."""

import secrets

from django.core.management import call_command
from django.db import migrations


def move_second_factors(apps, schema_editor):
    alias = schema_editor.connection.alias
    Authenticator = apps.get_model("mfa", "Authenticator")
    kept = apps.get_model("statements", "SecondFactor").objects.using(alias).filter(confirmed=True)
    for factor in kept:
        # The recovery codes are known by their hashes only, so that there are new ones.
        codes = {"seed": secrets.token_hex(40), "used_mask": 0}
        for kind, data in (("totp", {"secret": factor.secret}), ("recovery_codes", codes)):
            Authenticator.objects.using(alias).create(user_id=factor.user_id, type=kind, data=data)


def make_table_of_tries(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def let_administrators_take_away(apps, schema_editor):
    from django.contrib.auth.management import create_permissions

    alias = schema_editor.connection.alias
    config = apps.get_app_config("mfa")
    config.models_module = True  # what create_permissions takes for a loaded app
    create_permissions(config, apps=apps, using=alias, verbosity=0)
    config.models_module = None
    known = apps.get_model("auth", "Permission").objects.using(alias)
    known.filter(content_type__model="secondfactor").delete()
    grant(apps, alias)


def grant(apps, alias):
    """Whoever lost the app and the recovery codes needs somebody to delete the second factor."""
    known = apps.get_model("auth", "Permission").objects.using(alias)
    granted = known.filter(codename__in=["view_authenticator", "delete_authenticator"])
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name="administrator"):
        group.permissions.add(*granted)


class Migration(migrations.Migration):

    dependencies = [
        ("statements", "0005_corrections"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunPython(move_second_factors, migrations.RunPython.noop),
        migrations.RunPython(let_administrators_take_away, migrations.RunPython.noop),
        migrations.DeleteModel("SecondFactor"),
        migrations.DeleteModel("SignInAttempt"),
        migrations.RunPython(make_table_of_tries, migrations.RunPython.noop),
    ]
