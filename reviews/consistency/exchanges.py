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
        first=_named(exchange.panel, exchange.leads_first or exchange.complete),
        second=_second(exchange),
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


def _second(exchange: Exchange) -> str:
    if exchange.workshop is None:
        return NOBODY_YET
    return _named(exchange.workshop.panel, exchange.leads_second or exchange.complete)


def _named(panel: Panel, named: bool) -> str:
    return f"{panel.name}, {panel.area.name}" if named else UNNAMED
