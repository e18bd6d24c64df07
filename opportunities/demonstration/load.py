"""Loads the demonstration through the doors of any other data: catalogue, areas, people, notes, reviews, workshop."""

import hashlib
from collections.abc import Callable

from django.core.management import call_command
from django.db import transaction

from accounts.models import User
from areas.models import Area
from opportunities.demonstration import files
from opportunities.demonstration.exchange import judge_another_panel_s_notes_alone, put_notes_before_another_panel
from opportunities.demonstration.judged import hold_a_workshop_that_judges_alone
from opportunities.demonstration.people import ADMIN, make_people
from opportunities.demonstration.published import publish, tell_cases
from opportunities.demonstration.rounds import name_two_rounds
from opportunities.demonstration.scenarios import plan_with_scenarios
from opportunities.demonstration.sitting import hold_half_a_workshop
from reviews.intake.load import load
from reviews.intake.submit import submit
from reviews.models import Batch

Say = Callable[[str], object]


def load_demonstration(*, small: bool, say: Say) -> None:
    """Everything, or a tenth of the notes. What is already there is left as it is."""
    call_command("load_catalogue", verbosity=0, stdout=_Silent())
    for slug in files.AREAS:
        call_command("load_area", files.FOLDER / f"{slug}.json", verbosity=0, stdout=_Silent())
    people = make_people(by=None)
    for slug in files.WITH_NOTES:
        area = Area.objects.get(slug=slug)
        for name, kind in (("notes", Batch.Kind.CASE_NOTES), ("reviews", Batch.Kind.AGREED_REVIEWS)):
            say(load_table(area=area, name=f"{name}-{slug}.csv", kind=kind, small=small, by=people[ADMIN]))
    say(hold_half_a_workshop(people=people))
    say(hold_a_workshop_that_judges_alone(people=people))
    say(put_notes_before_another_panel(people=people))
    say(judge_another_panel_s_notes_alone(people=people))
    say(name_two_rounds(people=people))
    call_command("rollup", all=True, stdout=_Silent(), stderr=_Silent())
    say("Rolled up every area, and all areas together.")
    say(plan_with_scenarios(people=people))
    say(tell_cases(people=people))
    say(publish(people=people))


def load_table(*, area: Area, name: str, kind: str, small: bool, by: User) -> str:
    """Load one file unless this area has it already; gives a line that says which.

    Raises RuntimeError where a row is refused: the demonstration's files have no faults.
    """
    file = files.table(name, small=small)
    digest = hashlib.sha256(file.read()).hexdigest()
    if Batch.objects.filter(area=area, kind=kind, sha256=digest, status=Batch.Status.LOADED).exists():
        return f"{area}: {name} was loaded before."
    file.seek(0)
    with transaction.atomic():
        batch = submit(area=area, kind=kind, file=file, file_name=name, by=by)
    load(batch.pk)
    batch.refresh_from_db()
    if batch.status != Batch.Status.LOADED or batch.accepted != batch.rows:
        problem = batch.problems.first()
        raise RuntimeError(f"{name}: {batch.status}. {problem.message if problem else ''}")
    return f"{area}: {batch.accepted:,} {batch.get_kind_display().lower()}."


class _Silent:
    """Takes what a command would print."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        return None
