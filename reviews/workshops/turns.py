"""In own time: which turns hold a place. Nobody sweeps up: a turn that was left ends by the clock."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from reviews.models import Declaration, Draft, Judgement, Turn

LIVE_FOR = timedelta(minutes=60)  # after it was taken, or after its page last saved itself


def live_since() -> datetime:
    """What was looked at after this moment is live."""
    return timezone.now() - LIVE_FOR


def live_turns(since: datetime | None = None) -> QuerySet[Turn]:
    """Turns that hold a place: not judged yet, by nobody who knows the person, and looked at `since`."""
    since = since or live_since()
    same = {"workshop_note": OuterRef("workshop_note"), "by": OuterRef("by")}
    drafted = Draft.objects.filter(about=Draft.About.JUDGEMENT, saved_at__gt=since, **same)
    knows = Declaration.objects.filter(
        kind=Declaration.Kind.KNOWS_PERSON, note=OuterRef("workshop_note__note"), by=OuterRef("by")
    )
    open_ones = Turn.objects.filter(~Exists(Judgement.objects.filter(**same)), ~Exists(knows))
    return open_ones.filter(Q(taken_at__gt=since) | Q(Exists(drafted)))
