"""What a reviewer records about a note: the fields that a judgement and an agreed review share, and their rules."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from pathways.models import Pathway, PreventiveService, Reason


class LevelOfNeed(models.TextChoices):
    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    HIGH = "high", "High"
    COMPLEX = "complex", "Complex"


class BestPathway(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNCLEAR = "unclear", "Not enough information"


class AlternativeExisted(models.TextChoices):
    AVAILABLE = "available", "Yes, available"
    UNDER_COMMISSIONED = "under-commissioned", "Yes, but not enough of it commissioned"
    NO = "no", "No"


class Timing(models.TextChoices):
    ON_THE_DAY = "on-the-day", "On the day"
    EARLIER = "earlier", "Earlier, by early identification and prevention"


class PersonImplication(models.TextChoices):
    MUCH_BETTER = "much-better", "Much better"
    BETTER = "better", "Better"
    SAME = "same", "Same"
    WORSE = "worse", "Worse"


class CostImplication(models.TextChoices):
    LOWER = "lower", "Lower"
    SAME = "same", "Same"
    HIGHER = "higher", "Higher"


class Achievability(models.TextChoices):
    VERY_LIKELY = "very-likely", "Very likely"
    LIKELY = "likely", "Likely"
    EVEN = "even", "Even"
    UNLIKELY = "unlikely", "Unlikely"
    VERY_UNLIKELY = "very-unlikely", "Very unlikely"


class Confidence(models.TextChoices):
    SURE = "sure", "Sure"
    FAIRLY = "fairly", "Fairly sure"
    UNSURE = "unsure", "Unsure"


class Answers(models.Model):
    """The five prompts of the 2016 report and what its findings needed. Questions 3 to 8 are asked only after "no"."""

    level_of_need = models.CharField(max_length=8, choices=LevelOfNeed, blank=True)
    best_pathway = models.CharField(max_length=7, choices=BestPathway)
    missing_information = models.TextField(blank=True)  # with "not enough information": what was missing
    proposed_pathway = models.ForeignKey(Pathway, models.PROTECT, null=True, blank=True, related_name="+")
    alternative_existed = models.CharField(max_length=18, choices=AlternativeExisted, blank=True)
    timing = models.CharField(max_length=10, choices=Timing, blank=True)
    missed_prevention = models.ManyToManyField(PreventiveService, related_name="+", blank=True)
    main_reason = models.ForeignKey(Reason, models.PROTECT, null=True, blank=True, related_name="+")
    other_reasons = models.ManyToManyField(Reason, related_name="+", blank=True)
    reason_note = models.TextField(blank=True)
    person_implication = models.CharField(max_length=11, choices=PersonImplication, blank=True)
    cost_implication = models.CharField(max_length=6, choices=CostImplication, blank=True)
    implication_note = models.TextField(blank=True)
    achievability = models.CharField(max_length=13, choices=Achievability, blank=True)
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    person_preference = models.TextField(blank=True)
    family_preference = models.TextField(blank=True)
    illustrative = models.BooleanField(default=False)
    illustrative_sentence = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    evidence = models.JSONField(default=list, blank=True)  # passages of the narrative: [start, end], in characters

    class Meta:
        abstract = True


ASKED_ONLY_AFTER_NO = ("alternative_existed", "timing", "person_implication", "cost_implication", "achievability")
CHOICES: dict[str, Iterable[str]] = {
    "level_of_need": LevelOfNeed.values,
    "alternative_existed": AlternativeExisted.values,
    "timing": Timing.values,
    "person_implication": PersonImplication.values,
    "cost_implication": CostImplication.values,
    "achievability": Achievability.values,
    "confidence": Confidence.values,
}


def constraints(prefix: str) -> list[models.CheckConstraint]:
    """The rules of one set of answers, named for the table that has them."""
    not_improvable = Q(best_pathway__in=[BestPathway.YES, BestPathway.UNCLEAR])
    empty = Q(**dict.fromkeys(ASKED_ONLY_AFTER_NO, ""))
    rules = {
        "best_pathway_known": Q(best_pathway__in=BestPathway.values),
        "proposes_exactly_when_improvable": Q(best_pathway="no", proposed_pathway__isnull=False)
        | not_improvable & Q(proposed_pathway__isnull=True),
        "has_a_reason_exactly_when_improvable": Q(best_pathway="no", main_reason__isnull=False)
        | not_improvable & Q(main_reason__isnull=True),
        "tells_more_only_when_improvable": Q(best_pathway="no") | empty,
        "illustrative_has_its_sentence": Q(illustrative=False) | ~Q(illustrative_sentence=""),
    }
    for field, values in CHOICES.items():
        rules[f"{field}_known"] = Q(**{f"{field}__in": ["", *values]})
    return [models.CheckConstraint(condition=rule, name=f"{prefix}_{name}") for name, rule in rules.items()]
