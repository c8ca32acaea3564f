"""Django's own admin of accounts and roles, behind our doorway."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from statements.admin.careful import CarefulLookups

admin.site.unregister([User, Group])


@admin.register(User)
class EditorAdmin(CarefulLookups, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(CarefulLookups, GroupAdmin):
    pass
