"""Judging a note: a member's own judgement, and the panel's agreed review on the same page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit
from accounts.requests import SignedIn
from config.errors import NotAllowed, Stale
from reviews import access
from reviews.forms import judging as form
from reviews.forms.drafts import private_note
from reviews.forms.judging import Entered
from reviews.models import Draft, Workshop, WorkshopNote
from reviews.views.blank_form import blank_answers
from reviews.views.draft_page import arrived, from_draft, kept_for_self
from reviews.views.hidden import tells_when_hidden
from reviews.views.judging_page import page, saved_at, spelt_out
from reviews.views.live import at_the_note, on_note
from reviews.views.reading import agreed_page, not_recorded
from reviews.views.spread_page import filled_in, shown_answers, who_judged
from reviews.workshops import kept, sitting
from reviews.workshops.answers import Invalid
from reviews.workshops.pace import in_words
from reviews.workshops.pace_of import progress_of
from reviews.workshops.room import room_for
from reviews.workshops.room_state import missing

JUDGEMENT, AGREED_REVIEW = Draft.About.JUDGEMENT.value, Draft.About.AGREED_REVIEW.value
ABOUT = {"judgement": JUDGEMENT, "agreed review": AGREED_REVIEW}  # by the page's mode
LAST_NOTE = "That was the last note. You have judged them all."
CAME_LATE = "Enough members had judged that note before you. Your judgement is kept apart, and not counted."
BEFORE_THE_REVEAL = (WorkshopNote.Phase.WAITING, WorkshopNote.Phase.OPEN, WorkshopNote.Phase.SKIPPED)


@login_required
@require_safe
@never_cache
def next_note(request: SignedIn, workshop_id: int) -> HttpResponse:
    """To the note that this person should work on now; whoever runs the workshop records, a member judges."""
    workshop = access.workshop_for(request.user, workshop_id)
    place = (
        access.to_record(request.user, workshop)
        if access.can_run(workshop)
        else access.to_judge(request.user, workshop)
    )
    if place is None:
        return redirect("reviews:workshop", workshop_id)
    return redirect("reviews:agree" if access.can_run(workshop) else "reviews:judge", workshop_id, place.pk)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
@tells_when_hidden
def judge(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    """A member's own judgement. One POST stores it and leads to the next note."""
    if request.method != "POST":
        return _judge_page(request, workshop_id, note_id)
    entered = form.from_post(request.POST)
    try:
        stored = sitting.submit_judgement(
            workshop_id=workshop_id, note_id=note_id, answers=form.answers(entered), whole=True,
            revision=_revision(request), private_note=private_note(request.POST), take_next=True, by=request.user,
        )  # fmt: skip
    except Invalid as invalid:
        return _judge_page(request, workshop_id, note_id, entered=entered, errors=invalid.errors)
    except Stale as stale:
        return _judge_page(request, workshop_id, note_id, entered=entered, stale=stale)
    except NotAllowed as refused:
        return _too_late(request, workshop_id, note_id, entered, refused, JUDGEMENT)
    if stored.stays or (stored.next_id and not stored.late):
        following = redirect("reviews:judge", workshop_id, stored.next_id or note_id)
    else:  # where messages are shown
        messages.success(request, CAME_LATE if stored.late else LAST_NOTE)
        following = redirect("reviews:workshop", workshop_id)
    return arrived(following, request.user, note_id, JUDGEMENT)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
