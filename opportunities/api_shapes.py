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


class Hiding(serializers.Serializer[Any]):
    """Numbers that disclosure control hides are null, and their keys are named."""

    suppressed = serializers.BooleanField(required=False)
    suppressed_keys = serializers.ListField(child=serializers.CharField(), required=False)


class MadeFrom(Hiding):
    """What the table was made from, and whether it is out of date.

    Before the first roll-up as_of and revision are null.
    """

    area = serializers.SlugField(allow_null=True, help_text="null: all areas")
    as_of = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField(allow_null=True)
    stale = serializers.BooleanField(help_text="Reviews, inputs or the catalogue have changed since")
    reviews_counted = _count()
    newer_reviews = _count()
    disclosure_control = serializers.CharField(
        allow_null=True, help_text="Rules: version.threshold.base; null: working"
    )
    publication = serializers.CharField(help_text="What disclosure control did, or that it is not for publication")
    incomplete = serializers.ListField(child=serializers.CharField(), help_text="What is missing, a sentence each")


class RankedPathway(Hiding):
    label = serializers.CharField()  # type: ignore[assignment]
    count = _count()


class RankedReason(Hiding):
    label = serializers.CharField()  # type: ignore[assignment]
    count = _count()
    share = _number()


class OpportunityTotal(Hiding):
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


class MovementTotal(Hiding):
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


class Flow(Hiding):
    decision_point = serializers.CharField()
    actual = serializers.CharField()
    proposed = serializers.CharField()
    count = _count()
    annual_flow = _number()
    saving = _number()


class Flows(MadeFrom):
    """From actual to proposed pathway, by decision point."""

    flows = Flow(many=True)


class HeadlinePart(Hiding):
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


class Rate(Hiding):
    count = _count()
    denominator = _count()
    share = _number()
    interval = _interval("95%, Wilson")


class NamedRate(Rate):
    name = serializers.CharField()


class GivenAnswer(Hiding):
    answer = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    share = _number()


class Agreement(Hiding):
    field = serializers.CharField()
    field_label = serializers.CharField()
    scale = serializers.ChoiceField(["nominal", "ordinal"])
    notes = serializers.IntegerField(help_text="Notes that two or more members answered")
    answers = _count()
    unanimous = Rate()
    same_answer = serializers.FloatField(allow_null=True, help_text="Share of pairs of members of a note")
    alpha = serializers.FloatField(allow_null=True, help_text="Krippendorff's alpha")
    alpha_interval = _interval("95%, notes resampled")
    ac1 = serializers.FloatField(allow_null=True, help_text="Gwet's AC1")
    ac1_interval = _interval("95%, notes resampled")
    prevalence = GivenAnswer(many=True)
    not_estimated = serializers.CharField(allow_null=True, help_text="Why alpha is null")


class AgreementAt(Agreement):
    decision_point = serializers.CharField(allow_null=True, help_text="null: all decision points")
    label = serializers.CharField()  # type: ignore[assignment]


class AgreementInPanel(Agreement):
    panel = serializers.CharField()


class ProfessionConsistency(Hiding):
    profession = serializers.CharField(help_text="others: several that have few people")
    label = serializers.CharField()  # type: ignore[assignment]
    people = _count()
    same_as_others = _number()
    same_as_agreed = Rate()
    changed = Rate()
    improvable = Rate()


class Discussion(Hiding):
    answer_changed = Rate()
    pathway_changed = Rate()
    majority_changed = Rate()
    majority_pathway_changed = Rate()
    no_majority = _count()
    no_majority_pathway = _count()


class TwoPanels(Hiding):
    notes = _count()
    undecided = _count()
    same_answer = Rate()
    same_pathway = Rate()


class ExchangedNotes(TwoPanels):
    exchange = serializers.IntegerField()
    panel = serializers.CharField()
    read_again_by = serializers.CharField()
    first = Rate()
    second = Rate()
    p = serializers.FloatField(help_text="McNemar's exact test")


class BetweenPanels(TwoPanels):
    agreement = Agreement(many=True)
    exchanges = ExchangedNotes(many=True)


class Referral(Hiding):
    pathway = serializers.CharField(help_text="A pathway's code, or group: and a group's")
    label = serializers.CharField()  # type: ignore[assignment]
    panels = NamedRate(many=True)
    localities = NamedRate(many=True)
    professions = NamedRate(many=True)


class Consistency(MadeFrom):
    """How far members and panels agree, how discussion changed answers, and who refers where."""

    agreement = AgreementAt(many=True)
    panels = AgreementInPanel(many=True)
    professions = ProfessionConsistency(many=True)
    discussion = Discussion()
    between_panels = BetweenPanels()
    referrals = Referral(many=True)


class BreakdownRow(Hiding):
    decision_point = serializers.CharField(allow_null=True, help_text="null: all decision points together")
    code = serializers.CharField(allow_blank=True, help_text="blank: not stated")
    label = serializers.CharField()  # type: ignore[assignment]
    count = _count()
    denominator = _count()
    share = _number()
    interval = _interval("95%, Wilson")


class Breakdown(Hiding):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    of = serializers.ChoiceField(["reviewed", "improvable"], help_text="What the shares are of")
    rows = BreakdownRow(many=True)


class Breakdowns(MadeFrom):
    """What the counts break down into: answers, reasons, timing, prevention, alternatives, care, places and ages."""

    breakdowns = Breakdown(many=True)


class ScenarioChange(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(["annual-volume", "realisable-share", "cost", "procurement-share"])
    decision_point = serializers.CharField(allow_blank=True)
    pathway = serializers.CharField(allow_blank=True, help_text="A share's actual pathway, or the one that costs")
    sector = serializers.CharField(allow_blank=True, help_text="Who pays the cost")
    value = serializers.FloatField(help_text="Decisions a year, a share of 0 to 1, or pounds")
    reason = serializers.CharField()


class ScenarioFigures(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    about = serializers.CharField(allow_blank=True)
    shares_from = serializers.ChoiceField(["area", "panels"], help_text="panels: from their answers on achievability")
    each_person_once = serializers.BooleanField(help_text="Each person counted once along the pathway")
    as_of = serializers.DateTimeField(allow_null=True, help_text="null: still to be worked out")
    stale = serializers.BooleanField()
    changes = ScenarioChange(many=True)
    total = OpportunityTotal()


class Scenarios(MadeFrom):
    """The scenarios of an area, for its leads, beside the total with everything as it is set."""

    as_set = OpportunityTotal()
    scenarios = ScenarioFigures(many=True)
