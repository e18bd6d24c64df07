"""The shapes of the figures for the OpenAPI description. Answers are the stored tables as they are."""

from typing import Any

from rest_framework import serializers


def _number() -> serializers.FloatField:
    return serializers.FloatField(allow_null=True)


def _count() -> serializers.IntegerField:
    return serializers.IntegerField(allow_null=True, min_value=0)


def _interval(help_text: str) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.FloatField(), min_length=2, max_length=2, allow_null=True, help_text=help_text
    )


class MadeFrom(serializers.Serializer[Any]):
    """What the table was made from, and whether it is out of date.

    Before the first roll-up as_of and revision are null.
    """

    area = serializers.SlugField(allow_null=True, help_text="null: all areas")
    as_of = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField(allow_null=True)
    stale = serializers.BooleanField(help_text="Reviews, inputs or the catalogue have changed since")
    reviews_counted = serializers.IntegerField()
    newer_reviews = serializers.IntegerField()
    incomplete = serializers.ListField(child=serializers.CharField(), help_text="What is missing, a sentence each")


class RankedPathway(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()


class RankedReason(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    count = _count()
    share = _number()


class OpportunityTotal(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    notes_reviewed = _count()
    unclear = _count()
    improvable = _count()
    improvable_share = _number()
    improvable_share_interval = _interval("95%, Wilson")
    saving = serializers.FloatField(allow_null=True, help_text="£ a year")
    saving_interval = _interval("80%, £ a year")
    saving_share = _number()
    saving_typical = serializers.FloatField(allow_null=True, help_text="£ a year in a £1bn health and care economy")


class Opportunity(OpportunityTotal):
    area_of_focus = serializers.CharField()
    top_proposed = RankedPathway(many=True)
    instead_of = serializers.CharField(allow_null=True)
    top_reasons = RankedReason(many=True)


class Opportunities(MadeFrom):
    """Figure 3: one row an area of focus."""

    rows = Opportunity(many=True)
    total = OpportunityTotal()


class MovementTotal(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    gross_saving = _number()
    reinvestment = _number()
    net = _number()
    gross_saving_typical = _number()
    reinvestment_typical = _number()
    net_typical = _number()


class Movement(MovementTotal):
    sector = serializers.CharField()
    saving_drivers = serializers.ListField(child=serializers.CharField())
    investment_drivers = serializers.ListField(child=serializers.CharField())


class CostMovements(MadeFrom):
    """Figure 2: one row a sector, £ a year."""

    rows = Movement(many=True)
    total = MovementTotal()


class Flow(serializers.Serializer[Any]):
    decision_point = serializers.CharField()
    actual = serializers.CharField()
    proposed = serializers.CharField()
    count = serializers.IntegerField()
    annual_flow = _number()
    saving = _number()


class Flows(MadeFrom):
    """From actual to proposed pathway, by decision point."""

    flows = Flow(many=True)


class HeadlinePart(serializers.Serializer[Any]):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = _number()
    denominator = _number()
    share = _number()
    interval = _interval("95%; 80% with unit pounds")


class Headline(HeadlinePart):
    unit = serializers.ChoiceField(["reviews", "pounds"])
    breakdown = HeadlinePart(many=True)


class Headlines(MadeFrom):
    """Each a count of a denominator, with its interval."""

    headlines = Headline(many=True)
