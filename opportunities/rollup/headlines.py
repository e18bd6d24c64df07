"""The sentences leaders remember: each a count of a denominator, with an interval."""

from dataclasses import dataclass

import pandas as pd

from opportunities.rollup.given import Catalogue, Tally

EXISTED = ("available", "under-commissioned")


@dataclass(frozen=True)
class Headline:
    code: str
    label: str
    unit: str = "reviews"


HEADLINES = (
    Headline("improvable", "Pathway decisions that could have been better"),
    Headline("avoidable-admissions", "Admissions that could have been avoided"),
    Headline("avoidable-on-the-day", "Avoidable admissions that could have gone differently on the day"),
    Headline("avoidable-earlier", "Avoidable admissions that needed earlier identification and prevention"),
    Headline("self-referred-attendances", "Self-referred attendances that could have gone elsewhere"),
    Headline("discharge-with-package", "Discharges with support that had a better pathway"),
    Headline("long-term-residential", "Discharges to residential or nursing care that had a better pathway"),
    Headline("missed-prevention", "People at council intake who had missed a preventive service"),
    Headline("alternative-existed", "Better pathways that already existed locally"),
    Headline("lower-level-of-care", "Better pathways that were a lower level of care"),
    Headline("saving-of-reviewed-budget", "Saving as a share of the reviewed budget", "pounds"),
    Headline("saving-of-total-budget", "Saving as a share of the total budget", "pounds"),
)


def claims(tally: Tally, reviews: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """`count` and `denominator` (reviews) by `headline` and `part`; the part "" is the headline itself.

    All of it can be added up over areas.
    """
    counts = tally.counts
    answered = counts[counts["best"] != "unclear"]
    improvable = counts[counts["best"] == "no"]
    rows = [
        ("improvable", "", int(improvable["count"].sum()), int(answered["count"].sum())),
        *_admissions(answered, improvable, catalogue),
        _improvable_of(
            "self-referred-attendances", answered[_at(answered, "q1-attendance") & answered["self_referred"].eq(True)]
        ),
        *_discharges(answered, catalogue),
        *_prevention(tally, int(reviews["reviewed"]["q4-intake"])),
        *_alternatives(improvable, catalogue),
    ]
    return pd.DataFrame(rows, columns=["headline", "part", "count", "denominator"]).set_index(["headline", "part"])


Row = tuple[str, str, int, int]


def _at(counts: pd.DataFrame, point: str) -> pd.Series:
    return counts["decision_point"] == point


def _improvable_of(code: str, answered: pd.DataFrame) -> Row:
    return code, "", int(answered.loc[answered["best"] == "no", "count"].sum()), int(answered["count"].sum())


def _admissions(answered: pd.DataFrame, improvable: pd.DataFrame, catalogue: Catalogue) -> list[Row]:
    """Avoidable: the proposed pathway is not in hospital. The parts are where people would have gone (Figure 4)."""
    outside = {code for code, pathway in catalogue.pathways.items() if pathway.setting != "hospital"}
    avoidable = improvable[_at(improvable, "q1-admission") & improvable["proposed"].isin(outside)]
    count = int(avoidable["count"].sum())
    reviewed = int(answered.loc[_at(answered, "q1-admission"), "count"].sum())
    services = [pathway.group or code for code, pathway in catalogue.pathways.items()]
    went = dict.fromkeys(services, 0)
    for proposed, n in avoidable.groupby("proposed")["count"].sum().items():
        went[catalogue.pathways[str(proposed)].group or str(proposed)] += int(n)
    timing = avoidable.groupby("timing")["count"].sum()
    return [
        ("avoidable-admissions", "", count, reviewed),
        *(("avoidable-admissions", service, n, count) for service, n in went.items() if n),
        ("avoidable-on-the-day", "", int(timing.get("on-the-day", 0)), count),
        ("avoidable-earlier", "", int(timing.get("earlier", 0)), count),
    ]


def _discharges(answered: pd.DataFrame, catalogue: Catalogue) -> list[Row]:
    """More than home without support: above the lowest level of care that the catalogue offers at discharge."""
    here = answered[_at(answered, "q3-discharge")]
    offered = [p for p in catalogue.pathways.values() if "q3-discharge" in p.decision_points]
    lowest = min((pathway.level_of_care for pathway in offered), default=0)
    packages = {code for code, pathway in catalogue.pathways.items() if pathway.level_of_care > lowest}
    residential = {code for code, pathway in catalogue.pathways.items() if pathway.setting == "care-home"}
    return [
        _improvable_of("discharge-with-package", here[here["actual"].isin(packages)]),
        _improvable_of("long-term-residential", here[here["actual"].isin(residential)]),
    ]


def _prevention(tally: Tally, reviewed: int) -> list[Row]:
    missed = tally.missed[_at(tally.missed, "q4-intake")].groupby("service")["count"].sum()
    any_missed = tally.any_missed.get("q4-intake", 0)
    return [
        ("missed-prevention", "", int(any_missed), reviewed),
        *(("missed-prevention", str(service), int(n), reviewed) for service, n in missed.items()),
    ]


def _alternatives(improvable: pd.DataFrame, catalogue: Catalogue) -> list[Row]:
    levels = {code: pathway.level_of_care for code, pathway in catalogue.pathways.items()}
    of = int(improvable["count"].sum())
    lower = improvable["proposed"].map(levels) < improvable["actual"].map(levels)
    existed = improvable["alternative_existed"].isin(EXISTED)
    return [
        ("alternative-existed", "", int(improvable.loc[existed, "count"].sum()), of),
        ("lower-level-of-care", "", int(improvable.loc[lower, "count"].sum()), of),
    ]
