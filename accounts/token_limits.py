"""What an API token may do at most. It never does more than its person may at that moment."""

from django.db import models
from django.db.models import Q
from knox.models import AuthToken


class Scope(models.TextChoices):
    FIGURES = "figures", "Read figures"
    LOAD = "load", "Load batches and follow them"
    READ = "read", "Read everything that I may read"
    FULL = "full", "Everything that I may do"


READ_ONLY = frozenset({Scope.FIGURES.value, Scope.READ.value})


class TokenLimits(models.Model):
    """`areas` holds their ids; empty: all areas of the person. `last_used_on` is written once a day."""

    token = models.OneToOneField(AuthToken, models.CASCADE, primary_key=True, related_name="limits")
    name = models.CharField(max_length=60)
    scope = models.CharField(max_length=7, choices=Scope)
    areas = models.JSONField(default=list)
    last_used_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="token_scope_known"),
            models.CheckConstraint(condition=~Q(name=""), name="token_is_named"),
        ]

    def __str__(self) -> str:
        return self.name
