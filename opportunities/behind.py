"""Where each count of a page leads: the list of agreed reviews that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from opportunities.broken_down import BrokenDown
from pathways.catalogue import Labels
from reviews.tally import Choice, query_of

Row = Mapping[str, Any]
Changes = dict[str, str]
# What a headline counts, and what it counts it of, as changes of a choice.
HEADLINES: Mapping[str, tuple[Changes, Changes]] = {
    "improvable": ({"best": "no"}, {"best": "reviewed"}),
    "avoidable-admissions": (
        {"about": "avoidable-admission"},
        {"decision_point": "q1-admission", "best": "reviewed"},
    ),
    "avoidable-on-the-day": (
        {"about": "avoidable-admission", "timing": "on-the-day"},
        {"about": "avoidable-admission"},
    ),
    "avoidable-earlier": ({"about": "avoidable-admission", "timing": "earlier"}, {"about": "avoidable-admission"}),
    "self-referred-attendances": (
        {"about": "self-referred", "best": "no"},
        {"about": "self-referred", "best": "reviewed"},
    ),
    "discharge-with-package": ({"about": "with-support", "best": "no"}, {"about": "with-support", "best": "reviewed"}),
    "long-term-residential": ({"about": "care-home", "best": "no"}, {"about": "care-home", "best": "reviewed"}),
    "missed-prevention": (
        {"decision_point": "q4-intake", "missed": "any", "best": "reviewed"},
        {"decision_point": "q4-intake", "best": "reviewed"},
    ),
    "alternative-existed": ({"best": "no", "alternative": "existed"}, {"best": "no"}),
    "lower-level-of-care": ({"best": "no", "level": "lower"}, {"best": "no"}),
}
# Which part of a choice a breakdown's code is; places are looked up by name.
BREAKDOWNS = {
    "answers": "best", "reasons": "reason", "timing": "timing", "missed-prevention": "missed",
    "alternatives": "alternative", "level-of-care": "level", "achievability": "achievability", "age-band": "age_band",
    "locality": "locality", "organisation": "organisation",
}  # fmt: skip
BY_GROUP = {"locality", "organisation", "age-band"}


@dataclass(frozen=True)
class Behind:
    """Addresses for the counts of one area's page, whose own filters are `choice`. "" where there is nothing to open.

    places   ids by name, of "locality" and "organisation"
    """

    slug: str
    choice: Choice
    labels: Labels
    places: Mapping[str, Mapping[str, int]]

    def focus(self, row: Row, best: str, count: int | None) -> str:
        return self._to(count, best=best, **({"focus": row["area_of_focus"]} if "area_of_focus" in row else {}))

    def service(self, row: Row, ranked: Row) -> str:
        """A pathway, or a group of them, among the top of an area of focus."""
        code = _only(self.labels.services, ranked["label"])
        return self._to(ranked["count"], focus=row["area_of_focus"], best="no", service=code) if code else ""

    def reason(self, row: Row, ranked: Row) -> str:
        code = _only(self.labels.reasons, ranked["label"])
        return self._to(ranked["count"], focus=row["area_of_focus"], best="no", reason=code) if code else ""

    def flow(self, row: Row) -> str:
        codes = {name: row[name] for name in ("decision_point", "actual", "proposed")}
        return self._to(row["count"], best="no", **codes)

    def headline(self, row: Row, *, of: bool = False) -> str:
        if row["code"] not in HEADLINES:
            return ""
        return self._to(row["denominator" if of else "count"], **HEADLINES[row["code"]][of])

    def part(self, headline: Row, part: Row) -> str:
        """A service that avoidable admissions would have gone to, or that people had missed."""
        counted, _ = HEADLINES[headline["code"]]
        key = "missed" if "missed" in counted else "service"
        return self._to(part["count"], **{**counted, key: part["code"]})

    def breakdown(self, breakdown: BrokenDown, row: Row, *, of: bool = False) -> str:
        point = {"decision_point": row["decision_point"]} if row["decision_point"] else {}
        count = row["denominator" if of else "count"]
        if breakdown.code == "answers":
            every = "" if row["code"] == "unclear" else "reviewed"
            return self._to(count, **point, best=every if of else row["code"])
        whole = "no" if breakdown.of == "improvable" else "reviewed"
        if of and breakdown.code not in BY_GROUP:
            return self._to(count, **point, best=whole)
        best = "no" if breakdown.code in BY_GROUP and not of else whole
        return self._to(count, **point, best=best, **self._group(breakdown.code, row["code"]))

    def _group(self, kind: str, code: str) -> Changes:
        if kind in self.places:
            return {BREAKDOWNS[kind]: str(self.places[kind].get(code, 0) if code else 0)}
        return {BREAKDOWNS[kind]: code}

    def _to(self, count: int | None, **changes: str) -> str:
        if not count:
            return ""
        return f"{self._list}?{query_of({**self._asked, **changes})}"

    @cached_property
    def _asked(self) -> Changes:
        return self.choice.told()

    @cached_property
    def _list(self) -> str:
        return reverse("reviews:agreed-reviews", args=[self.slug])


def _only(labels: Mapping[str, str], label: str) -> str:
    """The one code with this label; "" where it is not the only one."""
    found = [code for code, each in labels.items() if each == label]
    return found[0] if len(found) == 1 else ""
