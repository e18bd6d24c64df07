"""Areas over HTTP, to read: those that the caller belongs to."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import caller
from areas.access import area_for
from areas.overview import Summary, summaries, summary


class AreaSerializer(serializers.Serializer):
    """Budgets (£ a year) and `missing` (sentences) are null for those who may not see figures here."""

    slug = serializers.CharField(source="area.slug")
    name = serializers.CharField(source="area.name")
    localities = serializers.ListField(child=serializers.CharField())
    organisations = serializers.ListField(child=serializers.CharField())
    total_budget = serializers.SerializerMethodField()
    reviewed_budget = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    def get_total_budget(self, row: Summary) -> float | None:
        return self._budget(row, "total_budget")

    def get_reviewed_budget(self, row: Summary) -> float | None:
        return self._budget(row, "reviewed_budget")

    def get_missing(self, row: Summary) -> list[str] | None:
        return [gap.sentence for gap in row.gaps] if "see figures" in row.may else None

    def _budget(self, row: Summary, name: str) -> float | None:
        budget = getattr(row.area, name)
        return float(budget) if budget is not None and "see figures" in row.may else None


@extend_schema(tags=["areas"])
class Areas(ListAPIView):
    """The areas you belong to, by name."""

    serializer_class = AreaSerializer

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(summaries(caller(request)))  # type: ignore[arg-type]
        return self.get_paginated_response(AreaSerializer(page, many=True).data)


@extend_schema(tags=["areas"], responses=AreaSerializer)
@api_view(["GET"])
def area(request: Request, slug: str) -> Response:
    """One of your areas; any other answers 404."""
    return Response(AreaSerializer(summary(caller(request), area_for(caller(request), slug))).data)
