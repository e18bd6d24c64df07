"""The judgements of one note as `reviews.workshops.spread` takes them, and who has submitted one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q

from pathways.models import Profession
from reviews.models import Declaration, Judgement, PanelMember, Workshop
from reviews.workshops import kept
from reviews.workshops.menu import Menu
from reviews.workshops.spread import Judged


@dataclass(frozen=True)
class Submitted:
    """How many of a profession have submitted, of how many who take part: on the panel now, or left since submitting.

    Never what. `apart`: how many do not take part, because they know the person. `sitting`: who is on the panel and
    takes part. `code` and `side` are those of the profession.
    """

    profession: str
    number: int
    of: int
    apart: int = 0
    code: str = ""
    side: str = ""
    sitting: int = 0

    @property
    def awaited(self) -> int:
        """How many have not submitted yet."""
        return self.of - self.number


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


def submitted_on(place_id: int, panel_id: int) -> list[Submitted]:
    """By profession in catalogue order: who sits on the panel now, and who left after submitting. One statement.

    `place_id` is the note's place in its workshop. Who came back with another profession is counted once, with that.
    """
    own = Judgement.objects.filter(workshop_note=place_id, by=OuterRef("user"))
    knows = Declaration.objects.filter(note__sittings=place_id, by=OuterRef("user"), kind=Declaration.Kind.KNOWS_PERSON)
    members = PanelMember.objects.filter(panel=panel_id).select_related("profession")
    rows = members.annotate(submitted=Exists(own), apart=Exists(knows)).filter(Q(left_at=None) | Q(submitted=True))
    seats = {member.user_id: member for member in rows.order_by(F("left_at").asc(nulls_last=True), "pk")}
    ordered = sorted(seats.values(), key=lambda member: (member.profession.position, member.profession_id))
    return [_counted(profession, list(there)) for profession, there in groupby(ordered, lambda each: each.profession)]


def _counted(profession: Profession, there: list[PanelMember]) -> Submitted:
    taking_part = [member for member in there if not member.apart]
    return Submitted(
        profession.label,
        sum(member.submitted for member in taking_part),
        len(taking_part),
        len(there) - len(taking_part),
        profession.code,
        profession.side,
        sum(member.left_at is None for member in taking_part),
    )


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
