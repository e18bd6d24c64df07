"""People in the admin, for site administrators, and their second factors, to be taken away when lost."""

from collections.abc import Iterable

from allauth.mfa import admin as mfa
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
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


admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class SecondFactorAdmin(mfa.AuthenticatorAdmin):
    """Looked at and taken away. Nobody sets one up for somebody else."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        _take_away([obj], by=request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        _take_away(queryset, by=request.user)  # type: ignore[arg-type]


@transaction.atomic
def _take_away(lost: Iterable[Authenticator], *, by: User) -> None:
    for each in lost:
        audit.record("second-factor.taken-away", each.user, by=by, kind=str(each.type))
        each.delete()
