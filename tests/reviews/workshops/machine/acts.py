"""What each act must lead to: "done" and the model follows, "same" when it was so already, or "refused"."""

from reviews.workshops.phases import MAY
from tests.reviews.workshops.machine.model import IN_ROOM, Model, Place, Told

DONE, SAME, REFUSED = "done", "same", "refused"


class Acts(Model):
    """The model, and what may be done to it. `n` is a note's number in the workshop, from 0."""

    def open(self, who: str, n: int) -> str:
        place = self.places[n]
        if not self._running(who) or not self.reads(who, place):
            return REFUSED
        if place.phase in IN_ROOM:
            return SAME
        if not self._may("open", place):
            return REFUSED
        self._leave_room()
        return self._open(place)

    def put_off(self, who: str, n: int) -> str:
        place = self.places[n]
        if not self._running(who):
            return REFUSED
        if place.phase == "skipped":
            return SAME
        if not self._may("put off", place):
            return REFUSED
        was_open = place.phase in IN_ROOM
        self._to(place, "skipped", "note.put-off")
        if was_open:
            self._open_next(who, n)
        return DONE

    def reveal(self, who: str, n: int) -> str:
        place = self.places[n]
        if not self._running(who) or not self.reads(who, place):
            return REFUSED
        if place.phase == "revealed":
            return SAME
        if not self._may("reveal", place):
            return REFUSED
        place.revealed_by, place.seen = who, False
        return self._to(place, "revealed", "note.revealed")

    def undo(self, who: str, n: int) -> str:
        place = self.places[n]
        if not self._running(who) or not self.reads(who, place):
            return REFUSED
        if place.phase == "open":
            return SAME
        if not self._may("undo the reveal", place) or place.seen:
            return REFUSED
        place.revealed_by = ""
        return self._to(place, "open", "note.reveal-undone")

    def submit(self, who: str, n: int, said: str) -> str:
        place = self.places[n]
        if not self.may_judge(who, place):
            return REFUSED
        drafted = place.typed.pop(who, "")
        before = place.told.get(who)
        if before and before.now == said:
            return DONE if drafted else SAME  # sending drops the draft, also where it says nothing new
        after_the_reveal = bool(place.revealed_by)
        if before is None:
            place.told[who] = Told(said, said, late=after_the_reveal)
        else:
            before.revision, before.now, before.revised = before.revision + 1, said, after_the_reveal
            before.first = before.first if after_the_reveal else said
        place.seen = place.seen or after_the_reveal
        return self._noted("judgement.submitted")

    def draft(self, who: str, n: int, typed: str) -> str:
        place = self.places[n]
        if not self.may_judge(who, place):
            return REFUSED
        before, place.typed[who] = place.typed.get(who), typed
        return SAME if before == typed else DONE

    def record(self, who: str, n: int, said: str) -> str:
        place = self.places[n]
        if not self.may_record(who, place) or not self._may("record", place):
            return REFUSED
        if place.review == said:
            return SAME
        first, place.review, place.review_revision = not place.review, said, place.review_revision + 1
        self.trail["agreed-review.recorded"] += 1
        if first:
            place.phase = "agreed"
            self._open_next(who, n)
        return DONE

    def close(self, who: str) -> str:
        if self.closed:
            return SAME if self.sees(who) else REFUSED
        if not self.runs(who):
            return REFUSED
        self._leave_room()
        self.closed = True
        return self._noted("workshop.closed")

    def may_judge(self, who: str, place: Place) -> bool:
        return self.member(who) and not self.closed and self.reads(who, place) and self._may("judge", place)

    def may_read_again(self, who: str, place: Place) -> bool:
        """For members, once the panel has agreed; in a closed workshop too."""
        return self.member(who) and self.reads(who, place) and place.phase == "agreed"

    def may_record(self, who: str, place: Place) -> bool:
        """Or look at what is there to record; a review can be corrected after the workshop was closed."""
        return self.runs(who) and self.reads(who, place) and (not self.closed or place.phase == "agreed")

    def _running(self, who: str) -> bool:
        return self.runs(who) and not self.closed

    def _may(self, act: str, place: Place) -> bool:
        return place.phase in MAY[self.mode][act]

    def _noted(self, action: str) -> str:
        self.trail[action] += 1
        return DONE

    def _to(self, place: Place, phase: str, action: str) -> str:
        place.phase = phase
        return self._noted(action)

    def _open(self, place: Place) -> str:
        return self._to(place, "revealed" if place.revealed_by else "open", "note.opened")

    def _leave_room(self) -> None:
        for place in self.places:
            place.phase = {"open": "waiting", "revealed": "skipped"}.get(place.phase, place.phase)

    def _open_next(self, who: str, n: int) -> None:
        """The next waiting note that who runs the room may read: those after `n` first."""
        if any(place.phase in IN_ROOM for place in self.places):
            return
        order = [*self.places[n + 1 :], *self.places[:n]]
        waiting = [place for place in order if place.phase == "waiting" and self.reads(who, place)]
        if waiting:
            self._open(waiting[0])
