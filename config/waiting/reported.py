"""For data stewards: how many notes were reported as identifying somebody and wait for a decision."""

from accounts.models import User
from reviews.workshops.reported import undecided


def notes_reported(user: User) -> int:
    """One query."""
    return undecided(user).count()
