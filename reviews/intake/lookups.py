"""What the checks look things up in: the catalogue and the area's places, by code or by name, without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


def plain(text: str) -> str:
    """What two names must share to be the same: all but case and the number of spaces."""
    return " ".join(text.split()).casefold()


class Choices:
    """Names that a cell may hold, found by code or by label, in catalogue order."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """`pairs` of (code, label). Where a label reads like another's code, the code wins."""
        pairs = list(pairs)
        self.codes = tuple(code for code, _ in pairs)
        self.labels = tuple(label for _, label in pairs)
        self._codes = {plain(label): code for code, label in reversed(pairs)} | {plain(code): code for code, _ in pairs}

    @classmethod
    def of_values(cls, values: Iterable[str]) -> "Choices":
        """Names that are their own labels."""
        return cls((value, value) for value in values)

    def find(self, text: str) -> str | None:
        """The code of what `text` names, or None."""
        return self._codes.get(text) or self._codes.get(plain(text))

    def __bool__(self) -> bool:
        return bool(self.codes)


NOTHING = Choices()


@dataclass(frozen=True)
class Lookups:
    """Everything a row is checked against. `create_places`: a place the area does not know yet may be made."""

    pathways: Mapping[str, Choices]  # by decision point
    every_pathway: Choices = NOTHING
    reasons: Mapping[str, Choices] = field(default_factory=dict)  # by decision point
    every_reason: Choices = NOTHING
    preventive_services: Choices = NOTHING
    localities: Choices = NOTHING
    organisations: Choices = NOTHING
    create_places: bool = False

    def pathways_at(self, decision_point: str) -> Choices:
        return self.pathways.get(decision_point, NOTHING)

    def reasons_at(self, decision_point: str) -> Choices:
        return self.reasons.get(decision_point, NOTHING)
