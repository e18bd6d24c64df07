"""Areas in the admin, for site administrators: a new area, its places, who holds which role."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from accounts import audit
from accounts.models import User
from areas import roles
from areas.models import Area, Locality, Membership, Organisation

Change = Callable[..., None]  # roles.begun or roles.ended


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


def roles_changed(formset: Any) -> Iterator[tuple[Change, Membership]]:
    """What a saved formset did; a role that was changed into another is one taken away and one given."""
    for row in formset.deleted_objects:
        yield roles.ended, row
    for row, fields in formset.changed_objects:
        yield roles.ended, _as_before(formset, row, fields)
        yield roles.begun, row
    for row in formset.new_objects:
        yield roles.begun, row


def record_renamed(formset: Any, *, by: User) -> None:
    """What a place was called: notes were loaded under that name, and their hashes hold it."""
    for row, fields in formset.changed_objects:
        if "name" in fields:
            was = next(form for form in formset.forms if form.instance == row).initial["name"]
            audit.record("area.place-renamed", row, by=by, was=was)


def _as_before(formset: Any, row: Membership, fields: list[str]) -> Membership:
    form = next(form for form in formset.forms if form.instance == row)
    before: dict[str, Any] = {"role": row.role, "user": row.user_id} | {name: form.initial[name] for name in fields}
    return Membership(pk=row.pk, area=row.area, role=before["role"], user_id=before["user"])


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

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        """Roles given and taken away stand in the trail one by one, as on the page of people."""
        super().save_formset(request, form, formset, change)
        if formset.model is Membership:
            for change_of, held in roles_changed(formset):
                change_of(held=held, by=request.user)
        else:
            record_renamed(formset, by=request.user)  # type: ignore[arg-type]

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
