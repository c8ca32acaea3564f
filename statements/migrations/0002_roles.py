"""The roles, as groups: each may do what the one before it may, and more."""

from django.db import migrations

READ = ["outlet", "article", "speaker", "speakername", "briefing", "statement", "importrun"]
ROLES = {
    "viewer": [f"statements.view_{name}" for name in READ],
    "editor": [
        f"statements.{verb}_{name}"
        for name in ("briefing", "statement", "outlet", "article")
        for verb in ("add", "change")
    ],
    "reviewer": [
        f"statements.{verb}_{name}" for name in ("speaker", "speakername") for verb in ("add", "change")
    ],
    "administrator": [
        *(f"statements.delete_{name}" for name in READ if name != "importrun"),
        *(f"auth.{verb}_{name}" for name in ("user", "group") for verb in ("view", "add", "change", "delete")),
    ],
}


def make_roles(apps, schema_editor):
    from django.contrib.auth.management import create_permissions

    alias = schema_editor.connection.alias
    for label in ("statements", "auth"):
        config = apps.get_app_config(label)
        config.models_module = True  # what create_permissions takes for a loaded app
        create_permissions(config, apps=apps, using=alias, verbosity=0)
        config.models_module = None
    grant(apps, alias)


def grant(apps, alias):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    known = {
        f"{row.content_type.app_label}.{row.codename}": row
        for row in Permission.objects.using(alias).select_related("content_type")
    }
    granted = []
    for name, permissions in ROLES.items():
        granted += permissions
        group, _ = Group.objects.using(alias).get_or_create(name=name)
        group.permissions.set([known[permission] for permission in granted])


class Migration(migrations.Migration):

    dependencies = [
        ("statements", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # Groups that are there already are somebody's, so going back leaves them.
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
