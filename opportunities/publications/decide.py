"""The one thing that is ever written about a proposed publication: how it ended, once."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from config.errors import NotAllowed
from opportunities.models import Publication
from opportunities.models.publication import DECISION, Outcome
from opportunities.publications.contents import content_of
from opportunities.publications.permissions import check_can_decide, check_can_withdraw

NO_REASON = "Enter why this is not published: who proposed it reads it, and it is kept."


@transaction.atomic
def approve(*, publication_id: int, by: User) -> Publication:
    """Publish it: from here on it never changes. Raises NotAllowed; sealed.Broken where it was changed meanwhile."""
    publication = _locked(publication_id)
    check_can_decide(by, publication)
    content_of(publication)
    return _decided(publication, Outcome.APPROVED, "", by)


@transaction.atomic
def refuse(*, publication_id: int, reason: str, by: User) -> Publication:
    """Leave it unpublished, with the reason. Raises NotAllowed."""
    publication = _locked(publication_id)
    check_can_decide(by, publication)
    if not reason.strip():
        raise NotAllowed(NO_REASON)
    return _decided(publication, Outcome.REFUSED, reason.strip(), by)


@transaction.atomic
def withdraw(*, publication_id: int, by: User) -> Publication:
    """Who proposed it takes it back before anybody has decided. Raises NotAllowed."""
    publication = _locked(publication_id)
    check_can_withdraw(by, publication)
    return _decided(publication, Outcome.WITHDRAWN, "", by)


def _locked(publication_id: int) -> Publication:
    return Publication.objects.select_for_update(of=("self",)).get(pk=publication_id)


def _decided(publication: Publication, outcome: Outcome, note: str, by: User) -> Publication:
    publication.outcome, publication.decision_note = outcome, note
    publication.decided_by, publication.decided_at = by, timezone.now()
    publication.save(update_fields=sorted(DECISION))
    audit.record(f"publication.{outcome}", publication, by=by, area=publication.area_id, number=publication.number)
    return publication
