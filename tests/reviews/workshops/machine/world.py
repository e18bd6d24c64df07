"""What is done to the real workshop, by function or by address."""

from typing import Any

from django.db.models import Max
from django.http import Http404

from areas.models import Membership
from config.errors import NotAllowed
from pathways.models import Profession
from reviews.forms.judging import Entered, plain
from reviews.models import Declaration, Judgement, PanelMember
from reviews.workshops import declarations, drafts, handover, panels, sitting
from reviews.workshops.unsent import Unsent
from tests.conftest import ROLES
from tests.factories.workshops import NO, ROOM, YES
from tests.reviews.workshops.machine.acts import DONE, REFUSED, SAME
from tests.reviews.workshops.machine.addresses import Addresses
from tests.reviews.workshops.machine.rows import PROFESSIONS


def answers(said: str) -> dict[str, Any]:
    """Answers that hold `said`, which ends in the variant: b says yes, the others no."""
    return {**(YES if said.endswith("b") else NO), "comment": said}


class World(Addresses):
    """Acts are called as those of the model are; each tells "done", "same" or "refused" from what became of the rows.

    `by_http`: through the addresses of pages and API, as far as they have them.
    """

    by_http = False

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
