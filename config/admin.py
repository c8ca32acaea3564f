"""Applications of others as editors see them."""

from allauth.mfa.apps import MFAConfig
from django.contrib.admin.apps import AdminConfig


class EditorsConfig(AdminConfig):
    """Django's admin with the doorway of the editors' desk."""

    default_site = "statements.adminsite.EditorsSite"


class SecondFactorsConfig(MFAConfig):  # type: ignore[misc]  # it comes without types
    """The second step of signing in, by a name that says what it is."""

    verbose_name = "Two-step sign-in"
