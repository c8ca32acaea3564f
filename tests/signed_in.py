"""Browsers of people with a role."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client

ROLES = ["viewer", "editor", "reviewer", "administrator"]


def as_role(role: str, name: str = "") -> Client:
    """The browser of somebody new: of a role, a "reader" without one, or a "visitor"."""
    client = Client()
    if role == "visitor":
        return client
    staff = role != "reader"
    user = User.objects.create_user(name or role, password="secret", is_staff=staff)
    if role in ROLES:
        user.groups.add(group_of(role))
    client.force_login(user)
    return client


def group_of(role: str) -> Group:
    """The group that a migration made; made anew where a test emptied every table."""
    if not Group.objects.filter(name=role).exists():
        import_module("statements.migrations.0002_roles").grant(apps, "default")
        import_module("statements.migrations.0006_signing_in").grant(apps, "default")
    return Group.objects.get(name=role)
