"""The four lines of an illustrative case: what each is called and what belongs in it. No Django in here."""

LABELS = {
    "who": "The person, and how they came",
    "happened": "What happened",
    "better": "What would have been better",
    "why": "Why it did not happen",
}
HINTS = {
    "who": "An age as a decade, the living situation, what led to this decision. No place, no date, no rare illness.",
    "happened": "The decision that was made, and what followed from it.",
    "better": "The pathway that the panel agreed would have been better.",
    "why": "What stood in its way, as the panel saw it. No names of people, wards or providers.",
}


def tidied(lines: dict[str, str]) -> dict[str, str]:
    """Each on one line, without spaces at its ends."""
    return {name: " ".join(lines.get(name, "").split()) for name in LABELS}
