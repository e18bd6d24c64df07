"""The machine: any act by anybody at any time, done to the model and to the real workshop, compared after each."""

from typing import Any, ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts.models import User
from areas.models import Area
from reviews.workshops.phases import MAY
from tests.reviews.workshops.machine.acts import DONE, SAME
from tests.reviews.workshops.machine.addresses import SAID
from tests.reviews.workshops.machine.model import IN_ROOM, LOOKERS, MEMBERS, PEOPLE, RUNNERS, Place
from tests.reviews.workshops.machine.sight import PAGES, Sight
from tests.reviews.workshops.machine.world import World

NOTES = 3
which, by_http = st.integers(0, NOTES - 1), st.booleans()
anybody, member, runner = (st.sampled_from(names) for names in (PEOPLE, MEMBERS, RUNNERS))
variant, sure = st.sampled_from("abc"), st.integers(0, 5)
LEAD_TO = {"open": IN_ROOM, "put off": ("skipped",), "reveal": ("revealed",), "undo the reveal": ("open",),
           "record": ("agreed",)}  # fmt: skip
LEAVING_THE_ROOM = {("open", "waiting"), ("revealed", "skipped")}


class Room(RuleBasedStateMachine):
    """One run. Everything it wrote is rolled back at its end."""

    area: ClassVar[Area]
    people: ClassVar[dict[str, User]]
    mode: ClassVar[str]

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        self.model = Sight(self.mode, [Place() for _ in range(NOTES)])
        self.world = World(self.mode, NOTES, self.area, self.people)
        self.last: tuple[Any, ...] = ()
        self.steps = 0

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def act(self, name: str, *given: Any, by_http: bool = False) -> None:
        before = [place.phase for place in self.model.places]
        expected = getattr(self.model, name)(*given)
        assert (name, given, self.world.do(name, *given, by_http=by_http)) == (name, given, expected)
        self.last = (name, *given) if expected == DONE else ()
        for old, place in zip(before, self.model.places, strict=True):
            assert old == place.phase or (old, place.phase) in self.moves(), (name, old, place.phase)

    def moves(self) -> set[tuple[str, str]]:
        """From which phase to which a note may go at all, by the table of phases."""
        table = {(old, new) for act, to in LEAD_TO.items() for old in MAY[self.mode][act] for new in to}
        return table | LEAVING_THE_ROOM

    # --- What a room does most ---------------------------------------------------------------------------------------

    @rule(who=st.sampled_from(["facilitator", "facilitator", "second", "lead"]), variant=variant, by_http=by_http)
    def go_on(self, who: str, variant: str, by_http: bool) -> None:
        """The next step of a room that nothing disturbs."""
        n, place = self.open_one()
        if place is None:
            waiting = [number for number, each in enumerate(self.model.places) if each.phase in {"waiting", "skipped"}]
            if waiting:
                self.act("open", who, waiting[0], by_http=by_http)
        elif place.phase == "open" and self.mode == "independent":
            self.act("reveal", who, n, by_http=by_http)
        else:
            self.act("record", who, n, f"said-room-{n}-{variant}")

    @precondition(lambda self: self.open_one()[1])
    @rule(who=member, variant=variant, by_http=by_http)
    def submit_what_is_open(self, who: str, variant: str, by_http: bool) -> None:
        n, _ = self.open_one()
        self.act("submit", who, n, f"said-{who}-{n}-{variant}", by_http=by_http)

    @rule(who=member, n=which, variant=variant, what_is_open=st.booleans())
    def draft(self, who: str, n: int, variant: str, what_is_open: bool) -> None:
        n = self.open_one()[0] if what_is_open else n
        self.act("draft", who, n, f"typed-{who}-{n}-{variant}")

    @precondition(lambda self: self.open_one()[1])
    @rule(variant=variant, page=st.sampled_from(["judge", "agree"]))
    def all_submit_and_see(self, variant: str, page: str) -> None:
        n, _ = self.open_one()
        for number, who in enumerate(MEMBERS):
            self.act("submit", who, n, f"said-{who}-{n}-{'abc'[('abc'.index(variant) + number) % 3]}")
        self.act("reveal", self.model.facilitator, n)
        self.look(self.model.facilitator if page == "agree" else "nurse", n, page)

    @precondition(lambda self: self.open_one()[1])
    @rule(who=st.sampled_from(LOOKERS), page=st.sampled_from(PAGES))
    def look_at_what_is_open(self, who: str, page: str) -> None:
        self.look(who, self.open_one()[0], page)

    def open_one(self) -> tuple[int, Place | None]:
        found = ((n, place) for n, place in enumerate(self.model.places) if place.phase in IN_ROOM)
        return next(found, (0, None))

    # --- What anybody may try at any time ----------------------------------------------------------------------------

    @rule(who=runner, n=which, by_http=by_http, what=st.sampled_from(["open", "put_off", "reveal", "undo"]))
    def move(self, who: str, n: int, by_http: bool, what: str) -> None:
        self.act(what, who, n, by_http=by_http)

    @precondition(lambda self: any(place.phase == "revealed" for place in self.model.places))
    @rule(who=st.sampled_from(["facilitator", "lead"]))
    def undo_the_reveal(self, who: str) -> None:
        self.act("undo", who, self.open_one()[0])

    @rule(who=anybody, n=which, variant=variant, what=st.sampled_from(["submit", "record"]))
    def answer(self, who: str, n: int, variant: str, what: str) -> None:
        self.act(what, who, n, f"said-{who if what == 'submit' else 'room'}-{n}-{variant}")

    @rule(who=anybody, n=which, kind=st.sampled_from(["knows-person", "identifies"]), by_http=by_http, sure=sure)
    def declare(self, who: str, n: int, kind: str, by_http: bool, sure: int) -> None:
        if sure < 2:
            self.act("declare", who, n, kind, by_http=by_http)

    @precondition(lambda self: any(place.reported or place.decided for place in self.model.places))
    @rule(n=which, outcome=st.sampled_from(["released", "released", "retired"]))
    def decide(self, n: int, outcome: str) -> None:
        if self.model.places[n].reported or self.model.places[n].decided:
            self.act("decide", n, outcome)

    @precondition(lambda self: any(place.knows for place in self.model.places))
    @rule(n=which)
    def take_back(self, n: int) -> None:
        for who in sorted(self.model.places[n].knows)[:1]:
            self.act("take_back", n, who)

    @rule(who=member)
    def somebody_leaves_or_all_are_back(self, who: str) -> None:
        away = sorted(set(MEMBERS) - self.model.seats)
        self.act("join" if away else "leave", away[0] if away else who)

    @rule(who=anybody)
    def somebody_has_no_rights_or_all_have(self, who: str) -> None:
        without = sorted(set(PEOPLE) - self.model.rights)
        self.act("regain_rights" if without else "lose_rights", without[0] if without else who)
        self.last = ()

    @rule(who=anybody, sure=sure)
    def take_over(self, who: str, sure: int) -> None:
        if sure < 3:
            self.act("take_over", who)

    @rule(who=runner, sure=sure)
    def close(self, who: str, sure: int) -> None:
        if sure == 0:  # or most runs would be about closed workshops
            self.act("close", who)

    @precondition(lambda self: self.last)
    @rule()
    def again(self) -> None:
        """The last act once more changes nothing: the invariants look."""
        name, *given = self.last
        if name not in {"take_back"}:  # there is nothing left to take back
            assert getattr(self.model, name)(*given) == SAME
        self.world.do(name, *given)

    @rule(who=st.sampled_from(LOOKERS), n=which, page=st.sampled_from(PAGES))
    def look(self, who: str, n: int, page: str) -> None:
        told = self.world.look(who, n, page)
        assert set(SAID.findall(told)) == self.model.look(who, n, page), (who, n, page)
        assert (f"story-{n} " in told) == self.model.reads_story(who, n, page), (who, n, page)
        self.last = ()

    # --- After each step ---------------------------------------------------------------------------------------------

    @invariant()
    def the_rows_are_as_they_must_be(self) -> None:
        """Conservation, the trail, and at most one note in the room."""
        assert self.world.now == self.model.state()
        assert sum(place.phase in IN_ROOM for place in self.model.places) <= 1

    @invariant()
    def one_person_after_another_is_given_what_they_may_see(self) -> None:
        self.steps += 1
        who, n = PEOPLE[self.steps % len(PEOPLE)], self.steps % NOTES
        if self.model.reads(who, self.model.places[n]):
            assert self.world.revealed_to(who, n) == self.model.revealed_to(who, self.model.places[n])
