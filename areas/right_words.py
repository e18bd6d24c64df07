"""What each right of `areas.access.MAY` lets somebody do, in words for who answers for an area. No Django in here."""

IN_WORDS = {
    "see area": "see that the area is there, and its name",
    "judge": "read and judge notes in workshops of panels they sit on",
    "run workshops": "open notes to a room, see its answers and record what a panel agrees",
    "plan workshops": "make panels and workshops, and see all of the area’s",
    "see figures": "see the area’s figures and inputs",
    "see working figures": "see figures before small counts are hidden",
    "open reviews": "open the agreed reviews behind a figure, with their notes",
    "publish figures": "propose figures for publication and decide about them",
    "write cases": "write illustrative cases",
    "approve cases": "approve illustrative cases",
    "edit inputs": "change volumes, costs and shares",
    "see batches": "see the loaded files and what was wrong in them",
    "load batches": "load files of notes, look at held rows, retire notes and decide about reported ones",
    "see people": "see who holds which role",
    "manage people": "give roles and take them away",
    "see audit": "look at the area’s audit trail",
}


def in_words(rights: set[str]) -> list[str]:
    """Their sentences, in the order above."""
    return [words for right, words in IN_WORDS.items() if right in rights]
