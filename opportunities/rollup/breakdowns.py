"""What the counts break down into: answers, reasons, timing, prevention, alternatives, care, chances and groups.

Parts can be added up over areas; shares are drawn up from the sums.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from opportunities.rollup.given import Catalogue, Tally

NOTHING: Mapping[str, str] = MappingProxyType({})
ANY_SERVICE = "any"
NOT_STATED = ""


@dataclass(frozen=True)
class Breakdown:
    """`of` says what its shares are of: "reviewed" (N) or "improvable" (I). `codes`: in order, shown also when 0."""

    code: str
    label: str
    of: str
    codes: Mapping[str, str] = field(default_factory=dict)


ANSWERS = {"yes": "Yes, the best pathway", "no": "No, improvable", "unclear": "Not enough information"}
TIMING = {"on-the-day": "On the day", "earlier": "Earlier, by early identification and prevention"}
EXISTED = {"available": "Yes, available", "under-commissioned": "Yes, but not enough commissioned", "no": "No"}
LEVELS = {"lower": "A lower level of care", "same": "The same level of care", "higher": "A higher level of care"}
ACHIEVABILITY = {
    "very-likely": "Very likely", "likely": "Likely", "even": "Even", "unlikely": "Unlikely",
    "very-unlikely": "Very unlikely",
}  # fmt: skip
AGE_BANDS = {"18-64": "18 to 64", "65-74": "65 to 74", "75-84": "75 to 84", "85+": "85 or over"}

BREAKDOWNS = (
    Breakdown("answers", "Was the actual pathway the best one?", "reviewed", ANSWERS),
    Breakdown("reasons", "Why the better pathway was not provided: main reason", "improvable"),
    Breakdown("timing", "When it could have gone differently", "improvable", TIMING),
    Breakdown("missed-prevention", "Preventive services missed", "reviewed"),
    Breakdown("alternatives", "Did the better pathway exist locally?", "improvable", EXISTED),
    Breakdown("level-of-care", "Level of care of the better pathway", "improvable", LEVELS),
    Breakdown("achievability", "How likely the change could be achieved", "improvable", ACHIEVABILITY),
    Breakdown("locality", "Improvable by locality", "reviewed"),
    Breakdown("organisation", "Improvable by organisation", "reviewed"),
    Breakdown("age-band", "Improvable by age band", "reviewed", AGE_BANDS),
)
# These have denominators of their own: the reviews of each group.
BY_GROUP = ("locality", "organisation", "age-band")
# The names of an area's places mean nothing in another area.
OF_ONE_AREA = frozenset({"locality", "organisation"})

INDEX = ["breakdown", "decision_point", "code"]


def parts(tally: Tally, catalogue: Catalogue) -> pd.DataFrame:
    """`count` and `of` by INDEX; `of` is the reviews of the group, and 0 where it is the decision point's N or I."""
    improvable = tally.counts[tally.counts["best"] == "no"]
    levels = {code: pathway.level_of_care for code, pathway in catalogue.pathways.items()}
    change = improvable["proposed"].map(levels).astype(float) - improvable["actual"].map(levels).astype(float)
    level = change.map(lambda by: "lower" if by < 0 else "higher" if by > 0 else "same")
    counted = {
        "answers": _counted(tally.counts, "best"),
        "reasons": _counted(improvable, "main_reason"),
        "timing": _counted(tally.prospects, "timing"),
        "missed-prevention": _missed(tally),
        "alternatives": _counted(improvable, "alternative_existed"),
        "level-of-care": _counted(improvable.assign(level=level), "level"),
        "achievability": _counted(tally.prospects, "achievability"),
    }
    rows = [(kind, point, code, n, 0) for kind, found in counted.items() for (point, code), n in found.items() if code]
    for kind in BY_GROUP:
        rows += [(kind, *row) for row in _by_group(tally.people[tally.people["kind"] == kind])]
    return pd.DataFrame(rows, columns=[*INDEX, "count", "of"]).set_index(INDEX).astype(int)


def _counted(counts: pd.DataFrame, column: str) -> dict[tuple[str, str], int]:
    """By decision point and value, in their order."""
    found: Counter[tuple[str, str]] = Counter()
    for point, value, n in zip(*(counts[name].tolist() for name in ("decision_point", column, "count")), strict=True):
        found[point, value] += n
    return dict(sorted(found.items()))


def _missed(tally: Tally) -> dict[tuple[str, str], int]:
    anything = {(point, ANY_SERVICE): n for point, n in tally.any_missed.items()}
    return anything | _counted(tally.missed, "service")


def _by_group(people: pd.DataFrame) -> list[tuple[str, str, int, int]]:
    reviewed = _counted(people[people["best"] != "unclear"], "group")
    improvable = _counted(people[people["best"] == "no"], "group")
    return [(*at, improvable.get(at, 0), n) for at, n in reviewed.items()]
