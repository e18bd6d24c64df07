"""A note rewritten into four safe lines: screened, approved by a second person, and shown only while that is safe."""

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.models import AuditEvent, User
from areas.models import Area
from config.errors import NotAllowed
from reviews.cases import Case, cases_of
from reviews.cases.access import cases_for, offered
from reviews.cases.screened import Identifying
from reviews.cases.write import approve_case, refuse_case, withdraw_case, write_case
from reviews.intake.purge import purge
from reviews.intake.withdraw import withdraw
from reviews.models import AgreedReview, Batch, CaseNote, Declaration, IllustrativeCase
from reviews.workshops.hidden import NoteHidden
from tests.conftest import Cast
from tests.reviews.cases.conftest import LINES


@pytest.fixture
def approved(written: IllustrativeCase, second_lead: User) -> IllustrativeCase:
    return approve_case(case_id=written.pk, by=second_lead)


def test_it_is_shown_once_a_second_lead_has_approved_it(written, area: Area, cast: Cast, second_lead: User) -> None:
    assert cases_of(area.pk) == ()
    with pytest.raises(NotAllowed, match="somebody else has to approve"):
        approve_case(case_id=written.pk, by=cast.lead)
    approve_case(case_id=written.pk, by=second_lead)
    assert cases_of(area.pk) == (Case("q3-discharge", **LINES),)
    acts = AuditEvent.objects.filter(action__startswith="case.").order_by("pk")
    assert list(acts.values_list("action", "by")) == [("case.written", cast.lead.pk), ("case.approved", second_lead.pk)]


def test_nobody_else_sees_it_before(written, area: Area, cast: Cast, second_lead: User) -> None:
    assert [cases_for(user, area).count() for user in (cast.lead, second_lead, cast.facilitator)] == [1, 1, 0]
    approve_case(case_id=written.pk, by=second_lead)
    assert cases_for(cast.facilitator, area).count() == 1


@pytest.mark.parametrize("who", ["steward", "gp", "viewer", "outsider", "facilitator"])
def test_only_a_lead_approves(written: IllustrativeCase, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="Only a project lead"):
        approve_case(case_id=written.pk, by=cast[who])
    with pytest.raises(NotAllowed, match="Only a project lead"):
        refuse_case(case_id=written.pk, reason="Too much detail", by=cast[who])


def test_reviews_marked_in_the_room_are_offered_first(reviews, area: Area, cast: Cast) -> None:
    assert [review.marked for review in offered(cast.lead, area)] == [True, False, False]
    write_case(area=area, review_id=reviews[1].pk, lines=LINES, reasons={}, by=cast.lead)
    assert [review.marked for review in offered(cast.lead, area)] == [False, False]


def test_a_facilitator_writes_from_their_own_workshops_only(reviews, area: Area, cast: Cast, lead: User) -> None:
    assert offered(cast.facilitator, area).count() == 3
    workshop = reviews[0].workshop_note.workshop
    workshop.facilitator = lead
    workshop.save()
    assert offered(cast.facilitator, area).count() == 0
    with pytest.raises(Http404):
        write_case(area=area, review_id=reviews[0].pk, lines=LINES, reasons={}, by=cast.facilitator)


def test_what_the_screen_finds_is_mended_or_confirmed_with_a_reason(reviews, area: Area, cast: Cast) -> None:
    lines = LINES | {"happened": "Mrs Fairweather went to a short-term bed.", "why": "The ward rang 07700 900123."}

    def write(lines: dict[str, str], **reasons: str) -> IllustrativeCase:
        return write_case(area=area, review_id=reviews[0].pk, lines=lines, reasons=reasons, by=cast.lead)

    with pytest.raises(Identifying) as refused:
        write(lines)
    assert [(each.line, each.kind) for each in refused.value.found] == [("happened", "name"), ("why", "phone")]
    name, phone = refused.value.found
    with pytest.raises(Identifying):
        write(lines, **{name.key: "The name of a ward"})
    assert not IllustrativeCase.objects.exists()
    case = write(LINES | {"happened": lines["happened"]}, **{name.key: "The name of a ward", phone.key: "unused"})
    assert case.false_alarms == [{"line": "happened", "kind": "name", "reason": "The name of a ward"}]


