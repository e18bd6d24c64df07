"""The panels that a person may see."""

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from areas.access import areas_for
from reviews.access.found import one
from reviews.models import Panel, PanelMember


def panels_for(user: User) -> QuerySet[Panel]:
    """The panels that this person may see: all of an area's for its leads."""
    return Panel.objects.filter(area__in=areas_for(user, "plan workshops"))


def panel_for(user: User, panel_id: int) -> Panel:
    """Raises Http404 alike when there is no such panel and when this person may not see it."""
    return one(panels_for(user).select_related("area").filter(pk=panel_id))


def panels_listed(user: User) -> QuerySet[Panel]:
    """Those panels with their areas, and in `sitting` who is on each now."""
    now = PanelMember.objects.filter(left_at=None).select_related("profession", "user")
    listed = panels_for(user).select_related("area").order_by("area__name", "name")
    return listed.prefetch_related(Prefetch("members", now, to_attr="sitting"))  # type: ignore[no-redef]


def panel_member_for(user: User, panel_id: int, member_id: int) -> PanelMember:
    """One who is on one of those panels. Raises Http404."""
    found = PanelMember.objects.filter(pk=member_id, panel__in=panels_for(user).filter(pk=panel_id), left_at=None)
    return one(found.select_related("panel__area", "user"))
