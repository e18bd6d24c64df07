"""The judgements of one note as `reviews.workshops.spread` takes them, and who has submitted one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from reviews.models import Declaration, Judgement, PanelMember, Workshop, WorkshopNote
from reviews.workshops import kept
from reviews.workshops.menu import Menu
from reviews.workshops.spread import Judged


@dataclass(frozen=True)
class Submitted:
    """How many of a profession have submitted, of how many on the panel who take part. Never what.

    `apart`: how many of it do not take part, because they know the person.
    """

    profession: str
    number: int
    of: int
    apart: int = 0


def judged(judgements: Iterable[Judgement]) -> list[Judged]:
    """One for each person. Takes what `access.judgements_shown` gives: the first one before its revision."""
    people: dict[int, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        people[judgement.by_id].append(judgement)
    return [_judged(rows) for rows in people.values()]


def _judged(rows: list[Judgement]) -> Judged:
    first = kept.plain(rows[0]) if len(rows) > 1 else None
    return Judged(rows[0].profession.label, kept.plain(rows[-1]), first, rows[0].late)


def catalogue_order(menu: Menu) -> dict[str, list[str]]:
    """The codes of the questions whose answers come from the catalogue, in its order."""
    return {
        "proposed_pathway": [rung.code for rung in menu.ladder],
        "main_reason": [reason.code for reason in menu.reasons],
    }


def submitted(place: WorkshopNote) -> list[Submitted]:
    """By profession in catalogue order: who sits on the panel now, and who left after submitting. One statement."""
    own = Judgement.objects.filter(workshop_note=place.pk, by=OuterRef("user"))
    knows = Declaration.objects.filter(note=place.note_id, by=OuterRef("user"), kind=Declaration.Kind.KNOWS_PERSON)
    members = PanelMember.objects.filter(panel=place.workshop.panel_id)
    rows = members.annotate(submitted=Exists(own), knows=Exists(knows)).filter(Q(left_at=None) | Q(submitted=True))
    people: dict[str, dict[int, tuple[bool, bool]]] = defaultdict(dict)
    told = rows.values_list("profession__label", "user", "submitted", "knows")
    for profession, user, done, apart in told.order_by("profession__position", "profession_id", "pk"):
        people[profession][user] = done, apart
    return [_counted(profession, list(states.values())) for profession, states in people.items()]


def _counted(profession: str, states: list[tuple[bool, bool]]) -> Submitted:
    taking_part = [done for done, apart in states if not apart]
    return Submitted(profession, sum(taking_part), len(taking_part), len(states) - len(taking_part))


def submitted_in(workshop: Workshop) -> dict[int, list[tuple[str, int]]]:
    """By note where everybody judges alone: (profession's code, how many have submitted). One statement, or none."""
    if workshop.mode != Workshop.Mode.INDEPENDENT:
        return {}
    rows = (
        Judgement.objects.taking_part()
        .filter(workshop_note__workshop=workshop)
        .order_by("profession__position", "profession")
    )
    counted = rows.values_list("workshop_note", "profession__code").annotate(number=Count("by", distinct=True))
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for place, profession, number in counted:
        found[place].append((profession, number))
    return found
