"""The catalogue over HTTP, to read."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from pathways import catalogue, questions
from pathways.models import NationalCost, Pathway, Reason


class DecisionPointSerializer(serializers.Serializer):
    """Where a pathway decision is made. `review_points` is 0 where no case notes are read (Q7)."""

    code = serializers.CharField()
    alias = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    question = serializers.CharField()
    area_of_focus = serializers.CharField(source="focus")
    review_points = serializers.IntegerField()


class CostSerializer(serializers.ModelSerializer):
    """What one decision costs a sector: £ a unit, times units."""

    sector: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    unit_cost = serializers.FloatField()
    units = serializers.FloatField()

    class Meta:
        model = NationalCost
        fields = ("sector", "unit_cost", "units", "source")


class AtDecisionPoints(serializers.ModelSerializer):
    """Anything that is offered at some decision points."""

    decision_points = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_decision_points(self, row: Any) -> list[str]:
        return [each.decision_point for each in row.decision_points.all()]


class PathwaySerializer(AtDecisionPoints):
    """A service or setting, with its national costs; `setting` and `group` may be null."""

    setting = serializers.SerializerMethodField()
    group: Any = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    costs = CostSerializer(source="national_costs", many=True)

    class Meta:
        model = Pathway
        fields = ("code", "label", "definition", "level_of_care", "setting", "group", "decision_points", "costs")

    @extend_schema_field(serializers.ChoiceField(choices=Pathway.Setting.choices, allow_null=True))
    def get_setting(self, pathway: Pathway) -> str | None:
        return pathway.setting or None


class ReasonSerializer(AtDecisionPoints):
    """Why a better pathway was not provided."""

    class Meta:
        model = Reason
        fields = ("code", "label", "practitioner_variation", "decision_points")


@extend_schema(tags=["catalogue"])
class DecisionPoints(ListAPIView):
    """The eight decision points, in order."""

    serializer_class = DecisionPointSerializer
    queryset = None

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(list(questions.DECISION_POINTS))  # type: ignore[arg-type]
        return self.get_paginated_response(DecisionPointSerializer(page, many=True).data)


@extend_schema(tags=["catalogue"])
class Pathways(ListAPIView):
    """Every pathway, in catalogue order."""

    serializer_class = PathwaySerializer

    def get_queryset(self) -> Any:
        return catalogue.pathways()


@extend_schema(tags=["catalogue"])
class Reasons(ListAPIView):
    """Every reason for variance, in catalogue order."""

    serializer_class = ReasonSerializer

    def get_queryset(self) -> Any:
        return catalogue.reasons()
