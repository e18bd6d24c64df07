"""Everything a table of consistency is drawn up from, in parts that can be added up over areas. No Django in here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from reviews.consistency.kinds import Kinds, added, unpacked
from reviews.consistency.shift import Change

Point = str
Referred = tuple[str, str, Point, str]  # by what ("panels", "localities", "professions"), its name, where, to which
CHANGES = ("answer_changed", "pathway_changed", "majority_changed", "majority_pathway_changed")


@dataclass(frozen=True)
class OfProfession:
    """How the first answers of a profession stand to others. `people`: ids, so that nobody is counted twice.

    alike of pairs  pairs with another member of the same note who answered the same
    as_agreed       first answers that are the agreed one; changed: that were changed; of `answers`
    improvable      of those `decided` with yes or no
    """

    people: frozenset[int] = frozenset()
    answers: int = 0
    alike: int = 0
    pairs: int = 0
    as_agreed: int = 0
    changed: int = 0
    decided: int = 0
    improvable: int = 0

    def __add__(self, other: "OfProfession") -> "OfProfession":
        rest = {name: getattr(self, name) + getattr(other, name) for name in TALLIED}
        return OfProfession(self.people | other.people, **rest)


TALLIED = ("answers", "alike", "pairs", "as_agreed", "changed", "decided", "improvable")


@dataclass(frozen=True)
class Exchanged:
    """What two panels decided about the same notes, counted.

    `own`: the first one is the area's own. `named`: the table may tell of it by itself.
    """

    exchange: int
    own: bool
    panel: str
    read_again_by: str
    notes: int
    undecided: int
    same_answer: int
    same_pathway: int
    first: int
    second: int
    only_first: int
    only_second: int
    named: bool = True
    kinds: Mapping[str, Kinds] = field(default_factory=dict)  # field → both panels' answers


@dataclass(frozen=True)
class Counts:
    """Of an area, or of several.

    kinds        decision point and field → the notes by members' first answers
    panels       panel's name → its notes by first answers on the best pathway; empty of several areas
    professions  by code
    changes      by CHANGES
    referred     decisions by whom and to where; of several areas by professions only
    exchanged    complete exchanges; of several areas each once
    """

    kinds: Mapping[tuple[Point, str], Kinds] = field(default_factory=dict)
    panels: Mapping[str, Kinds] = field(default_factory=dict)
    professions: Mapping[str, OfProfession] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    referred: Mapping[Referred, int] = field(default_factory=dict)
    exchanged: tuple[Exchanged, ...] = ()


def pooled(areas: Iterable[Counts]) -> Counts:
    """All areas: as if one. What is told of one panel or locality stays with its own area."""
    every = list(areas)
    return Counts(
        kinds={key: added(_each(every, "kinds", key)) for key in _keys(every, "kinds")},
        professions={key: sum(_each(every, "professions", key), OfProfession()) for key in _keys(every, "professions")},
        changes={key: sum(_each(every, "changes", key), Change()) for key in _keys(every, "changes")},
        referred=sum((Counter(_of_professions(area)) for area in every), Counter()),
        exchanged=tuple(replace(each, named=False) for area in every for each in area.exchanged if each.own),
    )


def packed(counts: Counts) -> dict[str, Any]:
    """What all areas needs of these, as JSON values."""
    return {
        "kinds": [[*key, each.packed()] for key, each in counts.kinds.items()],
        "professions": {
            code: {name: getattr(each, name) for name in TALLIED} | {"people": sorted(each.people)}
            for code, each in counts.professions.items()
        },
        "changes": {name: asdict(each) for name, each in counts.changes.items()},
        "referred": [[*key, number] for key, number in _of_professions(counts).items()],
        "exchanged": [_packed_exchange(each) for each in counts.exchanged if each.own],
    }


def unpack(kept: Mapping[str, Any]) -> Counts:
    """The opposite of `packed`; of {}, kept by an older version, no counts."""
    return Counts(
        kinds={(point, code): unpacked(each) for point, code, each in kept.get("kinds", ())},
        professions={
            code: OfProfession(**{**each, "people": frozenset(each["people"])})
            for code, each in kept.get("professions", {}).items()
        },
        changes={name: Change(**each) for name, each in kept.get("changes", {}).items()},
        referred={(by, name, point, to): number for by, name, point, to, number in kept.get("referred", ())},
        exchanged=tuple(_unpacked_exchange(each) for each in kept.get("exchanged", ())),
    )


def _packed_exchange(each: Exchanged) -> dict[str, Any]:
    return {**vars(each), "kinds": {code: kinds.packed() for code, kinds in each.kinds.items()}}


def _unpacked_exchange(kept: Mapping[str, Any]) -> Exchanged:
    return Exchanged(**{**kept, "kinds": {code: unpacked(kinds) for code, kinds in kept["kinds"].items()}})


def _of_professions(counts: Counts) -> dict[Referred, int]:
    return {key: number for key, number in counts.referred.items() if key[0] == "professions"}


def _keys(every: list[Counts], part: str) -> list[Any]:
    return list(dict.fromkeys(key for area in every for key in getattr(area, part)))


def _each(every: list[Counts], part: str, key: Any) -> list[Any]:
    return [getattr(area, part)[key] for area in every if key in getattr(area, part)]