def test_a_reason_does_not_hold_for_another_name(reviews, area: Area, cast: Cast) -> None:
    lines = LINES | {"happened": "Mrs Fairweather went to a short-term bed."}
    with pytest.raises(Identifying) as first:
        write_case(area=area, review_id=reviews[0].pk, lines=lines, reasons={}, by=cast.lead)
    other = lines | {"happened": "Mrs Underhill went to a short-term bed."}
    with pytest.raises(Identifying):
        write_case(
            area=area, review_id=reviews[0].pk, lines=other, reasons={first.value.found[0].key: "A ward"}, by=cast.lead
        )


def test_the_note_s_reference_is_never_kept(reviews, area: Area, cast: Cast) -> None:
    lines = LINES | {"who": f"{reviews[0].note.reference.upper()}, a woman in her eighties."}
    with pytest.raises(Identifying) as refused:
        write_case(area=area, review_id=reviews[0].pk, lines=lines, reasons={}, by=cast.lead)
    keys = {each.key: "A false alarm" for each in refused.value.found}
    with pytest.raises(Identifying):
        write_case(area=area, review_id=reviews[0].pk, lines=lines, reasons=keys, by=cast.lead)


@pytest.mark.parametrize(("line", "text"), [("who", " "), ("why", "x" * 301)])
def test_all_four_lines_are_needed_and_short(reviews, area: Area, cast: Cast, line: str, text: str) -> None:
    with pytest.raises(NotAllowed, match=r"All four|at most 300"):
        write_case(area=area, review_id=reviews[0].pk, lines=LINES | {line: text}, reasons={}, by=cast.lead)


def test_a_note_has_one_case_at_a_time(written, reviews, area: Area, cast: Cast, second_lead: User) -> None:
    again = write_case(area=area, review_id=reviews[0].pk, lines=LINES, reasons={}, by=cast.lead)
    assert again == written  # a double click
    other = {"area": area, "review_id": reviews[0].pk, "lines": LINES | {"why": "No space."}, "reasons": {}}
    with pytest.raises(NotAllowed, match="already"):
        write_case(**other, by=cast.lead)
    refuse_case(case_id=written.pk, reason="Too much detail", by=second_lead)
    assert write_case(**other, by=cast.lead).waiting


def test_only_a_note_with_a_better_pathway_is_a_case(reviews, area: Area, cast: Cast) -> None:
    AgreedReview.objects.update(best_pathway="yes", proposed_pathway=None, main_reason=None)
    assert offered(cast.lead, area).count() == 0
    with pytest.raises(Http404):
        write_case(area=area, review_id=reviews[0].pk, lines=LINES, reasons={}, by=cast.lead)


def test_who_knows_the_person_writes_no_case(reviews, area: Area, cast: Cast) -> None:
    Declaration.objects.create(note=reviews[0].note, by=cast.lead, kind="knows-person")
    assert offered(cast.lead, area).count() == 2
    with pytest.raises(NoteHidden):
        write_case(area=area, review_id=reviews[0].pk, lines=LINES, reasons={}, by=cast.lead)


def test_a_withdrawn_case_is_shown_no_more(approved, area: Area, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Only who wrote"):
        withdraw_case(case_id=approved.pk, by=cast.facilitator)
    assert withdraw_case(case_id=approved.pk, by=cast.lead).state == "Withdrawn"
    assert cases_of(area.pk) == ()
    with pytest.raises(NotAllowed):
        withdraw_case(case_id=approved.pk, by=cast.lead)


@pytest.mark.parametrize("field", ["hidden_at", "retired_at"])
def test_a_case_of_a_note_that_is_reported_or_retired_is_not_shown(approved, area: Area, field: str) -> None:
    CaseNote.objects.update(**{field: timezone.now()})
    assert cases_of(area.pk) == ()


def test_a_case_stays_when_its_note_s_time_to_be_kept_has_ended(approved, area: Area) -> None:
    assert purge(batch_id=approved.note.batch_id) == 3
    assert len(cases_of(area.pk)) == 1


def test_a_case_is_not_shown_when_its_review_says_otherwise(approved, area: Area) -> None:
    AgreedReview.objects.update(best_pathway="yes", proposed_pathway=None, main_reason=None)
    assert cases_of(area.pk) == ()


def test_cases_go_with_a_batch_that_is_withdrawn_as_a_whole(approved, area: Area, cast: Cast) -> None:
    """Its reviews were withdrawn before, so nobody sees the case; what it tells of the note goes with the note."""
    batch = Batch.objects.get(pk=approved.note.batch_id)
    AgreedReview.objects.all().delete()
    batch.notes.first().sittings.model.objects.all().delete()
    withdraw(batch=batch, by=cast.steward)
    assert not IllustrativeCase.objects.exists()
