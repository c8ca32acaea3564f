"""Django's own admin of accounts and roles, behind our doorway."""

from __future__ import annotations

from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest

from statements.admin.careful import CarefulLookups

admin.site.unregister([User, Group, Authenticator, EmailAddress])


@admin.register(Authenticator)
class SecondFactorAdmin(CarefulLookups, admin.ModelAdmin):
    """To look at, and to take away from somebody who lost the phone and the recovery codes.

    Not recorded like other rows: the secret must not outlive the row.
    """

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    fields = ["user", "type", "created_at", "last_used_at"]
    readonly_fields = ["user", "type", "created_at", "last_used_at"]
    search_fields = ["user__username"]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.delete_queryset(request, Authenticator.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete what was chosen, and the recovery codes of an app that goes."""
        apps = queryset.filter(type=Authenticator.Type.TOTP)
        owners = list(apps.values_list("user", flat=True))
        kind = Authenticator.Type.RECOVERY_CODES
        Authenticator.objects.filter(user__in=owners, type=kind).delete()
        queryset.delete()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class EditorAdmin(CarefulLookups, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(CarefulLookups, GroupAdmin):
    pass
