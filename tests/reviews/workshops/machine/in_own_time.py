"""What must come of acts in own time: who is given which note, and what its judgements lead to."""

from dataclasses import dataclass, field

from tests.reviews.workshops.machine.acts import DONE, REFUSED, SAME
from tests.reviews.workshops.machine.model import Place
from tests.reviews.workshops.machine.sight import Sight

WANTED = 2


@dataclass
class Collecting(Place):
    """A note's place in own time. `given`: whose turn it ever was; `fresh`: whose turn is not an hour old."""

    given: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)

    @property
    def live(self) -> set[str]:
        return self.fresh - self.told.keys() - self.knows

    @property
    def claimed(self) -> set[str]:
        """Who has one of its places."""
        return self.live | (self.told.keys() - self.knows)

    @property
    def counted(self) -> list[bool]:
        """Of those whose judgement counts, whether they say yes."""
        return [told.now.endswith("b") for who, told in self.told.items() if who not in self.knows and not told.late]


class InOwnTime(Sight):
    """The model of a workshop in own time, whose places are `Collecting`."""

    places: list[Collecting]  # type: ignore[assignment]

    def turns(self) -> list[tuple[int, str, bool]]:
        return sorted((n, who, who in p.live) for n, p in enumerate(self.places) for who in p.given)

    def next_for(self, who: str) -> int | None:
        """No two on this panel bring the same, so professions decide nothing here."""
        free = [n for n, place in enumerate(self.places) if self._free(who, place)]
        ranked = sorted(free, key=lambda n: self._rank(who, self.places[n]))
        return ranked[0] if ranked else None

    def take(self, who: str) -> str:
        if not self.member(who) or self.closed:
            return REFUSED
        n = self.next_for(who)
        if n is None or who in self.places[n].live:
            return SAME
        self.places[n].given.add(who)
        self.places[n].fresh.add(who)
        return DONE

    def hours_pass(self) -> str:
        held = any(place.live for place in self.places)
        for place in self.places:
            place.fresh.clear()
        return DONE if held else SAME

    def submit(self, who: str, n: int, said: str) -> str:
        place = self.places[n]
        outcome = super().submit(who, n, said)
        if outcome == DONE:
            step = self._step(place, place.extra)
            if step == "one-more":
                place.extra = 1
            else:
                self._settle(place, step, who)
        return outcome

    def stop_waiting(self, who: str, n: int) -> str:
        place = self.places[n]
        if not self._running(who) or not self.reads(who, place) or not self._may("stop waiting", place):
            return REFUSED
        if not place.counted:
            return REFUSED
        return self._settle(place, _agree_or_differ(place), who)

    def one_step(self, who: str) -> str:
        if not self._running(who):
            return REFUSED
        ready = [p for p in self.places if p.phase == "ready" and self.reads(who, p) and len(p.counted) >= 2]
        for place in ready:
            place.phase, place.review_revision = "agreed", 1
            self._noted("agreed-review.recorded")
        return DONE if ready else SAME

    def record(self, who: str, n: int, said: str) -> str:
        place = self.places[n]
        if not self.may_record(who, place) or not self._may("record", place):
            return REFUSED
        if place.review == said:
            return SAME
        place.phase, place.review, place.review_revision = "agreed", said, place.review_revision + 1
        return self._noted("agreed-review.recorded")

    def declare(self, who: str, n: int, kind: str) -> str:
        outcome = super().declare(who, n, kind)
        if outcome == DONE and kind == "knows-person":
            self._again(self.places[n], who)
        return outcome

    def take_back(self, n: int, who: str) -> str:
        outcome = super().take_back(n, who)
        if outcome == DONE:
            self._again(self.places[n], "steward")
        return outcome

    def _free(self, who: str, place: Collecting) -> bool:
        missing = WANTED + place.extra - len(place.claimed - {who})
        return place.phase == "waiting" and self.reads(who, place) and who not in place.told and missing > 0

    def _rank(self, who: str, place: Collecting) -> tuple[bool, bool, int]:
        missing = WANTED + place.extra - len(place.claimed - {who})
        return who not in place.live, who not in place.given, missing

    def _step(self, place: Collecting, extra: int) -> str:
        """What a note waits for, or is."""
        others = set() if place.revealed_by else self.seats - place.told.keys() - place.knows
        if len(place.counted) < WANTED + extra and others:
            return "collecting"
        if _agree_or_differ(place) == "ready":
            return "ready"
        return "one-more" if others and not extra else "contested"

    def _again(self, place: Collecting, by: str) -> None:
        if self.closed or place.phase == "agreed":
            return
        if not place.revealed_by:
            place.extra = int(self._step(place, 0) == "one-more")
        if place.revealed_by or place.counted:
            self._settle(place, self._step(place, place.extra), by)

    def _settle(self, place: Collecting, step: str, by: str) -> str:
        if step == "collecting":
            return SAME
        if place.phase != "skipped":
            place.phase = "ready" if step == "ready" else "contested"
        if not place.revealed_by:
            place.revealed_by, place.seen = by, True
            self._noted("note.judged-by-enough")
        return DONE


def _agree_or_differ(place: Collecting) -> str:
    return "ready" if len(place.counted) >= 2 and len(set(place.counted)) == 1 else "contested"
