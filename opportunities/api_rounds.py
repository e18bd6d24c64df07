"""An area's rounds of review over HTTP, counted as they are asked for. For leads of the area."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import caller
from opportunities.comparison.access import rounds_area_for
from opportunities.comparison.rounds import counted_rounds


class RoundDays(serializers.Serializer[Any]):
    name = serializers.CharField()
    starts = serializers.DateField()
    ends = serializers.DateField(help_text="Included")


class ShareDifference(serializers.Serializer[Any]):
    by = serializers.FloatField(help_text="The share of this round less that of the first, -1 to 1")
    low = serializers.FloatField(help_text="Of the 95% interval, Newcombe")
    high = serializers.FloatField()


class ShareInRound(serializers.Serializer[Any]):
    label = serializers.CharField(help_text="The round")  # type: ignore[assignment]
    count = serializers.IntegerField()
    denominator = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    interval = serializers.ListField(
        child=serializers.FloatField(), min_length=2, max_length=2, allow_null=True, help_text="95%, Wilson"
    )
    change = ShareDifference(allow_null=True, help_text="null: the first round, or one of the two has no reviews")


class ShareOverTime(serializers.Serializer[Any]):
    code = serializers.CharField(allow_blank=True, help_text="Decision point (blank: all) or main reason")
    label = serializers.CharField()  # type: ignore[assignment]
    rounds = ShareInRound(many=True)


class Rounds(serializers.Serializer[Any]):
    """Shares of decisions that could have been better, and main reasons, in each round; first to last."""

    area = serializers.SlugField()
    rounds = RoundDays(many=True)
    shares = ShareOverTime(many=True)
    reasons = ShareOverTime(many=True)
    unclear = serializers.ListField(child=serializers.IntegerField(), help_text="Of each round")
    outside = serializers.IntegerField(help_text="Agreed reviews in no round")


@extend_schema(responses={200: Rounds}, tags=["figures"])
@api_view(["GET"])
def rounds(request: Request, slug: str) -> Response:
    """The rounds of one area. Counts and shares only: volumes and costs are not of a round."""
    area = rounds_area_for(caller(request), slug)
    kept, found = counted_rounds(area)
    return Response(Rounds({"area": area.slug, "rounds": kept, **asdict(found)}).data)
