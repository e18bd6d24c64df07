"""Snapshots in the admin: to look at. Only a roll-up writes them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from opportunities.models import Snapshot


@admin.register(Snapshot)
class SnapshotAdmin(admin.ModelAdmin):
    list_display = ("__str__", "as_of", "revision", "reviews_counted", "claimed_until")
    list_select_related = ("area",)
    fields = ("area", "as_of", "revision", "catalogue_revision", "reviews_counted", "claimed_until", "figures")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
