"""What a lead may know of an exchange: where it stands, and whose panels they are once it is complete."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from reviews.models import Exchange, Panel, Workshop

UNNAMED = "Another panel, named when the exchange is complete"
NOBODY_YET = "Nobody yet"


@dataclass(frozen=True)
class Standing:
    """An exchange as one lead sees it. `first` offered its notes, `second` reads them again."""

    pk: int
    first: str
    second: str
    number: int
    state: str  # offered, expired, withdrawn, accepted, complete
    asked_at: datetime
    expires_at: datetime
    workshop: Workshop | None  # only where this person leads the second panel
    can_withdraw: bool


def standing(exchange: Exchange) -> Standing:
    """Takes one from `reviews.consistency.access`."""
    state = state_of(exchange)
    return Standing(
        pk=exchange.pk,
        first=_label(first_named(exchange)),
        second=_label(second_named(exchange)) if exchange.workshop else NOBODY_YET,
        number=exchange.sample["number"],
        state=state,
        asked_at=exchange.asked_at,
        expires_at=exchange.expires_at,
        workshop=exchange.workshop if exchange.leads_second else None,
        can_withdraw=exchange.leads_first and state == "offered",
    )


def state_of(exchange: Exchange) -> str:
    if exchange.withdrawn_at:
        return "withdrawn"
    if exchange.accepted_at:
        return "complete" if exchange.complete else "accepted"
    return "offered" if exchange.expires_at > timezone.now() else "expired"


def first_named(exchange: Exchange) -> Panel | None:
    """The panel whose notes they are, where this person may know it."""
    return exchange.panel if exchange.leads_first or exchange.complete else None


def second_named(exchange: Exchange) -> Panel | None:
    """The panel that reads them again, where there is one and this person may know it."""
    if exchange.workshop and (exchange.leads_second or exchange.complete):
        return exchange.workshop.panel
    return None


def _label(panel: Panel | None) -> str:
    return f"{panel.name}, {panel.area.name}" if panel else UNNAMED
