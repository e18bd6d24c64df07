"""The only way to illustrative cases and to what they are written from: what is not yours is not there."""

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import Http404

from accounts.models import User
from areas.access import area_for, can
from areas.models import Area
from config.errors import NotAllowed
from reviews import tally
from reviews.models import AgreedReview, IllustrativeCase
from reviews.workshops import reach
from reviews.workshops.hidden import check_readable

WRITE, APPROVE = "write cases", "approve cases"
NOT_YOUR_OWN = "You wrote this case, so somebody else has to approve it. You can withdraw it."
ONLY_LEADS = "Only a project lead of this area can approve a case."
NOT_YOURS = "Only who wrote this case, or a project lead of the area, can withdraw it."
DECIDED = "Somebody has decided about this case already. Open the list again."
SHOWN = ("note__area", "note__actual_pathway", "written_by", "decided_by", "withdrawn_by")


def cases_area_for(user: User, slug: str) -> Area:
    """Raises Http404 alike when there is no such area and when this person writes no cases there."""
    return area_for(user, slug, WRITE)


def can_approve(user: User, area: Area) -> bool:
    return can(user, APPROVE, area.pk)


def cases_for(user: User, area: Area) -> QuerySet[IllustrativeCase]:
    """Newest first. A lead sees all; a facilitator their own, and of the others those that are approved.

    Takes an area from `cases_area_for`.
    """
    cases = IllustrativeCase.objects.filter(note__area=area).select_related(*SHOWN).defer("note__narrative")
    if can_approve(user, area):
        return cases
    return cases.filter(Q(written_by=user) | Q(outcome="approved", withdrawn_at=None))


def case_for(user: User, area: Area, case_id: int) -> IllustrativeCase:
    """One of them. Raises Http404."""
    case = cases_for(user, area).filter(pk=case_id).first()
    if case is None:
        raise Http404
    return case


def offered(user: User, area: Area) -> QuerySet[AgreedReview]:
    """Agreed reviews a case can be written from, those that a panel marked as illustrative first.

    `marked` tells which. A facilitator is offered what their own workshops agreed.
    """
    live = IllustrativeCase.objects.filter(note=OuterRef("note"), withdrawn_at=None, outcome__in=["", "approved"])
    readable = ~Q(reach.knows_person(user)), Q(note__retired_at=None, note__hidden_at=None)
    found = _to_write_from(user, area).filter(*readable, ~Exists(live)).defer("note__narrative", "note__extra")
    marked = Case(When(illustrative=True, then=Value(True)), default=Value(False), output_field=BooleanField())
    return found.annotate(marked=marked).order_by("-marked", "-pk")


def review_to_write_from(user: User, area: Area, review_id: int) -> AgreedReview:
    """One with its note. Raises Http404; NoteHidden where this person may not read the note."""
    found = _to_write_from(user, area).filter(pk=review_id).annotate(known=reach.knows_person(user)).first()
    if found is None:
        raise Http404
    note = found.note
    check_readable(retired=bool(note.retired_at), reported=bool(note.hidden_at), knows_person=found.known)
    return found


def _to_write_from(user: User, area: Area) -> QuerySet[AgreedReview]:
    reviews = tally.counted(area.pk).filter(best_pathway="no")
    if not can_approve(user, area):
        reviews = reviews.filter(workshop_note__workshop__facilitator=user)
    return reviews.select_related(
        "note__actual_pathway", "note__locality", "note__organisation", "note__area", "proposed_pathway", "main_reason"
    )


def check_can_decide(user: User, case: IllustrativeCase) -> None:
    if not can(user, APPROVE, case.note.area_id):
        raise NotAllowed(ONLY_LEADS)
    if not case.waiting:
        raise NotAllowed(DECIDED)
    if case.written_by_id == user.pk:
        raise NotAllowed(NOT_YOUR_OWN)


def check_can_withdraw(user: User, case: IllustrativeCase) -> None:
    if case.written_by_id != user.pk and not can(user, APPROVE, case.note.area_id):
        raise NotAllowed(NOT_YOURS)
    if not case.live:
        raise NotAllowed(DECIDED)


def may(check: object, user: User, case: IllustrativeCase) -> bool:
    """True when the check lets this person pass."""
    try:
        check(user, case)  # type: ignore[operator]
    except NotAllowed:
        return False
    return True
