"""A steward's acts on invitations: send, send again, withdraw."""

from datetime import timedelta

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas.invitations.links import hashed, new_token
from areas.models import Area, Invitation
from areas.permissions import check_can_manage_people

WORKS_FOR = timedelta(days=7)


def open_invitations(area: Area) -> list[Invitation]:
    """Those that nobody has accepted or withdrawn, oldest first; some may have ended."""
    return list(Invitation.objects.open().filter(area=area))


@transaction.atomic
def invite(*, area: Area, email: str, name: str, role: str, by: User) -> tuple[Invitation, str]:
    """A new invitation, or the open one to the same role sent again; and its token, which is kept nowhere."""
    check_can_manage_people(by, area)
    Area.objects.select_for_update().get(pk=area.pk)  # two stewards may invite the same person at once
    there = Invitation.objects.open().filter(area=area, role=role, email__iexact=email).first()
    if there:
        return send_again(area=area, pk=there.pk, by=by)
    token, now = new_token(), timezone.now()
    invitation = Invitation.objects.create(
        area=area, email=email.strip().lower(), name=name, role=role, hashed=hashed(token), invited_by=by, sent_at=now,
        ends_at=now + WORKS_FOR,
    )  # fmt: skip
    audit.record("invitation.sent", invitation, by=by, area=area.slug, role=role)
    return invitation, token


@transaction.atomic
def send_again(*, area: Area, pk: int, by: User) -> tuple[Invitation, str]:
    """Another seven days and a new link; the old one stops working. Raises Http404 where it is not open."""
    check_can_manage_people(by, area)
    invitation, token = _open(area, pk), new_token()
    invitation.sent_at, invitation.hashed = timezone.now(), hashed(token)
    invitation.ends_at = invitation.sent_at + WORKS_FOR
    invitation.save(update_fields=["sent_at", "hashed", "ends_at"])
    audit.record("invitation.sent-again", invitation, by=by, area=area.slug)
    return invitation, token


@transaction.atomic
def withdraw(*, area: Area, pk: int, by: User) -> Invitation:
    """Its link stops working at once. Raises Http404 where none of that number is open."""
    check_can_manage_people(by, area)
    invitation = _open(area, pk)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record("invitation.withdrawn", invitation, by=by, area=area.slug)
    return invitation


def _open(area: Area, pk: int) -> Invitation:
    invitation = Invitation.objects.select_for_update().open().filter(area=area, pk=pk).first()
    if invitation is None:
        raise Http404
    return invitation
