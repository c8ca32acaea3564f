"""Django's own admin of accounts and roles, behind our doorway."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from statements.admin.careful import CarefulLookups
from statements.models import SecondFactor


@admin.register(SecondFactor)
class SecondFactorAdmin(CarefulLookups, admin.ModelAdmin):
    """To look at, and to take away from somebody who lost the phone and the recovery codes.

    Not recorded like other rows: the secret must not outlive the row.
    """

    list_display = ["user", "confirmed"]
    fields = ["user", "confirmed"]
    readonly_fields = ["user", "confirmed"]
    search_fields = ["user__username"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


admin.site.unregister([User, Group])


@admin.register(User)
class EditorAdmin(CarefulLookups, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(CarefulLookups, GroupAdmin):
    pass
