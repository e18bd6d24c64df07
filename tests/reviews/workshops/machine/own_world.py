"""What is done to the real workshop in own time only."""

from datetime import timedelta

from django.db.models import F

from reviews.models import Turn, Workshop
from reviews.workshops import collecting, one_step, own_time_lists, taking
from tests.reviews.workshops.machine.in_own_time import WANTED
from tests.reviews.workshops.machine.world import World


class OwnWorld(World):
    """The real workshop in own time. `taken`: the number of the note that was given last, None where none was."""

    taken: int | None = None

    def begin(self) -> None:
        Workshop.objects.filter(pk=self.workshop.pk).update(judgements_wanted=WANTED)

    def take(self, who: str) -> None:
        place = taking.take_note(workshop_id=self.workshop.pk, by=self.people[who])
        self.taken = self.numbers[place.pk] if place else None

    def hours_pass(self) -> None:
        """As if everything had been an hour earlier."""
        Turn.objects.filter(workshop_note__in=self.numbers).update(taken_at=F("taken_at") - timedelta(minutes=61))

    def stop_waiting(self, who: str, n: int) -> None:
        collecting.stop_waiting(**self._at(n), by=self.people[who])

    def one_step(self, who: str) -> None:
        ready = own_time_lists.ready_list(self.people[who], Workshop.objects.get(pk=self.workshop.pk))
        shown = {each.place.pk: each.version for each in ready}
        one_step.agree_ready(workshop_id=self.workshop.pk, shown=shown, by=self.people[who])
