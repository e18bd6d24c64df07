"""People in the admin, for site administrators."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from accounts import audit
from accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "is_active", "is_superuser"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "is_active", "is_staff", "is_superuser"]

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        """Who may do everything, and whose account is open, is a right: each change of it is recorded."""
        super().save_model(request, obj, form, change)
        if not change:
            audit.record("user.created", obj, by=request.user)  # type: ignore[arg-type]
        rights = {name: getattr(obj, name) for name in ("is_active", "is_staff", "is_superuser")}
        changed = {name: value for name, value in rights.items() if name in form.changed_data}
        if changed:
            audit.record("user.changed", obj, by=request.user, **changed)  # type: ignore[arg-type]
