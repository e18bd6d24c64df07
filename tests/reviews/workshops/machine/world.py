"""The real workshop: rows, functions and addresses, told in the words of the model."""

import re
from collections import Counter
from typing import Any

from django.db.models import Max
from django.http import Http404
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from areas.models import Area, Membership
from config.errors import NotAllowed
from pathways.models import Profession
from reviews import access
from reviews.forms.judging import Entered, plain
from reviews.models import AgreedReview, Declaration, Draft, Judgement, PanelMember, Workshop, WorkshopNote
from reviews.workshops import declarations, drafts, handover, panels, sitting
from reviews.workshops.unsent import Unsent
from tests.conftest import ROLES
from tests.factories import workshops as make
from tests.factories.workshops import NO, ROOM, YES
from tests.reviews.workshops.machine.acts import DONE, REFUSED, SAME

PROFESSIONS = {"gp": "gp", "nurse": "district-nurse", "social_worker": "social-worker"}
SAID = re.compile(r"(?:said|typed)-[a-z_]+-\d-[a-z]")


def answers(said: str) -> dict[str, Any]:
    """Answers that hold `said`, which ends in the variant: b says yes, the others no."""
    return {**(YES if said.endswith("b") else NO), "comment": said}


class World:
    """Acts are called as those of the model are; each tells "done", "same" or "refused" from what became of the rows.

    `by_http`: through the addresses of pages and API, as far as they have them.
    """

    def __init__(self, mode: str, notes: int, area: Area, people: dict[str, User]) -> None:
        self.people, self.area = people, area
        self.trail_from = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        panel = make.panel(area, {code: people[name] for name, code in PROFESSIONS.items()})
        read = [make.notes(area, 1, narrative=f"On the ward:\nThis is story-{n} of many.")[0] for n in range(notes)]
        self.workshop = make.workshop(panel, people["facilitator"], read, mode=mode)
        self.places = list(self.workshop.notes.all())
        self.clients: dict[str, Client] = {}
        self.by_http = False
        self.names = {user.pk: name for name, user in people.items()}
        self.numbers = {place.pk: n for n, place in enumerate(self.places)}
        self.of_note = {place.note_id: n for n, place in enumerate(self.places)}
        self.now = self.state()

    def do(self, name: str, *given: Any, by_http: bool = False) -> str:
        before, self.by_http = self.now, by_http
        try:
            getattr(self, name)(*given)
        except (NotAllowed, Http404):
            return REFUSED
        finally:
            self.by_http = False
            self.now = self.state()
        return DONE if self.now != before or name.endswith("_rights") else SAME

    # --- Acts --------------------------------------------------------------------------------------------------------

    def open(self, who: str, n: int) -> None:
        self._post("open-note", who, n) if self.by_http else sitting.open_note(**self._at(n), by=self.people[who])

    def put_off(self, who: str, n: int) -> None:
        self._post("skip-note", who, n) if self.by_http else sitting.skip_note(**self._at(n), by=self.people[who])

    def reveal(self, who: str, n: int) -> None:
        self._post("reveal-note", who, n) if self.by_http else sitting.reveal_note(**self._at(n), by=self.people[who])

    def undo(self, who: str, n: int) -> None:
        self._post("undo-reveal", who, n) if self.by_http else sitting.undo_reveal(**self._at(n), by=self.people[who])

    def submit(self, who: str, n: int, said: str) -> None:
        if self.by_http:
            return self._api("put", "judgement", who, n, answers(said))
        sitting.submit_judgement(**self._at(n), answers=answers(said), whole=True, by=self.people[who])

    def draft(self, who: str, n: int, typed: str) -> None:
        form, given = plain(Entered(one={"comment": typed})), {"workshop_note": self.places[n], "by": self.people[who]}
        made_from = Judgement.objects.filter(**given).aggregate(last=Max("revision"))["last"] or 0
        unsent = Unsent("judgement", form, made_from, None)
        drafts.save_draft(**self._at(n), unsent=unsent, by=self.people[who])

    def record(self, who: str, n: int, said: str) -> None:
        given = {**answers(said), **ROOM}
        sitting.record_agreed_review(**self._at(n), answers=given, whole=True, open_next=True, by=self.people[who])

    def close(self, who: str) -> None:
        sitting.close_workshop(workshop_id=self.workshop.pk, by=self.people[who])

    def take_over(self, who: str) -> None:
        handover.take_over(workshop_id=self.workshop.pk, by=self.people[who])

    def declare(self, who: str, n: int, kind: str) -> None:
        if self.by_http:
            return self._api("post", "declaration", who, n, {"kind": kind})
        declarations.declare(**self._at(n), kind=kind, by=self.people[who])

    def decide(self, n: int, outcome: str) -> None:
        note, steward = self.places[n].note_id, self.people["steward"]
        declarations.decide(note_id=note, outcome=outcome, reason="Looked at.", by=steward)

    def take_back(self, n: int, who: str) -> None:
        found = Declaration.objects.filter(note=self.places[n].note_id, by=self.people[who], kind="knows-person")
        slip = found.values_list("pk", flat=True).first() or 0
        declarations.take_back(declaration_id=slip, by=self.people["steward"])

    def leave(self, who: str) -> None:
        seats = PanelMember.objects.filter(panel=self.workshop.panel, user=self.people[who])
        panels.leave_panel(member=seats.latest("pk"), by=self.people["lead"])

    def join(self, who: str) -> None:
        profession, panel = Profession.objects.get(code=PROFESSIONS[who]), self.workshop.panel
        panels.add_member(panel=panel, user=self.people[who], profession=profession, by=self.people["lead"])

    def lose_rights(self, who: str) -> None:
        Membership.objects.filter(user=self.people[who], area=self.area).delete()

    def regain_rights(self, who: str) -> None:
        role = ROLES.get(who, "facilitator")
        Membership.objects.get_or_create(user=self.people[who], area=self.area, role=role)

    # --- What is there -----------------------------------------------------------------------------------------------

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
        trail = AuditEvent.objects.filter(pk__gt=self.trail_from).values_list("action", flat=True)
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
            "trail": Counter(trail),
        }

    def revealed_to(self, who: str, n: int) -> set[str]:
        """What the one door out of the judgements gives to this person, who may read the note."""
        place = access.workshop_note_for(self.people[who], self.workshop.pk, self.places[n].pk)
        return {rows[-1].comment for rows in _by_person(access.judgements_shown(self.people[who], place)).values()}

    def look(self, who: str, n: int, page: str) -> str:
        """Everything that the page or address gives to this person, headers too."""
        api = page in {"judgement", "agreed-review"}
        where = [self.workshop.pk] if page == "workshop" else [self.workshop.pk, self.places[n].pk]
        answer = self._client(who).get(reverse(f"{'api' if api else 'reviews'}:{page}", args=where))
        assert answer.status_code in {200, 403, 404}
        self.now = self.state()  # a first look at revealed answers is noted
        return f"{dict(answer.headers)} {answer.content.decode()}"

    # --- By HTTP -----------------------------------------------------------------------------------------------------

    def _at(self, n: int) -> dict[str, int]:
        return {"workshop_id": self.workshop.pk, "note_id": self.places[n].pk}

    def _client(self, who: str) -> Client:
        if who not in self.clients:
            self.clients[who] = Client()
            self.clients[who].force_login(self.people[who])
        return self.clients[who]

    def _post(self, name: str, who: str, n: int) -> None:
        _accepted(self._client(who).post(reverse(f"reviews:{name}", kwargs=self._at(n))), 302)

    def _api(self, method: str, name: str, who: str, n: int, body: dict[str, Any]) -> None:
        send = getattr(self._client(who), method)
        _accepted(send(reverse(f"api:{name}", kwargs=self._at(n)), body, content_type="application/json"), 200, 201)


def _accepted(answer: Any, *wanted: int) -> None:
    if answer.status_code in {403, 404}:
        raise NotAllowed("as the address says")
    assert answer.status_code in wanted, answer.content


def _standing(place: WorkshopNote) -> tuple[Any, ...]:
    revealed, seen = place.revealed_at is not None, place.first_seen_after_reveal_at is not None
    return place.phase, revealed, seen, place.note.hidden_at is not None, place.note.retired_at is not None


def _by_person(judgements: Any) -> dict[int, list[Judgement]]:
    people: dict[int, list[Judgement]] = {}
    for judgement in judgements:
        people.setdefault(judgement.by_id, []).append(judgement)
    return people
