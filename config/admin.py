"""Django's admin with the doorway of the editors' desk."""

from django.contrib.admin.apps import AdminConfig


class EditorsConfig(AdminConfig):
    default_site = "statements.adminsite.EditorsSite"
