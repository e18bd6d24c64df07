"""Rows of a batch beside what the area has under their references, over HTTP: what the page of conflicts shows."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit
from accounts.requests import caller
from config.paging import PAGED, Pages
from reviews.intake.access import batch_for, check_can_load
from reviews.intake.conflicts import conflicting_lines, conflicts
from reviews.intake.side_by_side import Column, Conflict, joined


class ColumnShape(serializers.Serializer):
    name = serializers.CharField()
    in_file = serializers.CharField()  # what the identifier screen finds in it is masked
    in_area = serializers.CharField(allow_null=True)  # null where it is withheld
    withheld = serializers.CharField()  # why, else empty


class ConflictShape(serializers.Serializer):
    line = serializers.IntegerField()
    reference = serializers.CharField()
    review_point = serializers.IntegerField()
    source = serializers.CharField()  # type: ignore[assignment]  # where the area's side came from
    columns = ColumnShape(many=True)


class ConflictPageShape(serializers.Serializer):
    """`count` is of rows that were in conflict when the batch was read; `results` has those that still are."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ConflictShape(many=True)


@extend_schema(responses=ConflictPageShape, parameters=PAGED)
@api_view(["GET"])
def batch_conflicts(request: Request, batch_id: int) -> Response:
    """Rows in conflict, column by column, for who may load there; for the 14 days that rejected rows are kept."""
    batch = batch_for(caller(request), batch_id)
    check_can_load(caller(request), batch.area)
    audit.read("batch.conflicts-read", batch, by=caller(request))
    pages = Pages()
    lines = pages.paginate_queryset(conflicting_lines(batch), request) or []  # type: ignore[arg-type]
    return pages.get_paginated_response([_told(each) for each in conflicts(batch, lines, caller(request))])


def _told(conflict: Conflict) -> dict[str, Any]:
    return {
        "line": conflict.line,
        "reference": conflict.reference,
        "review_point": conflict.review_point,
        "source": conflict.source,
        "columns": [_column(column) for column in conflict.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    there = None if column.withheld else joined(column.area)
    return {"name": column.name, "in_file": joined(column.file), "in_area": there, "withheld": column.withheld}
