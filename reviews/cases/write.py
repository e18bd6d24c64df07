"""Writes illustrative cases, and what a second person decides about each: the only writer of them. Locks: the note."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas.models import Area
from config.errors import NotAllowed
from reviews.cases.access import check_can_decide, check_can_withdraw, review_to_write_from
from reviews.cases.lines import LABELS, tidied
from reviews.cases.screened import check_screened
from reviews.models import CaseNote, IllustrativeCase
from reviews.models.illustrative_case import LONGEST

THERE_ALREADY = "There is a case of this note already. Withdraw that one first."
NO_REASON = "Enter what is to be changed: who wrote the case reads it."


@transaction.atomic
def write_case(
    *, area: Area, review_id: int, lines: Mapping[str, str], reasons: Mapping[str, str], by: User
) -> IllustrativeCase:
    """A case that waits for a second person. The same lines again are the same case.

    reasons  why something that the screen found is a false alarm, by its key
    Raises Http404, NotAllowed, and screened.Identifying with what the screen found.
    """
    review = review_to_write_from(by, area, review_id)
    note = CaseNote.objects.select_for_update(no_key=True).select_related(None).get(pk=review.note_id)
    given = tidied(dict(lines))
    _check_lines(given)
    kept = check_screened(note, given, reasons)
    live = IllustrativeCase.objects.filter(note=note, withdrawn_at=None, outcome__in=["", "approved"]).first()
    if live:
        if live.lines == given and live.written_by_id == by.pk:
            return live
        raise NotAllowed(THERE_ALREADY)
    case = IllustrativeCase.objects.create(note=note, **given, false_alarms=kept, written_by=by)
    audit.record("case.written", case, by=by, note=note.pk, false_alarms=len(kept))
    return case


@transaction.atomic
def approve_case(*, case_id: int, by: User) -> IllustrativeCase:
    """A lead who did not write it: from now on it is shown. Raises NotAllowed, IllustrativeCase.DoesNotExist."""
    return _decided(case_id, IllustrativeCase.Outcome.APPROVED, "", by)


@transaction.atomic
def refuse_case(*, case_id: int, reason: str, by: User) -> IllustrativeCase:
    """Not to be shown as it is; another can be written. Raises NotAllowed, IllustrativeCase.DoesNotExist."""
    if not reason.strip():
        raise NotAllowed(NO_REASON)
    return _decided(case_id, IllustrativeCase.Outcome.REFUSED, reason.strip(), by)


@transaction.atomic
def withdraw_case(*, case_id: int, by: User) -> IllustrativeCase:
    """Shown no more; publications keep the copy they have. Raises NotAllowed, IllustrativeCase.DoesNotExist."""
    case = _locked(case_id)
    check_can_withdraw(by, case)
    case.withdrawn_by, case.withdrawn_at = by, timezone.now()
    case.save(update_fields=["withdrawn_by", "withdrawn_at"])
    audit.record("case.withdrawn", case, by=by, note=case.note_id)
    return case


def _decided(case_id: int, outcome: str, note: str, by: User) -> IllustrativeCase:
    case = _locked(case_id)
    check_can_decide(by, case)
    case.outcome, case.decision_note = outcome, note
    case.decided_by, case.decided_at = by, timezone.now()
    case.save(update_fields=["outcome", "decision_note", "decided_by", "decided_at"])
    audit.record(f"case.{outcome}", case, by=by, note=case.note_id)
    return case


def _locked(case_id: int) -> IllustrativeCase:
    return IllustrativeCase.objects.select_for_update(of=("self",)).select_related("note").get(pk=case_id)


def _check_lines(lines: Mapping[str, str]) -> None:
    for name, label in LABELS.items():
        if not lines[name]:
            raise NotAllowed(f"{label}: write this line too. All four are needed.")
        if len(lines[name]) > LONGEST:
            raise NotAllowed(f"{label}: use at most {LONGEST} characters. These are {len(lines[name])}.")
