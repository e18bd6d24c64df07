"""How long a session still has. No Django in here."""

STARTED, ACTIVE = "signed_in_at", "active_at"  # what a session keeps, in seconds since 1970
EVERY = 60  # seconds: activity is written down no more often, so a session may end that much early


def left(*, now: float, started: float, active: float, idle: int, longest: int) -> float:
    """Seconds until the session ends; 0 or less when it has. `idle` 0: it does not end by being left alone."""
    day = started + longest - now
    return min(active + idle - now, day) if idle else day


def is_activity(method: str, *, by_script: bool) -> bool:
    """Whether somebody did something: opened a page, or sent something. What a page asks itself is nobody's doing."""
    return method == "POST" or not by_script
