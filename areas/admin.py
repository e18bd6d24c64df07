"""Areas in the admin, for site administrators: a new area, its places, who holds which role."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from accounts import audit
from areas.models import Area, Locality, Membership, Organisation


class Localities(admin.TabularInline):
    model = Locality
    extra = 0
    can_delete = False


class Organisations(admin.TabularInline):
    model = Organisation
    extra = 0
    can_delete = False


class Memberships(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin):
    """A change tells the figures and the audit trail. An area is never deleted: reviews would go with it."""

    list_display = ["name", "slug", "total_budget", "reviewed_budget"]
    search_fields = ["name", "slug"]
    inlines = [Memberships, Localities, Organisations]

    def save_model(self, request: HttpRequest, obj: Area, form: ModelForm, change: bool) -> None:
        """Only what the form changed: the revision may have moved on since the page was opened."""
        if change:
            obj.save(update_fields=form.changed_data)
        else:
            obj.save()

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        changed = form.changed_data + [formset.prefix for formset in formsets if formset.has_changed()]
        if changed:
            area: Area = form.instance
            Area.objects.touch(area.pk)
            audit.record("area.edited", area, by=request.user, changed=changed)  # type: ignore[arg-type]

    def get_readonly_fields(self, request: HttpRequest, obj: Area | None = None) -> list[str]:
        """Addresses and files name an area by its slug, so a slug stays."""
        return ["slug"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Area | None = None) -> bool:
        return False
