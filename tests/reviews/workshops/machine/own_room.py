"""The machine in own time: members take, judge and leave notes; who runs it agrees in one step and discusses."""

from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reviews.workshops.phases import MAY
from tests.reviews.workshops.machine.acts import DONE
from tests.reviews.workshops.machine.addresses import SAID
from tests.reviews.workshops.machine.in_own_time import WANTED, Collecting, InOwnTime
from tests.reviews.workshops.machine.model import LOOKERS, MEMBERS, PEOPLE
from tests.reviews.workshops.machine.own_world import OwnWorld
from tests.reviews.workshops.machine.room import NOTES, anybody, member, runner, sure, variant, which

DECIDED = {"ready", "contested"}
LEAD_TO = {"judge": DECIDED, "stop waiting": DECIDED, "put off": {"skipped"}, "record": {"agreed"}}
MOVES = {(old, new) for act, to in LEAD_TO.items() for old in MAY["own-time"][act] for new in to} - {
    ("skipped", "ready"), ("skipped", "contested")}  # fmt: skip  # what was put off stays put off


class OwnRoom(RuleBasedStateMachine):
    """One run. Everything it wrote is rolled back at its end."""

    area: Any
    people: Any
    mode: str

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        self.model = InOwnTime(self.mode, [Collecting() for _ in range(NOTES)])
        self.world = OwnWorld(self.mode, NOTES, self.area, self.people)
        self.world.begin()
        self.steps = 0

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def act(self, name: str, *given: Any) -> str:
        before = [place.phase for place in self.model.places]
        expected = getattr(self.model, name)(*given)
        assert (name, given, self.world.do(name, *given)) == (name, given, expected)
        for old, place in zip(before, self.model.places, strict=True):
            assert old == place.phase or (old, place.phase) in MOVES, (name, old, place.phase)
        return str(expected)

    # --- What members do ---------------------------------------------------------------------------------------------

    @rule(who=anybody)
    def take(self, who: str) -> None:
        """The note that the rules choose, never one that they judged, and never beyond what is wanted of it."""
        n, judged = self.model.next_for(who), [who in place.told for place in self.model.places]
        if self.act("take", who) == DONE:
            assert self.world.taken == n
            assert n is not None
            assert not judged[n]
            assert len(self.model.places[n].claimed) <= WANTED + self.model.places[n].extra

    @rule(who=member, variant=variant)
    def take_and_judge(self, who: str, variant: str) -> None:
        self.act("take", who)
        held = [n for n, place in enumerate(self.model.places) if who in place.live]
        for n in held[:1]:
            self.act("submit", who, n, f"said-{who}-{n}-{variant}")

    @rule(variant=variant)
    def all_judge_alike(self, variant: str) -> None:
        for who in MEMBERS:
            self.take_and_judge(who, variant)

    @precondition(lambda self: any(p.phase == "waiting" and not p.told and not p.knows for p in self.model.places))
    @rule(variants=st.sampled_from(["ab", "ba", "aa"]), who=member)
    def two_judge_and_somebody_knows_the_person(self, variants: str, who: str) -> None:
        n = self.model.next_for("gp")
        for each, said in zip(["gp", "nurse"], variants, strict=True):
            self.take_and_judge(each, said)
        if n is not None:
            self.act("declare", who, n, "knows-person")

    @precondition(lambda self: any(place.given for place in self.model.places))
    @rule(who=member, n=which, variant=variant)
    def come_back_late_or_revise(self, who: str, n: int, variant: str) -> None:
        """Answers are never lost, also where the hour was over or others were quicker."""
        if who in self.model.places[n].given:
            self.act("submit", who, n, f"said-{who}-{n}-{variant}")

    @precondition(lambda self: any(place.live for place in self.model.places))
    @rule()
    def hours_pass(self) -> None:
        self.act("hours_pass")

    # --- What who runs it does ---------------------------------------------------------------------------------------

    @precondition(lambda self: any(place.told and place.phase == "waiting" for place in self.model.places))
    @rule(who=runner, n=which)
    def stop_waiting(self, who: str, n: int) -> None:
        self.act("stop_waiting", who, n)

    @precondition(lambda self: any(place.phase == "ready" for place in self.model.places))
    @rule(who=runner, sure=sure)
    def one_step(self, who: str, sure: int) -> None:
        if sure < 3 and self.model.sees(who):
            self.act("one_step", who)

    @rule(who=anybody, n=which, variant=variant, sure=sure)
    def discuss(self, who: str, n: int, variant: str, sure: int) -> None:
        self.act("record", who, n, f"said-room-{n}-{variant}") if sure < 3 else self.act("put_off", who, n)

    @rule(who=runner, sure=sure)
    def close(self, who: str, sure: int) -> None:
        if sure == 0:
            self.act("close", who)

    # --- What is said about notes and people -------------------------------------------------------------------------

    @rule(who=member, n=which, kind=st.sampled_from(["knows-person", "knows-person", "identifies"]), sure=sure)
    def declare(self, who: str, n: int, kind: str, sure: int) -> None:
        if sure < 2:  # or soon nobody reads anything
            self.act("declare", who, n, kind)

    @precondition(lambda self: any(place.knows for place in self.model.places))
    @rule(n=which)
    def take_back(self, n: int) -> None:
        for who in sorted(self.model.places[n].knows)[:1]:
            self.act("take_back", n, who)

    @precondition(lambda self: any(place.reported for place in self.model.places))
    @rule(n=which, outcome=st.sampled_from(["released", "released", "retired"]))
    def decide(self, n: int, outcome: str) -> None:
        if self.model.places[n].reported:
            self.act("decide", n, outcome)

    @rule(who=member, sure=sure)
    def somebody_leaves_or_all_are_back(self, who: str, sure: int) -> None:
        away = sorted(set(MEMBERS) - self.model.seats)
        if not away and sure > 1:
            return
        self.act("join" if away else "leave", away[0] if away else who)

    # --- What anybody reads ------------------------------------------------------------------------------------------

    @rule(who=st.sampled_from(LOOKERS), n=which, page=st.sampled_from(["judge", "agree", "workshop", "judgement"]))
    def look(self, who: str, n: int, page: str) -> None:
        """Nothing of what another answered before the reveal, and nothing of a hidden note."""
        place, told = self.model.places[n], set(SAID.findall(self.world.look(who, n, page)))
        allowed = self.model.revealed_to(who, place) | {place.review} if self.model.reads(who, place) else set()
        assert told <= allowed, (who, n, page)

    @invariant()
    def the_rows_are_as_they_must_be(self) -> None:
        assert self.world.now == self.model.state()

    @invariant()
    def one_person_after_another_is_given_what_they_may_see(self) -> None:
        self.steps += 1
        who, n = PEOPLE[self.steps % len(PEOPLE)], self.steps % NOTES
        if self.model.reads(who, self.model.places[n]):
            assert self.world.revealed_to(who, n) == self.model.revealed_to(who, self.model.places[n])
