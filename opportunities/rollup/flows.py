"""From counted reviews to people a year who would move from one pathway to another."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import pandas as pd

from opportunities.rollup.given import Catalogue, PointInputs
from pathways import questions

FLOW = ["decision_point", "actual", "proposed"]
Frame = TypeVar("Frame", pd.Series, pd.DataFrame)


def reviews_by_point(counts: pd.DataFrame) -> pd.DataFrame:
    """Reviews by decision point: `reviewed` (N = yes + no), `unclear` (in neither N nor I), `improvable` (I = no)."""
    codes = [point.code for point in questions.WITH_NOTES]
    answers = counts.groupby(["decision_point", "best"])["count"].sum()
    every = pd.MultiIndex.from_product([codes, ["yes", "no", "unclear"]], names=["decision_point", "best"])
    table = answers.reindex(every, fill_value=0).astype(int).unstack("best")
    return pd.DataFrame(
        {"reviewed": table["yes"] + table["no"], "unclear": table["unclear"], "improvable": table["no"]}
    )


def flow_counts(counts: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """n(a, p): improvable reviews by decision point, actual and proposed pathway, in catalogue order."""
    improvable = counts[counts["best"] == "no"]
    return in_order(improvable.groupby(FLOW)["count"].sum().astype(int), catalogue)


def in_order(flows: Frame, catalogue: Catalogue) -> Frame:
    """The same flows by decision point, then actual, then proposed pathway, in catalogue order."""
    point_order = {point.code: position for position, point in enumerate(questions.DECISION_POINTS)}
    pathway_order = {code: position for position, code in enumerate(catalogue.pathways)}
    standing = [(point_order[d], pathway_order[a], pathway_order[p]) for d, a, p in flows.index]
    return flows.iloc[sorted(range(len(standing)), key=standing.__getitem__)]


def yearly_share(flows: pd.Index, reviewed: pd.Series, given: Mapping[str, PointInputs]) -> np.ndarray:
    """Decisions a year that one counted review stands for, V / N x r, one for each flow; NaN where V or r is not set.

    reviewed  N by decision point; at least 1 wherever there is a flow
    """
    nothing, of = PointInputs(), reviewed.to_dict()
    shares = [_yearly_share(given.get(point, nothing), actual, int(of[point])) for point, actual, _ in flows]
    return np.array(shares, dtype=float)


def _yearly_share(point: PointInputs, actual: str, reviewed: int) -> float:
    share = point.share_for(actual)
    if point.annual_volume is None or share is None:
        return float("nan")
    return point.annual_volume / reviewed * share


def annual_flows(counts: pd.Series, reviewed: pd.Series, given: Mapping[str, PointInputs]) -> pd.Series:
    """Decisions a year, V x n(a, p) / N x r, unrounded, on the index of `counts`; NaN where V or r is not set.

    Source: docs/method.md, "Flows"; LGA/Newton final report 2016.
    """
    return (counts * yearly_share(counts.index, reviewed, given)).rename("annual_flow")
