"""What must come of acts about the people and about the notes themselves."""

from tests.reviews.workshops.machine.acts import DONE, REFUSED, SAME, Acts
from tests.reviews.workshops.machine.model import IN_ROOM, MEMBERS, RUNNERS


class About(Acts):
    """The whole model: acts, and what is said about a note, decided about it, and who sits where with which rights."""

    def declare(self, who: str, n: int, kind: str) -> str:
        place = self.places[n]
        if not (self.member(who) or self.runs(who)):
            return REFUSED
        said = place.knows if kind == "knows-person" else place.reported
        if who in said:
            return SAME
        said.add(who)
        if kind == "identifies":
            place.hidden = True
            if place.phase in IN_ROOM and not self.closed:
                self._to(place, "skipped", "note.put-off")
        return self._noted("note.declared")

    def decide(self, n: int, outcome: str) -> str:
        """A data steward of the area."""
        place = self.places[n]
        if not place.reported:
            return SAME if place.decided == outcome else REFUSED
        place.decided, place.reported = outcome, set()
        if outcome == "retired":
            place.retired = True
        else:
            place.hidden = False
        return self._noted("note.retired" if outcome == "retired" else "note.shown-again")

    def take_back(self, n: int, who: str) -> str:
        if who not in self.places[n].knows:
            return REFUSED
        self.places[n].knows.remove(who)
        return self._noted("note.declaration-taken-back")

    def take_over(self, who: str) -> str:
        """Any facilitator or lead of the area."""
        if who not in RUNNERS or who not in self.rights or self.closed:
            return REFUSED
        if self.facilitator == who:
            return SAME
        self.facilitator = who
        return self._noted("workshop.taken-over")

    def leave(self, who: str) -> str:
        if "lead" not in self.rights:
            return REFUSED
        if who not in self.seats:
            return SAME
        self.seats.remove(who)
        return self._noted("panel.left")

    def join(self, who: str) -> str:
        """Back onto the panel, for somebody who still has a role in the area."""
        if "lead" not in self.rights or who not in self.rights:
            return REFUSED
        if who in self.seats:
            return SAME
        assert who in MEMBERS
        self.seats.add(who)
        return self._noted("panel.joined")

    def lose_rights(self, who: str) -> str:
        self.rights.discard(who)
        return DONE

    def regain_rights(self, who: str) -> str:
        self.rights.add(who)
        return DONE
