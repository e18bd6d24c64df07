"""What an area adds to the identifier screen: the only writer of its patterns and allowed texts."""

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from accounts import audit
from accounts.models import User
from areas.models import Area
from config.errors import NotAllowed
from reviews.intake.access import check_can_load
from reviews.intake.screen.screen import pattern_of
from reviews.models import ScreenEntry

MOST = 200  # of each use, in one area: more would slow every text
LONGEST = 80


def entries_of(area: Area) -> QuerySet[ScreenEntry]:
    """Patterns first, then allowed texts, each in order of the alphabet."""
    return ScreenEntry.objects.filter(area=area).select_related("added_by").order_by("-use", "text")


@transaction.atomic
def add(*, area: Area, use: str, text: str, by: User) -> ScreenEntry:
    """Add one; one that is there already stays as it is. Raises NotAllowed with what to mend."""
    check_can_load(by, area)
    text = " ".join(text.split())
    Area.objects.select_for_update().get(pk=area.pk)  # two at once never pass the limit together
    _check(area, use, text)
    entry, made = ScreenEntry.objects.get_or_create(area=area, use=use, text=text, defaults={"added_by": by})
    if made:
        audit.record("screen-entry.added", entry, by=by, use=use)
    return entry


@transaction.atomic
def remove(*, area: Area, entry_id: int, by: User) -> None:
    """Raises Http404 where the area has no such entry."""
    check_can_load(by, area)
    entry = ScreenEntry.objects.select_for_update().filter(area=area, pk=entry_id).first()
    if entry is None:
        raise Http404
    audit.record("screen-entry.removed", entry, by=by, use=entry.use)
    entry.delete()


def _check(area: Area, use: str, text: str) -> None:
    if use not in ScreenEntry.Use.values:
        raise NotAllowed("Say whether to look for this or to allow it.")
    if not 2 <= len(text) <= LONGEST:
        raise NotAllowed(f"Write 2 to {LONGEST} characters.")
    if use == ScreenEntry.Use.PATTERN:
        try:
            pattern_of(text)
        except ValueError as error:
            raise NotAllowed(str(error)) from None
    if ScreenEntry.objects.filter(area=area, use=use).count() >= MOST:
        raise NotAllowed(f"An area has up to {MOST} of each. Remove one that is not needed.")
