"""The pages of one area, as tabs: those that this person may open."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from areas.access import can_there
from areas.models import Area

TABS = (
    ("Figures", "opportunities:area", "see figures"),
    ("Consistency", "opportunities:consistency", "see figures"),
    ("Publications", "opportunities:publications", "see figures"),
    ("Cases", "reviews:cases", "write cases"),
    ("Scenarios", "opportunities:scenarios", "edit inputs"),
    ("Rounds", "opportunities:rounds", "open reviews"),
    ("Inputs", "areas:inputs", "see figures"),
    ("People", "areas:people", "see people"),
)


def tabs(user: User, area: Area, current: str) -> list[dict[str, Any]]:
    """Label, address and whether it is the page being shown, for the component `tabs`."""
    held = can_there(user, {right for _, _, right in TABS}, area.pk)
    return [
        {"label": label, "href": reverse(name, args=[area.slug]), "current": label == current}
        for label, name, right in TABS
        if right in held
    ]
