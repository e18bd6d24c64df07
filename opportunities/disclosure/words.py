"""What a file or a page says about disclosure control (rule 7)."""

from opportunities.disclosure.rules import Rules

NOT_FOR_PUBLICATION = "Not for publication: small counts are shown as they are."


def about(control: str | None) -> str:
    """In one or two lines; `control` is the code of the rules, None of working figures."""
    if control is None:
        return NOT_FOR_PUBLICATION
    rules = Rules.of_code(control)
    return (
        f"Disclosure control, rules {control}: * stands for a number from 1 to {rules.hide_up_to}, or for one hidden so"
        f" that another can't be worked out. Other counts are to the nearest {rules.round_to}, money to two figures,"
        " so figures may not add up."
    )


def mark(control: str | None) -> str:
    """For the foot of a page."""
    return NOT_FOR_PUBLICATION if control is None else f"Disclosure control, rules {control}: * is hidden"
