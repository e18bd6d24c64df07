"""From when to when a person held a role in an area: what a membership that is gone can't tell any more."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from areas.models.area import Area, Role


class RoleHeld(models.Model):
    """Added when a role is given and ended once, when it is taken away: the database refuses all else.

    since  None: it was held before periods were kept, from a time that nobody noted
    until  None: it is held still; a row ends in the transaction that takes the role away
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles_held")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "area", "role"], condition=Q(until__isnull=True), name="role_held_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="role_held_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=False) | Q(taken_by__isnull=True), name="role_held_taken_only_at_its_end"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_held_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.area}"
