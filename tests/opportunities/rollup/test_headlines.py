"""The headlines of admissions, attendances and alternatives, each worked by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from opportunities.rollup.given import Tally
from opportunities.rollup.tables import draw_up
from opportunities.rollup.workings import workings
from tests.opportunities.rollup.worked import AREA, CATALOGUE, counts

TALLY = Tally(
    counts=counts(
        ("q1-admission", "bed", "yes", "", "", "", "", None, 4),
        ("q1-admission", "bed", "unclear", "", "", "", "", None, 2),
        ("q1-admission", "bed", "no", "telecare", "pressure", "available", "on-the-day", None, 3),
        ("q1-admission", "bed", "no", "falls", "pressure", "no", "earlier", None, 1),
        ("q1-admission", "bed", "no", "package", "pressure", "under-commissioned", "", None, 1),
        ("q1-admission", "bed", "no", "short-stay", "pressure", "available", "on-the-day", None, 1),  # still a hospital
        ("q1-admission", "short-stay", "no", "bed", "pressure", "", "on-the-day", None, 1),  # up, and still a hospital
        ("q1-attendance", "bed", "no", "home", "choice", "available", "", True, 2),
        ("q1-attendance", "bed", "yes", "", "", "", "", True, 3),
        ("q1-attendance", "bed", "unclear", "", "", "", "", True, 9),
        ("q1-attendance", "bed", "no", "home", "choice", "available", "", False, 5),
        ("q1-attendance", "bed", "no", "home", "choice", "available", "", None, 7),
    )
)
SHOWN = {h["code"]: h for h in draw_up(workings(TALLY, AREA, CATALOGUE), CATALOGUE).headlines["headlines"]}


@pytest.mark.parametrize(
    ("code", "count", "denominator"),
    [
        ("avoidable-admissions", 5, 11),
        ("avoidable-on-the-day", 3, 5),
        ("avoidable-earlier", 1, 5),  # one did not say
        ("self-referred-attendances", 2, 5),
        ("alternative-existed", 3 + 1 + 1 + 2 + 5 + 7, 21),
        ("lower-level-of-care", 20, 21),
    ],
)
def test_counts_of_denominators(code, count, denominator):
    assert (SHOWN[code]["count"], SHOWN[code]["denominator"]) == (count, denominator)
    assert SHOWN[code]["share"] == count / denominator


def test_where_avoidable_admissions_would_have_gone():
    parts = SHOWN["avoidable-admissions"]["breakdown"]
    assert [(part["code"], part["label"], part["count"], part["denominator"]) for part in parts] == [
        ("light", "Falls service and telecare", 4, 5),
        ("package", "Domiciliary package", 1, 5),
    ]


def test_every_headline_is_there_even_with_nothing_to_say():
    nothing = draw_up(workings(Tally(counts=counts()), AREA, CATALOGUE), CATALOGUE).headlines["headlines"]
    assert [headline["code"] for headline in nothing] == list(SHOWN)
    assert nothing[0] | {"label": ""} == {
        "code": "improvable", "label": "", "unit": "reviews", "count": 0, "denominator": 0,
        "share": None, "interval": None, "breakdown": [],
    }  # fmt: skip


def test_a_preventive_service_and_a_pathway_may_have_the_same_code():
    catalogue = replace(CATALOGUE, preventive_services={"package": "Preventive package"})
    missed = pd.DataFrame([("q4-intake", "package", 1)], columns=["decision_point", "service", "count"])
    tally = replace(TALLY, missed=missed, any_missed={"q4-intake": 1})
    shown = {h["code"]: h for h in draw_up(workings(tally, AREA, catalogue), catalogue).headlines["headlines"]}
    assert [part["label"] for part in shown["missed-prevention"]["breakdown"]] == ["Preventive package"]
    assert [part["label"] for part in shown["avoidable-admissions"]["breakdown"]][1] == "Domiciliary package"
