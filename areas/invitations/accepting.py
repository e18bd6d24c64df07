"""Accepting an invitation: the account, the role, and the trail of both stand or fall together."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas import roles
from areas.invitations.links import hashed
from areas.models import Invitation, Membership
from config.errors import NotAllowed

OVER = "This invitation no longer works. Ask for a new one."


def invitation_of(token: str) -> Invitation | None:
    """The invitation that this link accepts now: open, and not ended. None for any other, whatever it was."""
    found = _working().filter(hashed=hashed(token)).select_related("area")
    return found.first() if token else None


def invited(email: str) -> bool:
    """Whether an invitation to this address waits."""
    return _working().filter(email__iexact=email).exists()


@transaction.atomic
def accept(*, invitation: Invitation, name: str, password: str | None, by: User | None) -> User:
    """Give the role to `by`, or to a new account (`by` None).

    Raises NotAllowed where it was accepted, withdrawn or ended meanwhile, or is somebody else's.
    """
    held = _working().select_for_update().filter(pk=invitation.pk).first()
    if held is None or (by and by.email.lower() != held.email.lower()):
        raise NotAllowed(OVER)
    person = by or _account(held, name, password)
    _take(held, person)
    return person


@transaction.atomic
def account_by_provider(*, email: str, name: str) -> User:
    """The account of somebody who is invited, and who signs in by a provider alone. Raises NotAllowed if none waits."""
    held = _working().select_for_update().filter(email__iexact=email).first()
    if held is None:
        raise NotAllowed(OVER)
    return _account(held, name[:150] or held.name, None)


@transaction.atomic
def accept_all(*, by: User) -> None:
    """Every role that waits for the address of `by`, whom a provider has just vouched for."""
    for invitation in _working().select_for_update().filter(email__iexact=by.email):
        _take(invitation, by)


def _account(held: Invitation, name: str, password: str | None) -> User:
    if User.objects.filter(email__iexact=held.email).exists():
        raise NotAllowed(OVER)
    person = User.objects.create_user(held.email, name, password)
    audit.record("user.created", person, by=person, area_id=held.area_id, invitation=held.pk)
    return person


def _take(held: Invitation, person: User) -> None:
    held.accepted_at, held.accepted_by = timezone.now(), person
    held.save(update_fields=["accepted_at", "accepted_by"])
    audit.record("invitation.accepted", held, by=person, user=person.pk)
    membership, new = Membership.objects.get_or_create(area_id=held.area_id, user=person, role=held.role)
    if new:
        roles.begun(held=membership, by=held.invited_by)


def _working() -> QuerySet[Invitation]:
    return Invitation.objects.open().filter(ends_at__gt=timezone.now())
