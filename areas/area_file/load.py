"""Loads an area file: everything that is wrong with it at once, or all of it in one transaction."""

from dataclasses import dataclass, field

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas.area_file.check import Known, check
from areas.area_file.contents import Contents
from areas.area_file.keep import keep_area, keep_section
from areas.area_file.workbook import is_workbook, located, read_workbook
from areas.models import Area
from areas.permissions import check_can_edit_inputs
from config.errors import Problem, Refused
from pathways.given import Found, read_json
from pathways.models import Pathway, Sector

MOST_BYTES = 10 * 2**20  # an area takes some 40 kB


@dataclass
class Loaded:
    """What a load did: the sections that changed, and a sentence for each place that stays unasked."""

    area: Area
    created: bool
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        return "loaded" if self.created or self.changed else "unchanged"


@transaction.atomic
def load_area(content: bytes, *, only: str | None = None, by: User | None) -> Loaded:
    """Make an area what this file (JSON or workbook) says; a new area when there is none of its slug.

    only  the slug that the file must have, where the file is given for one area
    Raises Refused, with every problem, or NotAllowed, and then changes nothing. A section or place list that the file
    leaves out stays as it is; a locality or organisation that a note uses stays, too.
    """
    found = Found()
    wanted = _read(content, found)
    if only is not None and wanted["area"]["slug"] != only:
        found.problems.append(_other_area(wanted["area"]["slug"], only))
    found.refuse_if_any()
    slug, name = wanted["area"]["slug"], wanted["area"]["name"]
    area, created = Area.objects.get_or_create(slug=slug, defaults={"name": name})
    if by is not None:
        check_can_edit_inputs(by, area)
    loaded = Loaded(Area.objects.select_for_update().get(pk=area.pk), created, unknown=found.unknown)
    _keep(loaded, wanted)
    if loaded.status == "loaded":
        Area.objects.touch(area.pk)
        audit.record("area.loaded", area, by=by, created=created, changed=loaded.changed)
    return loaded


def _other_area(slug: str, only: str) -> Problem:
    message = f"This file is about “{slug}”, and here is “{only}”. Choose its own file, or correct the slug."
    return Problem(0, "/area/slug", "other-area", message)


def _read(content: bytes, found: Found) -> Contents:
    if len(content) > MOST_BYTES:
        raise Refused(Problem(0, "", "too-large", "This file is larger than 10 MB. An area file is a few kilobytes."))
    known = Known(_codes(Pathway), _codes(Sector))
    if not is_workbook(content):
        return check(read_json(content), known, found)
    book = read_workbook(content)
    wanted = check(book.value, known, found)
    found.problems[:] = book.problems + [located(problem, book.places) for problem in found.problems]
    found.unknown[:] = [*book.unknown, *found.unknown]
    return wanted


def _codes(model: type[Pathway] | type[Sector]) -> dict[str, None]:
    """A set that keeps catalogue order, in which messages list the codes."""
    return dict.fromkeys(model._base_manager.order_by("position", "pk").values_list("code", flat=True))


def _keep(loaded: Loaded, wanted: Contents) -> None:
    changed, loaded.kept = keep_area(loaded.area, wanted["area"])
    loaded.changed = ["area"] if changed else []
    for name, value in wanted.items():
        if name != "area" and keep_section(loaded.area, name, value):
            loaded.changed.append(name)
