"""Practitioners who review together, and which professions must be among them."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from areas.models import Area
from pathways.models import Profession
from reviews.workshops.quorum import Rule, Standing, quorum


class Panel(models.Model):
    area = models.ForeignKey(Area, models.PROTECT, related_name="panels")
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    sitting: list["PanelMember"]  # only on rows that the list of panels fetched: who is on it now

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="panel_once_per_area")]

    def __str__(self) -> str:
        return self.name

    def quorum(self, members: Iterable["PanelMember"]) -> tuple[Standing, ...]:
        """How each rule of its quorum stands with these members. Fetch them with their professions.

        Two statements, one where it has no rules, none where `quorum_rules` were fetched with it.
        """
        rules = [rule.as_given() for rule in self.quorum_rules.all()]
        return quorum(rules, (member.profession.code for member in members))


class PanelMember(models.Model):
    """A person on a panel, with the one profession they bring. Leaving sets `left_at`; the judgements stay."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="panels")
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(null=True, default=timezone.now)  # None: before this was kept
    left_at = models.DateTimeField(null=True)

    # Only on rows of reviews.workshops.spread_of: whether they judged the note in question, or know the person.
    submitted: bool
    apart: bool

    class Meta:
        ordering = ["profession__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "user"], condition=Q(left_at__isnull=True), name="on_a_panel_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.profession}"


class QuorumRuleManager(models.Manager["QuorumRule"]):
    """Rules always come with the professions they name."""

    def get_queryset(self) -> models.QuerySet["QuorumRule"]:
        return super().get_queryset().prefetch_related("professions")


class QuorumRule(models.Model):
    """At least one of these professions must be on the panel. All the rules of a panel together are its quorum."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="quorum_rules")
    professions = models.ManyToManyField(Profession, through="QuorumProfession", related_name="+")

    objects = QuorumRuleManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return " or ".join(str(profession) for profession in self.professions.all())

    def as_given(self) -> Rule:
        return Rule(self.pk, tuple((profession.code, profession.label) for profession in self.professions.all()))


class QuorumProfession(models.Model):
    """A profession that meets a rule. The catalogue can't drop it: the rule would quietly ask for less."""

    rule = models.ForeignKey(QuorumRule, models.CASCADE, related_name="+")
    profession = models.ForeignKey(Profession, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "quorum rules"
        constraints = [models.UniqueConstraint(fields=["rule", "profession"], name="profession_once_per_quorum_rule")]
