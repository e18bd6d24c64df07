"""Who may change what in an area: each check raises the sentence that the person reads."""

from accounts.models import User
from areas.access import can
from areas.models import Area
from config.errors import NotAllowed


def check_can_edit_inputs(user: User, area: Area) -> None:
    """A project lead of the area."""
    if not can(user, "edit inputs", area.pk):
        raise NotAllowed("Only a project lead of this area can change its volumes, shares, costs and rates.")


def check_can_manage_people(user: User, area: Area) -> None:
    """A data steward of the area."""
    if not can(user, "manage people", area.pk):
        raise NotAllowed("Only a data steward of this area can add people and take away roles.")
