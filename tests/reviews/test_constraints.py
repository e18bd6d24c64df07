"""Every rule that the database itself holds about reviews: each is broken on purpose and refused by name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from areas.models import Area
from pathways.models import Pathway, Profession, Reason
from reviews.models import (
    AgreedReview,
    Batch,
    CaseNote,
    Declaration,
    Draft,
    Exchange,
    HeldFinding,
    HeldRow,
    IllustrativeCase,
    Judgement,
    Panel,
    PanelMember,
    Presence,
    PrivateNote,
    QuorumProfession,
    QuorumRule,
    ScreenEntry,
    Turn,
    WorkerSign,
    Workshop,
    WorkshopNote,
)
from tests.conftest import Cast
from tests.factories import workshops as make


@pytest.fixture
def state(catalogue: None, cast: Cast, area: Area) -> dict[str, Any]:
    """One row of everything, each within the rules: a judgement of "no" and an agreed review of "yes"."""
    notes = make.notes(area, 3)
    panel = make.panel(area, {"gp": cast.gp})
    workshop = make.workshop(panel, cast.facilitator, notes)
    places = list(workshop.notes.all())
    judgement = Judgement.objects.create(
        workshop_note=places[0], by=cast.gp, profession=Profession.objects.get(code="gp"), best_pathway="no",
        proposed_pathway=Pathway.objects.get(code="reablement"), main_reason=Reason.objects.get(code="capacity-short"),
    )  # fmt: skip
    review = AgreedReview.objects.create(
        note=notes[0], panel=panel, workshop_note=places[0], reviewed_on=timezone.localdate(), best_pathway="yes"
    )
    presence = Presence.objects.create(review=review, profession=Profession.objects.get(code="gp"))
    rule = QuorumRule.objects.create(panel=panel)
    rule.professions.add(Profession.objects.get(code="gp"))
    held = HeldRow.objects.create(batch=notes[0].batch, line=2, cells={"narrative": "Mrs Fairweather"})
    finding = HeldFinding.objects.create(
        row=held, column="narrative", start=0, end=15, kind="name", certainty="likely", same="0" * 64
    )
    return {
        "held": held, "finding": finding, "entry": ScreenEntry.objects.create(area=area, use="allow", text="Barthel"),
        "area": area, "batch": notes[0].batch, "note": notes[0], "panel": panel, "member": panel.members.get(),
        "workshop": workshop, "places": places, "judgement": judgement, "review": review, "presence": presence,
        "named": QuorumProfession.objects.get(),
        "draft": Draft.objects.create(workshop_note=places[0], by=cast.gp, about="judgement", entered={}),
        "to_self": PrivateNote.objects.create(workshop_note=places[0], by=cast.gp, text="Ask about the frame."),
        "turn": Turn.objects.create(workshop_note=places[0], by=cast.gp),
        "declaration": Declaration.objects.create(note=notes[0], by=cast.gp, kind="knows-person"),
        "case": IllustrativeCase.objects.create(
            note=notes[0], who="A man", happened="A bed", better="Home", why="No space", written_by=cast.lead
        ),
        "exchange": Exchange.objects.create(
            panel=panel, code_hash="0" * 64, asked_by=cast.lead, expires_at=timezone.now()
        ),
    }  # fmt: skip


def changed(name: str, **values: Any) -> Callable[[dict[str, Any]], object]:
    """Breaks a rule by changing the row that the state calls `name`."""
    return lambda state: type(state[name]).objects.filter(pk=state[name].pk).update(**values)


def copied(name: str, **values: Any) -> Callable[[dict[str, Any]], object]:
    """Breaks a rule by adding a second row like that one."""

    def act(state: dict[str, Any]) -> None:
        row = type(state[name]).objects.get(pk=state[name].pk)
        row.pk = None
        row._state.adding = True
        for field, value in values.items():
            setattr(row, field, value)
        row.save(force_insert=True)

    return act


def second_open(state: dict[str, Any]) -> None:
    """A note whose answers are shown is before the room as much as one that is open."""
    change_place(state, phase="open")
    shown = WorkshopNote.objects.filter(pk=state["places"][0].pk)
    shown.update(phase="revealed", revealed_at=timezone.now(), revealed_by=state["judgement"].by)


def change_place(state: dict[str, Any], **values: Any) -> None:
    WorkshopNote.objects.filter(pk=state["places"][1].pk).update(**values)


def same_position(state: dict[str, Any]) -> None:
    WorkshopNote.objects.filter(pk=state["places"][1].pk).update(position=state["places"][0].position)


def same_note(state: dict[str, Any]) -> None:
    WorkshopNote.objects.filter(pk=state["places"][1].pk).update(note=state["places"][0].note_id)


def agreed_at_no_time(state: dict[str, Any]) -> None:
    WorkshopNote.objects.filter(pk=state["places"][1].pk).update(phase="agreed")


ONE_OF = (
    "level_of_need",
    "alternative_existed",
    "timing",
    "person_implication",
    "cost_implication",
    "achievability",
    "confidence",
)


def answer_rules(prefix: str, row: str) -> dict[str, Callable[[dict[str, Any]], object]]:
    """The rules of a set of answers. The judgement of the state says no, its agreed review yes."""
    said_no = row == "judgement"
    wrong = {"proposed_pathway": None} if said_no else {"proposed_pathway_id": 1}
    return {
        f"{prefix}_best_pathway_known": changed(row, best_pathway="maybe"),
        f"{prefix}_proposes_exactly_when_improvable": changed(row, **wrong),
        f"{prefix}_has_a_reason_exactly_when_improvable": changed(
            row, **({"main_reason": None} if said_no else {"main_reason_id": 1})
        ),
        f"{prefix}_tells_more_only_when_improvable": (
            changed(row, best_pathway="yes", proposed_pathway=None, main_reason=None, timing="earlier")
            if said_no
            else changed(row, timing="earlier")
        ),
        f"{prefix}_illustrative_has_its_sentence": changed(row, illustrative=True, illustrative_sentence=""),
        **{
            f"{prefix}_{field}_known": changed(row, best_pathway="no", **NO_COLUMNS, **{field: "?"}) for field in ONE_OF
        },
    }


NO_COLUMNS = {"proposed_pathway_id": 1, "main_reason_id": 1}
BREAKS: dict[str, Callable[[dict[str, Any]], object]] = {
    **answer_rules("judgement", "judgement"),
    **answer_rules("agreed_review", "review"),
    "judgement_once_per_member_and_phase": copied("judgement"),
    "judgement_phase_known": changed("judgement", phase="hasty"),
    "workshop_mode_known": changed("workshop", mode="blind"),
    "note_revealed_exactly_when_timed": lambda state: change_place(state, phase="revealed"),
    "note_seen_only_after_its_reveal": lambda state: change_place(
        state, phase="skipped", first_seen_after_reveal_at=timezone.now()
    ),
    "note_counted_once": copied("review", workshop_note_id=None, batch_id=1),
    "exchanged_review_from_a_workshop": changed("review", exchanged=True, workshop_note=None, batch_id=1),
    "workshop_wants_2_to_9_judgements": changed("workshop", judgements_wanted=1),
    "one_draft_per_person_and_form": copied("draft"),
    "draft_about_known": changed("draft", about="the weather"),
    "one_private_note_per_person": copied("to_self"),
    "private_note_not_empty": changed("to_self", text=""),
    "one_turn_per_member_and_note": copied("turn"),
    "declared_once_while_undecided": copied("declaration"),
    "declaration_kind_known": changed("declaration", kind="dislikes"),
    "declaration_decided_by_somebody": changed("declaration", kind="identifies", outcome="released"),
    "one_live_case_per_note": copied("case"),
    "case_has_its_four_lines": changed("case", why=""),
    "case_lines_at_most_300": changed("case", better="x" * 301),
    "case_decided_by_another": lambda state: changed(
        "case", outcome="approved", decided_by=state["case"].written_by, decided_at=timezone.now()
    )(state),
    "case_refused_with_its_reason": lambda state: changed(
        "case", outcome="refused", decided_by=state["judgement"].by, decided_at=timezone.now()
    )(state),
    "case_withdrawn_by_somebody": changed("case", withdrawn_at=timezone.now()),
    "exchange_accepted_by_somebody": changed("exchange", accepted_at=timezone.now()),
    "held_once_per_line": copied("held"),
    "held_row_forgotten_once_decided": changed("held", state="rejected", decided_at=timezone.now()),
    "found_once_per_place": copied("finding"),
    "finding_is_a_passage": changed("finding", end=0),
    "finding_decided_with_its_reason": changed("finding", decision="keep", decided_at=timezone.now()),
    "screen_entry_once_per_area": copied("entry"),
    "screen_entry_use_known": changed("entry", use="ignore"),
    "agreed_review_from_a_workshop_or_a_file": changed("review", workshop_note=None),
    "agreed_review_agreement_known": changed("review", agreement="nearly"),
    "presence_once_per_profession": copied("presence"),
    "presence_at_least_one": changed("presence", number=0),
    "file_loaded_once_per_area": copied("batch"),
    "batch_counts_add_up": changed("batch", accepted=1),
    "note_once_per_area": copied("note"),
    "note_age_band_known": changed("note", age_band="17"),
    "second_review_point_only_at_q2": changed("note", review_point=2),
    "note_decision_point_has_notes": changed("note", decision_point="q7-procurement"),
    "note_reference_is_a_pseudonym": changed("note", reference="Mrs Smith"),
    "note_event_month_is_a_month": changed("note", event_month="2026-13"),
    "note_narrative_not_empty": changed("note", narrative=""),
    "panel_once_per_area": copied("panel"),
    "on_a_panel_once_at_a_time": copied("member"),
    "profession_once_per_quorum_rule": copied("named"),
    "note_once_per_workshop": same_note,
    "one_note_per_position": same_position,
    "one_open_note_per_workshop": second_open,
    "agreed_exactly_when_timed": agreed_at_no_time,
    "one_worker_sign": lambda _: WorkerSign.objects.create(pk=2, at=timezone.now()),
}  # fmt: skip


def declared() -> dict[str, models.BaseConstraint]:
    tables = apps.get_app_config("reviews").get_models()
    return {constraint.name: constraint for table in tables for constraint in table._meta.constraints}


def test_every_rule_is_broken_here() -> None:
    assert set(BREAKS) == set(declared())


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(state: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKS[name](state)
    by_name = isinstance(declared()[name], models.CheckConstraint) or connection.vendor == "postgresql"
    assert not by_name or name in str(refused.value)  # SQLite names a unique rule by its columns


def test_a_note_waits_and_is_agreed_with_its_time(state: dict[str, Any]) -> None:
    places = WorkshopNote.objects.filter(pk=state["places"][1].pk)
    places.update(phase="agreed", agreed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        places.update(phase="waiting")


def test_who_left_a_panel_may_sit_on_it_again(state: dict[str, Any]) -> None:
    PanelMember.objects.filter(pk=state["member"].pk).update(left_at=timezone.now())
    copied("member", left_at=None)(state)
    assert PanelMember.objects.filter(user=state["member"].user, left_at=None).count() == 1


def test_rows_within_the_rules_are_taken(state: dict[str, Any]) -> None:
    assert [table.objects.exists() for table in (Batch, CaseNote, Panel, Workshop, Judgement, AgreedReview)] == [
        True
    ] * 6
