"""Workshops over HTTP: which note is next, a member's own judgement, the panel's agreed review.

A `note_id` is the note's place in its workshop: the `id` that the listing of a workshop and `next/` give.
"""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.decorators import api_view, parser_classes
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from accounts import audit
from accounts.requests import caller
from config.paging import PAGED, Pages
from reviews import access
from reviews.api import workshop_schemas as schemas
from reviews.api.if_match import etag, revision_asked
from reviews.models import AgreedReview, Judgement, Workshop, WorkshopNote
from reviews.workshops import kept, panels, sitting, taking
from reviews.workshops.answers import Invalid
from reviews.workshops.facts import facts
from reviews.workshops.menu import menu_for
from reviews.workshops.pace_of import with_counts
from reviews.workshops.spread_of import submitted_in

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the revision that is changed. 412 when it is stale.",
)


@extend_schema(operation_id="workshops_list", parameters=PAGED, responses=schemas.Workshops)
@api_view(["GET"])
def workshops(request: Request) -> Response:
    """The workshops you may see, newest first."""
    listed = with_counts(access.workshops_for(caller(request))).select_related("area", "panel").order_by("-pk")
    pages = Pages()
    shown = pages.paginate_queryset(listed, request) or []
    return pages.get_paginated_response([_summary(request, workshop) for workshop in shown])


@extend_schema(operation_id="workshops_read", responses=schemas.WorkshopDetail)
@api_view(["GET"])
def workshop(request: Request, workshop_id: int) -> Response:
    """One workshop: who is on its panel by profession, and its notes in order."""
    shown = access.workshop_for(caller(request), workshop_id)
    places = list(access.places_of(caller(request), shown))
    shown.planned, shown.agreed = len(places), sum(place.phase == "agreed" for place in places)
    shown.to_agree = sum(
        place.phase == "agreed" or not (place.note.hidden_at or place.note.retired_at) for place in places
    )
    members = panels.members_of(shown.panel)
    submitted = submitted_in(shown)
    return Response(
        {
            **_summary(request, shown),
            "panel_members": [{"profession": member.profession.code, "name": member.user.name} for member in members],
            "notes": [_place(request, place, submitted) for place in places],
        }
    )


@extend_schema(
    methods=["GET"],
    operation_id="workshops_next",
    responses={200: schemas.NextNote, 204: OpenApiResponse(description="No note is left for you.")},
)
@extend_schema(
    methods=["POST"],
    operation_id="workshops_take_next",
    description="In own time: take the next note. It is yours for an hour; asking again gives the same.",
    request=None,
    responses={200: schemas.NextNote, 204: OpenApiResponse(description="No note is left for you.")},
)
@api_view(["GET", "POST"])
def next_note(request: Request, workshop_id: int) -> Response:
    """The note to work on now: for a panel member the next to judge, for who only runs the workshop the next to agree.

    The open note comes first, then in order. In own time it is the note you hold, or else the one you would be given:
    reading it takes no place, POST does. 204 when there is none.
    """
    user = caller(request)
    if request.method == "POST":
        return _told(request, taking.take_note(workshop_id=workshop_id, by=user), workshop_id)
    shown, found = access.workshop_for(user, workshop_id), None
    if not shown.closed_at and (shown.is_member or shown.may_run):
        found = access.whole_to_judge(user, shown) if shown.is_member else access.to_record(user, shown)
    return _told(request, found, workshop_id, whole=shown.is_member)


def _told(request: Request, found: WorkshopNote | None, workshop_id: int, *, whole: bool = False) -> Response:
    """The note to work on, or 204; `whole`: it was fetched as by `access.workshop_note_for`."""
    if found is None:
        return Response(status=status.HTTP_204_NO_CONTENT)
    user = caller(request)
    place = found if whole else access.workshop_note_for(user, workshop_id, found.pk)
    audit.read("note.read", place.note, by=user)
    return Response(_whole(request, place, submitted_in(place.workshop)))


@extend_schema(methods=["GET"], operation_id="judgement_read", responses=schemas.Judgement)
@extend_schema(
    methods=["PUT"],
    operation_id="judgement_put",
    request=schemas.Answers,
    responses=schemas.Judgement,
    parameters=[IF_MATCH],
)
@api_view(["GET", "PUT"])
@parser_classes([JSONParser])
def judgement(request: Request, workshop_id: int, note_id: int) -> Response:
    """Your own judgement. Putting the same answers again changes nothing.

    Where the panel judges alone first, it can be put while the note is open or revealed. After the reveal a change is
    kept beside what you answered first (`phase` "revised"), and a first one is `late`. Nobody else's is read here.
    In own time a note is best taken first: once enough members have judged it, a first judgement is `late`.
    """
    if request.method == "GET":
        own = access.own_judgement(caller(request), workshop_id, note_id)
        return _answered(own, kept.plain(own))
    try:
        stored = sitting.submit_judgement(
            workshop_id=workshop_id, note_id=note_id, answers=_body(request), whole=False,
            revision=revision_asked(request), by=caller(request),
        )  # fmt: skip
    except Invalid as invalid:
        raise ValidationError(invalid.errors) from invalid
    return _answered(stored.row, stored.answers)


