"""For whoever sits in workshops: the ones under way, and the ones to come."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery

from accounts.models import User
from reviews.access import workshops_for
from reviews.models import PanelMember, WorkshopNote
from reviews.workshops.pace_of import with_counts
from reviews.workshops.queue import left_in_own_time

# More than these are a list, and the page of workshops is where lists are.
SHOWN = 6


@dataclass(frozen=True)
class OpenWorkshops:
    """Workshops that are not closed; under way first.

    Each has `planned`, `agreed`, `open_position`, `left_for_me` and the rights of reviews.access.
    """

    user: User
    workshops: list[Any]

    @cached_property
    def mine(self) -> list[Any]:
        """Under way, and this person sits in it or runs it as its facilitator. In own time notes wait before that."""
        return [each for each in self.workshops if each.left_for_me or (each.started_at and self._sits_in(each))]

    def _sits_in(self, workshop: Any) -> bool:
        return workshop.is_member or workshop.facilitator_id == self.user.pk

    @property
    def under_way(self) -> list[Any]:
        return [each for each in self.workshops if each.started_at]

    @property
    def to_come(self) -> list[Any]:
        return [each for each in self.workshops if not each.started_at]


def open_workshops(user: User) -> OpenWorkshops:
    """One query."""
    position = WorkshopNote.objects.filter(workshop=OuterRef("pk"), phase__in=WorkshopNote.IN_ROOM).values("position")
    listed = with_counts(workshops_for(user)).filter(closed_at=None)
    listed = listed.annotate(open_position=Subquery(position[:1]), left_for_me=left_in_own_time(user))
    ordered = listed.select_related("area", "panel").order_by("planned_on", "-pk")
    workshops = sorted(ordered[: 4 * SHOWN], key=lambda each: each.started_at is None)
    return OpenWorkshops(user, workshops)


def seats(user: User) -> list[PanelMember]:
    """On which panels this person sits, and as what. One query."""
    held = PanelMember.objects.filter(user=user, left_at=None)
    return list(held.select_related("profession", "panel__area"))
