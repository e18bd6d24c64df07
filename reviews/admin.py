"""Panels and workshops in the admin, to look at: they are changed on their pages, where rights and the trail hold."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from reviews.models import Panel, PanelMember, Workshop


class ToLookAt:
    """Nothing can be added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MemberInline(ToLookAt, admin.TabularInline):
    model = PanelMember
    fields = ["user", "profession", "left_at"]


@admin.register(Panel)
class PanelAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["name", "area", "created_at"]
    list_filter = ["area"]
    inlines = [MemberInline]


@admin.register(Workshop)
class WorkshopAdmin(ToLookAt, admin.ModelAdmin):
    list_display = ["name", "area", "panel", "facilitator", "planned_on", "started_at", "closed_at"]
    list_filter = ["area"]
