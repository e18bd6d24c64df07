"""Names, changes and removes rounds. Every write is of a lead of the area, and in the audit trail."""

from datetime import date
from typing import TypedDict

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas.access import can
from areas.inputs import fingerprint
from areas.models import Area
from config.errors import NotAllowed, Stale
from opportunities.models import Round
from opportunities.times import day

MOST = 12  # rounds of an area: with more, one of them differs by chance alone


class Given(TypedDict):
    """Both days are included."""

    name: str
    starts: date
    ends: date


def contents(round_: Round) -> Given:
    """What a form shows of it."""
    return {"name": round_.name, "starts": round_.starts, "ends": round_.ends}


@transaction.atomic
def make_round(*, area: Area, given: Given, by: User) -> Round:
    """Raises NotAllowed, with the sentence to read, also where name or days are another round's."""
    others = _locked(area, by)
    if len(others) >= MOST:
        raise NotAllowed(f"There are {MOST} rounds already, which is the most. Remove one before you add another.")
    _check(given, others)
    made = Round.objects.create(area=area, **given)
    audit.record("round.made", made, by=by, area=area.slug)
    return made


@transaction.atomic
def change_round(*, area: Area, pk: int, seen: str, given: Given, by: User) -> None:
    """`seen` is the fingerprint of what the form showed. Raises NotAllowed, Stale."""
    others = _locked(area, by)
    _check(given, [each for each in others if each.pk != pk])
    kept = _still(others, pk, seen)
    for name, value in given.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(given))
    audit.record("round.changed", kept, by=by, area=area.slug)


@transaction.atomic
def remove_round(*, area: Area, pk: int, seen: str, by: User) -> None:
    """Reviews stay as they are. Raises NotAllowed, Stale."""
    kept = _still(_locked(area, by), pk, seen)
    audit.record("round.removed", kept, by=by, area=area.slug)
    kept.delete()


def _locked(area: Area, by: User) -> list[Round]:
    """The area's rounds; the lock on the area keeps two leads from naming the same days at once."""
    Area.objects.select_for_update().get(pk=area.pk)
    if not can(by, "open reviews", area.pk):
        raise NotAllowed("Only a project lead of this area can name its rounds.")
    return list(Round.objects.filter(area=area))


def _still(rounds: list[Round], pk: int, seen: str) -> Round:
    """Raises Stale, also where somebody has removed it meanwhile."""
    kept = next((each for each in rounds if each.pk == pk), None)
    if kept is None or fingerprint(contents(kept)) != seen:
        raise Stale(0)
    return kept


def _check(given: Given, others: list[Round]) -> None:
    for other in others:
        if other.name.casefold() == given["name"].casefold():
            raise NotAllowed(f"There is a round called “{other.name}” already. Give this one another name.")
        if other.starts <= given["ends"] and given["starts"] <= other.ends:
            raise NotAllowed(
                f"These days overlap the round “{other.name}” ({day(other.starts)} to {day(other.ends)}). "
                "Choose other days, or change that round first."
            )
