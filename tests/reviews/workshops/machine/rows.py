"""The rows of the real workshop, told in the words of the model."""

from collections import Counter
from typing import Any

from accounts.models import AuditEvent, User
from areas.models import Area
from reviews import access
from reviews.models import AgreedReview, Declaration, Draft, Judgement, PanelMember, Turn, Workshop, WorkshopNote
from reviews.workshops.turns import live_turns
from tests.factories import workshops as make

PROFESSIONS = {"gp": "gp", "nurse": "district-nurse", "social_worker": "social-worker"}


class Rows:
    """A workshop on three or so notes, and what is there."""

    def __init__(self, mode: str, notes: int, area: Area, people: dict[str, User]) -> None:
        self.people, self.area = people, area
        self.trail_from = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        panel = make.panel(area, {code: people[name] for name, code in PROFESSIONS.items()})
        read = [make.notes(area, 1, narrative=f"On the ward:\nThis is story-{n} of many.")[0] for n in range(notes)]
        self.workshop = make.workshop(panel, people["facilitator"], read, mode=mode)
        self.places = list(self.workshop.notes.all())
        self.names = {user.pk: name for name, user in people.items()}
        self.numbers = {place.pk: n for n, place in enumerate(self.places)}
        self.of_note = {place.note_id: n for n, place in enumerate(self.places)}
        self.now = self.state()

    def state(self) -> dict[str, Any]:
        workshop = Workshop.objects.get(pk=self.workshop.pk)
        places = WorkshopNote.objects.filter(workshop=workshop).select_related("note")
        said = Declaration.objects.filter(note__in=self.of_note, outcome="")
        declared = [
            (kind, self.of_note[note], self.names[by]) for kind, note, by in said.values_list("kind", "note", "by")
        ]
        typed = Draft.objects.filter(workshop_note__in=self.numbers).values_list("workshop_note", "by", "entered")
        seats = PanelMember.objects.filter(panel=workshop.panel_id, left_at=None).values_list("user", flat=True)
        judgements = Judgement.objects.filter(workshop_note__in=self.numbers)
        rows = judgements.values_list("workshop_note", "by", "phase", "comment", "late")
        reviews = AgreedReview.objects.filter(note__in=self.of_note).values_list("note", "comment", "revision")
        acts = AuditEvent.objects.filter(pk__gt=self.trail_from).exclude(action__endswith=".read")  # the looks, apart
        trail = acts.values_list("action", flat=True)
        return {
            "closed": workshop.closed_at is not None,
            "facilitator": self.names[workshop.facilitator_id],
            "seats": sorted(self.names[user] for user in seats),
            "places": [_standing(place) for place in places],
            "judgements": sorted((self.numbers[place], self.names[by], *rest) for place, by, *rest in rows),
            "drafts": sorted(
                (self.numbers[n], self.names[by], each["form"]["one"]["comment"]) for n, by, each in typed
            ),
            "reviews": sorted((self.of_note[note], *rest) for note, *rest in reviews),
            "knows": sorted((n, who) for kind, n, who in declared if kind == "knows-person"),
            "reported": sorted((n, who) for kind, n, who in declared if kind == "identifies"),
            "turns": self._turns(),
            "extra": [place.extra_wanted for place in places],
            "trail": Counter(trail),
        }

    def _turns(self) -> list[tuple[int, str, bool]]:
        """Which note was given to whom, and whether they hold it now."""
        live = set(live_turns().values_list("pk", flat=True))
        turns = Turn.objects.filter(workshop_note__in=self.numbers).values_list("workshop_note", "by", "pk")
        return sorted((self.numbers[place], self.names[by], pk in live) for place, by, pk in turns)

    def revealed_to(self, who: str, n: int) -> set[str]:
        """What the one door out of the judgements gives to this person, who may read the note."""
        place = access.workshop_note_for(self.people[who], self.workshop.pk, self.places[n].pk)
        return {rows[-1].comment for rows in _by_person(access.judgements_shown(self.people[who], place)).values()}

    def _at(self, n: int) -> dict[str, int]:
        return {"workshop_id": self.workshop.pk, "note_id": self.places[n].pk}


def _standing(place: WorkshopNote) -> tuple[Any, ...]:
    revealed, seen = place.revealed_at is not None, place.first_seen_after_reveal_at is not None
    return place.phase, revealed, seen, place.note.hidden_at is not None, place.note.retired_at is not None


def _by_person(judgements: Any) -> dict[int, list[Judgement]]:
    people: dict[int, list[Judgement]] = {}
    for judgement in judgements:
        people.setdefault(judgement.by_id, []).append(judgement)
    return people
