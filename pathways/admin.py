"""The catalogue in the admin, for site administrators: to mend a label or a cost. Whole catalogues come as a file."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from accounts import audit
from pathways.models import (
    CatalogueRevision,
    InOrder,
    NationalCost,
    Pathway,
    PathwayDecisionPoint,
    PathwayGroup,
    PreventiveService,
    Profession,
    Reason,
    ReasonDecisionPoint,
    Sector,
)


class CatalogueAdmin(admin.ModelAdmin):
    """A change tells the figures and the audit trail. Nothing is deleted here: load_catalogue knows what is in use."""

    list_display = ["code", "label", "position"]
    search_fields = ["code", "label"]

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Last of what a save does, inside its transaction."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            CatalogueRevision.next()
            row: InOrder = form.instance
            audit.record("catalogue.edited", row, by=request.user, code=row.code)  # type: ignore[arg-type]

    def get_readonly_fields(self, request: HttpRequest, obj: InOrder | None = None) -> list[str]:
        """Files name rows by their code, so a code stays."""
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: InOrder | None = None) -> bool:
        return False


class PathwayPoints(admin.TabularInline):
    model = PathwayDecisionPoint
    extra = 0


class Costs(admin.TabularInline):
    model = NationalCost
    extra = 0


class ReasonPoints(admin.TabularInline):
    model = ReasonDecisionPoint
    extra = 0


@admin.register(Pathway)
class PathwayAdmin(CatalogueAdmin):
    list_display = ["code", "label", "level_of_care", "setting", "group"]
    list_select_related = ["group"]
    inlines = [PathwayPoints, Costs]


@admin.register(Reason)
class ReasonAdmin(CatalogueAdmin):
    list_display = ["code", "label", "practitioner_variation"]
    inlines = [ReasonPoints]


admin.site.register([Sector, Profession, PathwayGroup, PreventiveService], CatalogueAdmin)
