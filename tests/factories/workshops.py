"""Whole states of a workshop: a panel that sits, notes that wait, answers that can be given."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import User
from areas.models import Area
from pathways.models import Pathway, Profession
from reviews.intake.rows import Row
from reviews.intake.screening import HeldBack, hold, screen_of
from reviews.models import Batch, CaseNote, Panel, PanelMember, Workshop, WorkshopNote

NARRATIVE = """Admission:
Found on the kitchen floor by a neighbour. No fracture.
Two earlier falls, each seen in A&E and sent home.

On the ward:
Medically fit on day 5. Walks 30 metres with a frame.

Decision recorded:
Short-term care home bed to assess long-term needs.
"""

YES: Mapping[str, Any] = {"level_of_need": "moderate", "best_pathway": "yes"}
NO: Mapping[str, Any] = {
    "level_of_need": "moderate",
    "best_pathway": "no",
    "proposed_pathway": "reablement",
    "alternative_existed": "under-commissioned",
    "timing": "earlier",
    "missed_prevention": ["falls-prevention", "telecare-equipment"],
    "reasons": ["capacity-short", "hospital-pressure"],
    "person_implication": "much-better",
    "cost_implication": "lower",
    "achievability": "likely",
}
ROOM: Mapping[str, Any] = {
    "agreement": "majority",
    "presence": [{"profession": "gp", "number": 1}, {"profession": "social-worker", "number": 2}],
    "dissent": "The GP would have waited another day.",
}


def notes(
    area: Area, number: int, *, decision_point: str = "q3-discharge", actual: str = "short-term-bed", **facts: Any
) -> list[CaseNote]:
    """Accepted case notes, as a loaded batch leaves them."""
    already = CaseNote.objects.count()
    batch = Batch.objects.create(
        area=area, kind="case-notes", file_name="notes.csv", sha256=f"{already:064x}", status="loaded",
        rows=number, accepted=number,
    )  # fmt: skip
    pathway = Pathway.objects.get(code=actual)
    return CaseNote.objects.bulk_create(
        CaseNote(
            area=area, batch=batch, reference=f"{area.slug}-{already + n:04d}", decision_point=decision_point,
            age_band="85+", actual_pathway=pathway, line=n + 1, content_hash=f"{already + n:064x}",
            **{"narrative": NARRATIVE, **facts},
        )
        for n in range(1, number + 1)
    )  # fmt: skip


def panel(area: Area, members: Mapping[str, User], *, name: str = "East panel") -> Panel:
    """A panel with one member for each profession code."""
    made = Panel.objects.create(area=area, name=name)
    known = {profession.code: profession for profession in Profession.objects.all()}
    PanelMember.objects.bulk_create(
        PanelMember(panel=made, user=user, profession=known[code]) for code, user in members.items()
    )
    return made


def workshop(
    panel: Panel, facilitator: User, read: Iterable[CaseNote], *, name: str = "Tuesday", mode: str = "together"
) -> Workshop:
    """A workshop that has not begun: all its notes wait."""
    made = Workshop.objects.create(area=panel.area, panel=panel, name=name, facilitator=facilitator, mode=mode)
    WorkshopNote.objects.bulk_create(
        WorkshopNote(workshop=made, note=note, position=n) for n, note in enumerate(read, start=1)
    )
    return made


def held(area: Area, *narratives: str) -> Batch:
    """A loaded batch, each of whose rows the identifier screen held back."""
    batch = Batch.objects.create(
        area=area, kind="case-notes", file_name="notes.csv", sha256="e" * 64, status="loaded",
        rows=len(narratives), held=len(narratives),
    )  # fmt: skip
    screen = screen_of(area.pk)
    rows = [
        Row(line, {
            "reference": f"H{line}", "decision_point": "q3-discharge", "age_band": "85+", "narrative": narrative,
            "actual_pathway": "short-term-bed",
        })
        for line, narrative in enumerate(narratives, start=2)
    ]  # fmt: skip
    hold(batch, [HeldBack(row, "", screen.findings_in(row.cells)) for row in rows])
    return batch
