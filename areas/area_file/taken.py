"""An area file that is taken away: who took it is recorded before it leaves."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas.models import Area


@transaction.atomic
def record_taken(*, area: Area, form: str, by: User) -> None:
    audit.record("area-file.taken", area, by=by, form=form)