@tells_when_hidden
def agree(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    """The panel's agreed review. One POST stores it, opens the next waiting note and leads there."""
    if request.method != "POST":
        return _agree_page(request, workshop_id, note_id)
    entered = form.from_post(request.POST)
    try:
        stored = sitting.record_agreed_review(
            workshop_id=workshop_id, note_id=note_id, answers={**form.answers(entered), **form.agreement(entered)},
            whole=True, revision=_revision(request), open_next=True, private_note=private_note(request.POST),
            by=request.user,
        )  # fmt: skip
    except Invalid as invalid:
        return _agree_page(request, workshop_id, note_id, entered=entered, errors=invalid.errors)
    except Stale as stale:
        return _agree_page(request, workshop_id, note_id, entered=entered, stale=stale)
    except NotAllowed as refused:
        return _too_late(request, workshop_id, note_id, entered, refused, AGREED_REVIEW)
    if stored.next_id:
        following = redirect("reviews:agree", workshop_id, stored.next_id)
    else:
        messages.success(request, "The agreed review is recorded. No note is waiting.")
        following = redirect("reviews:workshop", workshop_id)
    return arrived(following, request.user, note_id, AGREED_REVIEW)


def _judge_page(
    request: SignedIn, workshop_id: int, note_id: int, *, entered: Entered | None = None, **trouble: Any
) -> HttpResponse:
    place = access.workshop_note_for(request.user, workshop_id, note_id, about=JUDGEMENT)
    if access.can_read(place):
        audit.read("note.read", place.note, by=request.user)
        return agreed_page(request, place, JUDGEMENT)
    access.check_can_judge(place)
    access.check_given(place, sent=entered is not None)
    audit.read("note.read", place.note, by=request.user)
    own = access.judgement_of(request.user, place) if place.judged_by_me else None
    saved = form.from_kept(kept.plain(own)) if own else None
    context: dict[str, Any] = {
        "mode": "judgement",
        "saved_at": own and saved_at(own.submitted_at),
        "live": on_note(place, "judge", follows=own is not None and not (entered or from_draft(place, own.revision))),
    }
    if place.workshop.mode == Workshop.Mode.INDEPENDENT:
        context |= {**at_the_note(place.pk, place.workshop.panel_id, warns=False), "own": own}
        context |= shown_answers(request.user, place)[0]
    elif place.workshop.mode == Workshop.Mode.OWN_TIME:
        context |= {"own": own, **(shown_answers(request.user, place)[0] if own else {})}
    return _show(request, place, entered, saved, context, revision=own.revision if own else 0, **trouble)


def _agree_page(
    request: SignedIn, workshop_id: int, note_id: int, *, entered: Entered | None = None, **trouble: Any
) -> HttpResponse:
    place = access.workshop_note_for(request.user, workshop_id, note_id, about=AGREED_REVIEW)
    access.check_can_record(place)
    access.check_collected(place)
    audit.read("note.read", place.note, by=request.user)
    blind = place.workshop.mode == Workshop.Mode.INDEPENDENT
    in_own_time = place.workshop.mode == Workshop.Mode.OWN_TIME
    if blind and place.phase in BEFORE_THE_REVEAL:
        return _before_the_reveal(request, place)
    shown, judged = shown_answers(request.user, place)
    review = access.agreed_review_of(place)
    saved = form.from_kept(kept.plain(review), kept.plain_agreement(review)) if review else None
    context: dict[str, Any] = {
        "mode": "agreed review",
        "saved_at": review and saved_at(review.recorded_at),
        "progress": progress_of(place.workshop),
        "in_words": in_words,
        "following": None if review else access.waiting_after(request.user, place.workshop, place),
        "live": on_note(place, "agree", follows=not (entered or review or from_draft(place, 0))),
    }
    presence = {} if saved else who_judged(judged, place) if in_own_time else room_for(place.workshop)
    start = saved or (filled_in(judged, shown["majority"]["found"], presence) if shown else Entered(presence=presence))
    if in_own_time:
        context |= shown
    elif blind:
        context |= {"can_undo": _can_undo(request, place), "lacking": _lacking(place, saved), **shown}
    return _show(request, place, entered, start, context, revision=review.revision if review else 0, **trouble)


def _before_the_reveal(request: SignedIn, place: WorkshopNote) -> HttpResponse:
    """Who has submitted and never what, with the note to read."""
    context = {
        "mode": "agreed review",
        "progress": progress_of(place.workshop),
        "in_words": in_words,
        **at_the_note(place.pk, place.workshop.panel_id, warns=True),
        "live": on_note(place, "agree", follows=True),
    }
    return render(request, "reviews/room.html", {**page(place, Entered(), revision=0), **context})


def _lacking(place: WorkshopNote, agreed: Entered | None) -> tuple[str, ...]:
    """What the quorum lacks: of who was in the room once it agreed, of who sits on the panel before."""
    if agreed:
        return missing(place.workshop.panel_id, agreed.presence)
    found: tuple[str, ...] = at_the_note(place.pk, place.workshop.panel_id, warns=True)["lacking"]
    return found


def _can_undo(request: SignedIn, place: WorkshopNote) -> bool:
    """As the page was fetched: `undo_reveal` looks again."""
    alone = request.user.pk == place.revealed_by_id and not place.is_member
    return alone and place.phase == WorkshopNote.Phase.REVEALED and place.first_seen_after_reveal_at is None


def _show(
    request: SignedIn,
    place: WorkshopNote,
    entered: Entered | None,
    saved: Entered | None,
    context: dict[str, Any],
    *,
    revision: int,
    errors: dict[str, str] | None = None,
    stale: Stale | None = None,
) -> HttpResponse:
    """The page with what was entered, or else what is saved. A stale form says so, shows both, and can be sent again.

    A form with errors keeps the revision it was made from, so that mending them never hides what changed meanwhile.
    """
    made_from = _revision(request) if errors else revision
    others = context.get("spread", {}).get("marks", ())
    draft = None if entered else from_draft(place, revision)
    shown = page(place, entered or draft or saved or Entered(), revision=made_from, errors=errors, others=others)
    about, unsent = ABOUT[context["mode"]], bool(errors or stale)
    context |= kept_for_self(request, place, about, shown=draft is not None, unsent=unsent)
    if unsent or draft:
        context["saved_at"] = None  # what stands in the form is not what is saved
    if stale:
        shown["error_lines"] = [{"text": str(stale), "href": "#saved"}]
        shown["saved"] = spelt_out(saved, shown) if saved else []
    shown["blank_answers"] = blank_answers(place, shown, context["mode"])
    return render(request, "reviews/judge.html", {**shown, **context}, status=412 if stale else 200)


def _too_late(
    request: SignedIn, workshop_id: int, note_id: int, entered: Entered, refused: NotAllowed, about: str
) -> HttpResponse:
    """The note was agreed, put off or hidden, or the workshop closed, while somebody with the right was typing."""
    place = access.workshop_note_for(request.user, workshop_id, note_id, about=about, hidden_too=True)
    if not (place.is_member if about == JUDGEMENT else place.may_run):
        raise refused
    return not_recorded(request, place, entered, refused, about)


def _revision(request: SignedIn) -> int:
    """The revision that the form was made from; a form without one changes nothing that is there already."""
    return form.whole_number(request.POST, "revision")
