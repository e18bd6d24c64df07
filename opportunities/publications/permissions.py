"""Who may propose and decide: each check raises the sentence that the person reads."""

from accounts.models import User
from areas.access import can, can_anywhere
from config.errors import NotAllowed
from opportunities.access import sees_working_figures
from opportunities.models import Publication

PUBLISH = "publish figures"
ONLY_LEADS = "Only a project lead of this area can publish its figures."
ONLY_A_LEAD = "Only a project lead can propose to publish the figures of all areas."
ONLY_CONTROLLED = "Only who leads every area can propose all areas' figures without disclosure control."
ONLY_ADMIN = "Only a site administrator can decide what is published of all areas."
NOT_YOUR_OWN = "You proposed this, so somebody else has to decide. You can withdraw it."
DECIDED = "Somebody has decided about this already. A publication is never changed: propose a new one."
ONLY_PROPOSER = "Only who proposed this can withdraw it."


def check_can_propose(user: User, area_id: int | None) -> None:
    if area_id is not None and not can(user, PUBLISH, area_id):
        raise NotAllowed(ONLY_LEADS)
    if area_id is None and not can_anywhere(user, [PUBLISH]):
        raise NotAllowed(ONLY_A_LEAD)


def check_can_lift(user: User, area_id: int | None) -> None:
    """Working figures of all areas are for who leads every one: from the sum another's could be worked out."""
    if area_id is None and not sees_working_figures(user, None):
        raise NotAllowed(ONLY_CONTROLLED)


def check_can_decide(user: User, publication: Publication) -> None:
    """Another lead of the area, or a site administrator; of all areas only the latter."""
    if publication.area_id is not None and not can(user, PUBLISH, publication.area_id):
        raise NotAllowed(ONLY_LEADS)
    if publication.area_id is None and not user.is_superuser:
        raise NotAllowed(ONLY_ADMIN)
    if publication.proposed_by_id == user.pk:
        raise NotAllowed(NOT_YOUR_OWN)
    _check_waiting(publication)


def check_can_withdraw(user: User, publication: Publication) -> None:
    if publication.proposed_by_id != user.pk:
        raise NotAllowed(ONLY_PROPOSER)
    _check_waiting(publication)


def _check_waiting(publication: Publication) -> None:
    if not publication.waiting:
        raise NotAllowed(DECIDED)


def can_propose(user: User, area_id: int | None) -> bool:
    try:
        check_can_propose(user, area_id)
    except NotAllowed:
        return False
    return True


def can_decide(user: User, publication: Publication) -> bool:
    try:
        check_can_decide(user, publication)
    except NotAllowed:
        return False
    return True


def can_withdraw(user: User, publication: Publication) -> bool:
    return publication.waiting and publication.proposed_by_id == user.pk
