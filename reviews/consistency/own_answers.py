"""The only way to how somebody compares: for that person, from the notes they judged where they still may judge."""

from accounts.models import User
from areas.access import may
from reviews.consistency.judged import agreed_judgements, judged
from reviews.consistency.own import NOTES, Own, own
from reviews.models import Judgement


def own_for(user: User) -> Own | None:
    """None of too few notes. Four statements, however many notes.

    The notes that were agreed first, as many as make whole steps of NOTES: looking before and after a note is agreed
    does not tell what others had answered to it.
    """
    mine = agreed_judgements().filter(by=user.pk, phase=Judgement.Phase.INDEPENDENT)
    here = mine.filter(may(user, "judge", "workshop_note__workshop__area"))
    places = list(here.order_by("workshop_note__agreed_at", "workshop_note").values_list("workshop_note", flat=True))
    counted = places[: len(places) // NOTES * NOTES]
    if not counted:
        return None
    return own(judged(agreed_judgements().filter(workshop_note__in=counted)), user.pk)
