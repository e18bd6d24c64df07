"""Taking figures away without disclosure control: by a lead, with a reason, on the record."""

from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from opportunities.exports.edition import Edition
from opportunities.models import Snapshot


def record_lift(*, edition: Edition, form: str, reason: str, by: User) -> None:
    """Note who took which revision of which area's figures without disclosure control, as what file, and why."""
    with transaction.atomic():
        snapshot = Snapshot.objects.select_related("area").filter(**_whose(edition)).first()
        if snapshot is None:
            return
        detail: dict[str, Any] = {"form": form, "revision": edition.shown.revision, "reason": reason}
        audit.record("figures.disclosure-control-lifted", on=snapshot.area or snapshot, by=by, **detail)


def _whose(edition: Edition) -> dict[str, str | bool]:
    slug = edition.shown.area
    return {"area__slug": slug} if slug else {"area__isnull": True}
