"""What data stewards see of declarations: notes reported as identifying somebody, and who knows a person.

The only way there: what is in areas where this person loads no batches looks like what does not exist.
"""

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.http import Http404

from accounts.models import User
from areas.access import areas_for
from areas.models import Membership
from reviews.models import CaseNote, Declaration, WorkshopNote

MAY_DECIDE = "load batches"


def undecided(user: User) -> QuerySet[CaseNote]:
    """Notes that wait for this steward, the longest first, without narratives; `reports` and `places` with each."""
    waiting = _reports().filter(outcome="")
    found = _of_areas(user).filter(Exists(waiting.filter(note=OuterRef("pk")))).order_by("hidden_at", "pk")
    return _with_reports(found).defer("narrative")


def reported_note(user: User, note_id: int) -> CaseNote:
    """One note that was ever reported, decided or not, with `reports` and `places`. Raises Http404."""
    found = _with_reports(_of_areas(user).filter(pk=note_id, declarations__kind=Declaration.Kind.IDENTIFIES))
    note = found.first()
    if note is None:
        raise Http404
    return note


def known_people(user: User) -> QuerySet[Declaration]:
    """Who said that they know the person of a note, newest first."""
    known = _told().filter(kind=Declaration.Kind.KNOWS_PERSON, note__area__in=areas_for(user, MAY_DECIDE))
    return known.select_related("note__area", "by").defer("note__narrative").order_by("-pk")


def knows_person_of(user: User, declaration_id: int) -> Declaration:
    """One of them. Raises Http404."""
    declaration = known_people(user).filter(pk=declaration_id).first()
    if declaration is None:
        raise Http404
    return declaration


def _of_areas(user: User) -> QuerySet[CaseNote]:
    return CaseNote.objects.filter(area__in=areas_for(user, MAY_DECIDE))


def _with_reports(notes: QuerySet[CaseNote]) -> QuerySet[CaseNote]:
    """`places` without those of an exchange with another area: which one it is stays unsaid until it is complete."""
    here = WorkshopNote.objects.filter(workshop__area=F("note__area"))
    places = here.select_related("workshop__area").order_by("pk")
    return notes.select_related("area", "batch", "actual_pathway").prefetch_related(
        Prefetch("declarations", _reports().select_related("by", "decided_by"), to_attr="reports"),
        Prefetch("sittings", places, to_attr="places"),
    )


def _reports() -> QuerySet[Declaration]:
    return _told().filter(kind=Declaration.Kind.IDENTIFIES)


def _told() -> QuerySet[Declaration]:
    """Each with `from_here`: whether who said it holds a role in the note's area, and may be named there."""
    role = Membership.objects.filter(user=OuterRef("by"), area=OuterRef("note__area"))
    return Declaration.objects.annotate(from_here=Exists(role))  # type: ignore[no-redef]