@extend_schema(methods=["GET"], operation_id="agreed_review_read", responses=schemas.AgreedReview)
@extend_schema(
    methods=["PUT"],
    operation_id="agreed_review_put",
    request=schemas.AgreedAnswers,
    responses=schemas.AgreedReview,
    parameters=[IF_MATCH],
)
@api_view(["GET", "PUT"])
@parser_classes([JSONParser])
def agreed_review(request: Request, workshop_id: int, note_id: int) -> Response:
    """The panel's agreed review, for who runs the workshop. Putting the same review again changes nothing."""
    if request.method == "GET":
        review = access.recorded_review(caller(request), workshop_id, note_id)
        return _answered(review, kept.plain(review) | kept.plain_agreement(review))
    try:
        stored = sitting.record_agreed_review(
            workshop_id=workshop_id, note_id=note_id, answers=_body(request), whole=False,
            revision=revision_asked(request), by=caller(request),
        )  # fmt: skip
    except Invalid as invalid:
        raise ValidationError(invalid.errors) from invalid
    return _answered(stored.row, stored.answers)


def _body(request: Request) -> dict[str, Any]:
    if not isinstance(request.data, dict):
        raise ParseError("Send one JSON object with the answers.")
    return request.data


def _answered(row: Judgement | AgreedReview, answers: Mapping[str, Any]) -> Response:
    """A row's answers as they are put, with its revision also as the ETag."""
    told = {**answers, "evidence": [{"start": start, "end": end} for start, end in answers["evidence"]]}
    if isinstance(row, AgreedReview):
        told["presence"] = [{"profession": code, "number": n} for code, n in answers["presence"].items()]
    if isinstance(row, AgreedReview):
        when: dict[str, Any] = {"recorded_at": row.recorded_at}
    else:
        when = {"submitted_at": row.submitted_at, "phase": row.phase, "late": row.late}
    body = {"note": row.workshop_note_id, "revision": row.revision, **when, "answers": told}
    return Response(body, headers={"ETag": etag(row.revision)})


def _summary(request: Request, workshop: Workshop) -> dict[str, Any]:
    return {
        "id": workshop.pk,
        "url": reverse("api:workshop", [workshop.pk], request=request),
        "next_url": reverse("api:workshop-next", [workshop.pk], request=request),
        "name": workshop.name,
        "area": workshop.area.slug,
        "panel": workshop.panel.name,
        "mode": workshop.mode,
        "judgements_wanted": workshop.judgements_wanted if workshop.mode == Workshop.Mode.OWN_TIME else None,
        "planned_on": workshop.planned_on,
        "started_at": workshop.started_at,
        "closed_at": workshop.closed_at,
        "notes_planned": workshop.planned,
        "notes_to_agree": workshop.to_agree,
        "notes_agreed": workshop.agreed,
        "may_judge": workshop.is_member,
        "may_run": workshop.may_run,
    }


def _place(request: Request, place: WorkshopNote, submitted: Mapping[int, list[tuple[str, int]]]) -> dict[str, Any]:
    """A note's place in its workshop. `submitted` is that of `submitted_in`: who, and never what."""
    where = [place.workshop_id, place.pk]
    return {
        "id": place.pk,
        "position": place.position,
        "phase": place.phase,
        "reference": place.reference,
        "review_point": place.note.review_point,
        "decision_point": place.note.decision_point,
        "actual_pathway": place.note.actual_pathway.code,
        "judged_by_me": place.judged_by_me,
        "hidden": bool(place.note.hidden_at or place.knows_person),
        "submitted": [{"profession": code, "number": number} for code, number in submitted.get(place.pk, [])],
        "judgement_url": reverse("api:judgement", where, request=request),
        "agreed_review_url": reverse("api:agreed-review", where, request=request),
    }


def _whole(request: Request, place: WorkshopNote, submitted: Mapping[int, list[tuple[str, int]]]) -> dict[str, Any]:
    """A note with what there is to read and what can be answered."""
    menu = menu_for(place.note.decision_point, revision=place.catalogue_revision or 0)
    return {
        **_place(request, place, submitted),
        "facts": [{"label": label, "value": value} for label, value in facts(place.note, away=place.away)],
        "narrative": place.note.narrative,
        "choices": {
            "proposed_pathway": [
                {"code": rung.code, "label": rung.label, "level_of_care": rung.level_of_care}
                for rung in menu.ladder
                if rung.pk != place.note.actual_pathway_id
            ],
            "reasons": [{"code": reason.code, "label": reason.label} for reason in menu.reasons],
            "missed_prevention": [{"code": service.code, "label": service.label} for service in menu.services],
        },
    }
