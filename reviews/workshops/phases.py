"""What may be done with a note in each phase, as data, with the sentence for when it may not. No Django in here."""

from config.errors import NotAllowed

MAY: dict[str, frozenset[str]] = {
    "open": frozenset({"waiting", "skipped"}),
    "put off": frozenset({"waiting", "open"}),
    "judge": frozenset({"waiting", "open", "skipped"}),
    "record": frozenset({"waiting", "open", "skipped", "agreed"}),
}
OTHERWISE = {
    "open": "This note can't be opened: it is open already, or the panel has agreed it.",
    "put off": "This note can't be put off: it was put off already, or the panel has agreed it.",
    "judge": "The panel has agreed this note, so judgements are closed.",
    "record": "No review can be recorded for this note now.",
}


def check_phase(act: str, phase: str) -> None:
    """Raise NotAllowed unless `act` (a key of MAY) may be done with a note in this phase."""
    if phase not in MAY[act]:
        raise NotAllowed(OTHERWISE[act])
