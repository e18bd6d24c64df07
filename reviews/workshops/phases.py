"""What may be done with a note in each phase, as data, with the sentence for when it may not. No Django in here."""

from config.errors import NotAllowed

MAY: dict[str, dict[str, frozenset[str]]] = {
    "together": {
        "open": frozenset({"waiting", "skipped"}),
        "put off": frozenset({"waiting", "open"}),
        "judge": frozenset({"waiting", "open", "skipped"}),
        "reveal": frozenset(),
        "undo the reveal": frozenset(),
        "stop waiting": frozenset(),
        "record": frozenset({"waiting", "open", "skipped", "agreed"}),
    },
    "independent": {
        "open": frozenset({"waiting", "skipped"}),
        "put off": frozenset({"waiting", "open", "revealed"}),
        "judge": frozenset({"open", "revealed"}),
        "reveal": frozenset({"open"}),
        "undo the reveal": frozenset({"revealed"}),
        "stop waiting": frozenset(),
        "record": frozenset({"revealed", "agreed"}),
    },
    "own-time": {
        "open": frozenset(),
        "put off": frozenset({"ready", "contested"}),
        "judge": frozenset({"waiting", "ready", "contested", "skipped"}),
        "reveal": frozenset(),
        "undo the reveal": frozenset(),
        "stop waiting": frozenset({"waiting"}),
        "record": frozenset({"ready", "contested", "skipped", "agreed"}),
    },
}
OTHERWISE = {
    "open": "This note can't be opened: it is open already, or the panel has agreed it.",
    "put off": "This note can't be put off: it was put off already, or the panel has agreed it.",
    "judge": "The panel has agreed this note, so judgements are closed.",
    "reveal": "Answers can't be shown now: open the note first, so that everybody can judge it.",
    "undo the reveal": "There is nothing to undo: the answers to this note are not shown.",
    "stop waiting": "This note does not wait for judgements any more.",
    "record": "No review can be recorded for this note now.",
}
NOT_YET = {
    "judge": "The facilitator has not opened this note yet, or has put it off.",
    "record": "Show the answers first: this panel judges alone before it agrees.",
}
IN_OWN_TIME = {
    "open": "Notes are not opened here: members take them in their own time.",
    "put off": "This note can't be put off: members are still judging it, or it was put off or agreed already.",
    "reveal": "Answers are shown by themselves when enough members have judged the note.",
    "undo the reveal": "There is nothing to undo: answers are shown when enough members have judged the note.",
    "record": "Members are still judging this note. It comes to the panel when enough have.",
}


def check_phase(act: str, phase: str, mode: str = "together") -> None:
    """Raise NotAllowed unless `act` (a key of MAY) may be done with a note in this phase of a workshop in `mode`."""
    if phase in MAY[mode][act]:
        return
    not_yet = IN_OWN_TIME if mode == "own-time" else NOT_YET
    raise NotAllowed(OTHERWISE[act] if phase == "agreed" or act not in not_yet else not_yet[act])
