"""One panel's notes put blind before another, with both leads' consent: the only writer of exchanges.

Locks are taken in this order: the exchange, the panel that reads, then as in `reviews.workshops.planning`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from areas.models import Area
from config.errors import NotAllowed
from reviews import access
from reviews.models import Exchange, Panel, Workshop, WorkshopNote
from reviews.workshops.exchange_codes import hashed, new_code
from reviews.workshops.exchange_notes import Wanted, drawn, has_read, knowing, still_readable
from reviews.workshops.planning import MOST_NOTES, Plan, plan_workshop

VALID_DAYS = 14
NO_SUCH_OFFER = "No offer waits under this code. Check it with who gave it to you, or ask them for a new one."
TAKEN = "The other lead has accepted this offer, so it can't be withdrawn any more."
OWN_NOTES = "These are this panel’s own notes. Choose another panel: one that has not seen them."
READ_BEFORE = "This panel has agreed some of these notes before, so it would not read them blind. Choose another panel."
ALL_GONE = "The notes of this offer were all taken out of use since. Ask for a new offer."


class NoSuchOffer(NotAllowed):
    """No offer waits under this code: a slip, or a guess."""


class NotBlind(NotAllowed):
    """The chosen panel knows the answers already."""


@dataclass(frozen=True)
class Offered:
    """An exchange with its code, which is told once: only its hash is kept."""

    exchange: Exchange
    code: str


@transaction.atomic
def offer(*, panel: Panel, wanted: Wanted, by: User) -> Offered:
    """Offer notes that `panel` has agreed to whoever is told the code. Raises NotAllowed.

    The area's row is locked meanwhile, so that the reviews can't be withdrawn between drawing and offering.
    """
    access.check_can_plan(by, panel.area)
    Area.objects.select_for_update().get(pk=panel.area_id)
    notes, sample = drawn(panel, wanted)
    if len(notes) > MOST_NOTES:
        raise NotAllowed(f"A workshop takes up to {MOST_NOTES} notes. Offer fewer.")
    code, until = new_code(), timezone.now() + timedelta(days=VALID_DAYS)
    made = Exchange.objects.create(panel=panel, sample=sample, code_hash=hashed(code), asked_by=by, expires_at=until)
    made.notes.set(notes)
    audit.record("exchange.offered", made, by=by, panel=panel.pk, notes=len(notes))
    return Offered(made, code)


@transaction.atomic
def withdraw_offer(*, exchange: Exchange, by: User) -> Exchange:
    """Nobody can accept it any more. Withdrawing it twice is harmless. Raises NotAllowed once it is accepted."""
    access.check_can_plan(by, exchange.panel.area)
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if exchange.accepted_at:
        raise NotAllowed(TAKEN)
    if exchange.withdrawn_at is None:
        exchange.withdrawn_at = timezone.now()
        exchange.save(update_fields=["withdrawn_at"])
        audit.record("exchange.withdrawn", exchange, by=by)
    return exchange


@transaction.atomic
def accept(*, code: str, plan: Plan, by: User) -> Workshop:
    """A workshop in which `plan.panel` reads the offered notes blind. Raises NotAllowed.

    Unknown, expired, used and withdrawn codes are refused alike, and nothing else is looked at before.
    """
    access.check_can_plan(by, plan.panel.area)
    exchange = _waiting_under(code)
    # Nobody joins the panel meanwhile. Planning holds the area and then refers to the panel, so not its key is locked.
    panel = Panel.objects.select_for_update(no_key=True).get(pk=plan.panel.pk)
    _check_blind(exchange, panel)
    notes = still_readable(exchange)
    if not notes:
        raise NotAllowed(ALL_GONE)
    workshop = plan_workshop(plan=plan, numbers={}, by=by)
    workshop.sample = {"exchanged": len(notes), "seed": exchange.sample["seed"]}
    workshop.save(update_fields=["sample"])
    WorkshopNote.objects.bulk_create(
        WorkshopNote(workshop=workshop, note_id=note, position=n) for n, note in enumerate(notes, start=1)
    )
    exchange.workshop, exchange.accepted_by, exchange.accepted_at = workshop, by, timezone.now()
    exchange.save(update_fields=["workshop", "accepted_by", "accepted_at"])
    audit.record("exchange.accepted", exchange, by=by, workshop=workshop.pk, notes=len(notes))
    return workshop


def _waiting_under(code: str) -> Exchange:
    """Locked, so that a code is used once."""
    waiting = Exchange.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    found = waiting.select_for_update().filter(code_hash=hashed(code)).first()
    if found is None:
        raise NoSuchOffer(NO_SUCH_OFFER)
    return found


def _check_blind(exchange: Exchange, panel: Panel) -> None:
    """Nobody who reads may know the first panel's answers."""
    if exchange.panel_id == panel.pk:
        raise NotBlind(OWN_NOTES)
    if has_read(panel, exchange):
        raise NotBlind(READ_BEFORE)
    sitting = knowing(exchange).filter(panels__panel=panel, panels__left_at=None)
    names = sitting.distinct().order_by("name").values_list("name", flat=True)
    if names:
        raise NotBlind(
            f"Not blind for {', '.join(names)}: they sat on the panel that agreed these notes, recorded its reviews, "
            "or judged the notes themselves. Take them off this panel first, or choose another one."
        )
