"""What may be done with a note in each phase, as data, with the sentence for when it may not. No Django in here."""

from config.errors import NotAllowed

MAY: dict[str, dict[str, frozenset[str]]] = {
    "together": {
        "open": frozenset({"waiting", "skipped"}),
        "put off": frozenset({"waiting", "open"}),
        "judge": frozenset({"waiting", "open", "skipped"}),
        "reveal": frozenset(),
        "undo the reveal": frozenset(),
        "record": frozenset({"waiting", "open", "skipped", "agreed"}),
    },
    "independent": {
        "open": frozenset({"waiting", "skipped"}),
        "put off": frozenset({"waiting", "open", "revealed"}),
        "judge": frozenset({"open", "revealed"}),
        "reveal": frozenset({"open"}),
        "undo the reveal": frozenset({"revealed"}),
        "record": frozenset({"revealed", "agreed"}),
    },
}
OTHERWISE = {
    "open": "This note can't be opened: it is open already, or the panel has agreed it.",
    "put off": "This note can't be put off: it was put off already, or the panel has agreed it.",
    "judge": "The panel has agreed this note, so judgements are closed.",
    "reveal": "Answers can't be shown now: open the note first, so that everybody can judge it.",
    "undo the reveal": "There is nothing to undo: the answers to this note are not shown.",
    "record": "No review can be recorded for this note now.",
}
NOT_YET = {
    "judge": "The facilitator has not opened this note yet, or has put it off.",
    "record": "Show the answers first: this panel judges alone before it agrees.",
}


def check_phase(act: str, phase: str, mode: str = "together") -> None:
    """Raise NotAllowed unless `act` (a key of MAY) may be done with a note in this phase of a workshop in `mode`."""
    if phase not in MAY[mode][act]:
        raise NotAllowed(OTHERWISE[act] if phase == "agreed" or act not in NOT_YET else NOT_YET[act])
