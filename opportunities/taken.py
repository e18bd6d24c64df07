"""Figures that are taken away as files: who took which, as what, is recorded before the file leaves."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas.models import Area


@transaction.atomic
def record_taken(*, slug: str | None, what: str, form: str, revision: int | None, by: User) -> None:
    """`what` is "figures", "publication 3", "drawing: map" and so on; `slug` None: of all areas."""
    area = Area.objects.filter(slug=slug).first() if slug else None
    audit.record("figures.taken", area or by, by=by, what=what, form=form, revision=revision)
