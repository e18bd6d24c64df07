"""A catalogue, an area and reviews small enough to work every figure by hand. Also a quick way to write down counts."""

import pandas as pd

from opportunities.rollup.given import (
    COUNT_COLUMNS,
    PEOPLE_COLUMNS,
    AreaInputs,
    Catalogue,
    Pathway,
    PointInputs,
    Procurement,
    Rate,
    Reason,
    Tally,
)

CATALOGUE = Catalogue(
    sectors={"acute": "Acute", "ccg": "CCG/Other", "la": "Local authority"},
    pathways={
        pathway.code: pathway
        for pathway in (
            Pathway("home", "Home without support", 1, "home", None, ("q3-discharge",)),
            Pathway("falls", "Falls service", 2, "community", "light", ("q3-discharge", "q4-intake")),
            Pathway("telecare", "Telecare", 2, "home", "light", ("q3-discharge", "q4-intake", "q1-admission")),
            Pathway("package", "Domiciliary package", 3, "home", None, ("q3-discharge", "q4-intake")),
            Pathway("residential", "Residential placement", 5, "care-home", None, ("q3-discharge", "q4-intake")),
            Pathway("bed", "Acute bed", 6, "hospital", None, ("q1-admission",)),
            Pathway("short-stay", "Short-stay ward", 5, "hospital", None, ("q1-admission",)),
        )
    },
    groups={"light": "Falls service and telecare"},
    reasons={
        reason.code: reason
        for reason in (
            Reason("habit", "Practitioner's habit", True),
            Reason("pressure", "Hospital pressure"),
            Reason("choice", "Choice"),
        )
    },
    preventive_services={"falls-prevention": "Falls prevention", "medication": "Medication review"},
)

AREA = AreaInputs(
    slug="kent",
    name="Kent",
    total_budget=500_000_000.0,
    reviewed_budget=50_000_000.0,
    points={
        "q3-discharge": PointInputs(1000.0, 0.5, {"residential": 0.25}),
        "q4-intake": PointInputs(2000.0, 0.5),
    },
    unit_costs={
        "home": {"la": 0.0},
        "falls": {"ccg": 100.0},
        "telecare": {"la": 50.0},
        "package": {"la": 300.0},
        "residential": {"la": 2000.0, "ccg": 40.0},
    },
    procurement=Procurement(
        rates=(
            Rate("NHS Kent", "ccg", "Nursing", 1100.0, 1000.0, 10.0),
            Rate("Kent County Council", "la", "Residential", 900.0, 950.0, 100.0),
        ),
        realisable_share=0.5,
        reasons=("Supply of housing", "Spot purchasing", "A third"),
    ),
)


def counts(*rows: tuple) -> pd.DataFrame:
    """Rows of (decision point, actual, best, proposed, main reason, count), or with all of COUNT_COLUMNS."""
    full = [(*row[:5], *((*row[5:-1],) if len(row) > 6 else ("", "", None)), row[-1]) for row in rows]
    return pd.DataFrame(full, columns=list(COUNT_COLUMNS))


# q3-discharge: N = 10, I = 5. q4-intake: N = 4, I = 2, one unclear.
TALLY = Tally(
    counts=counts(
        ("q3-discharge", "residential", "yes", "", "", 3),
        ("q3-discharge", "home", "yes", "", "", 2),
        ("q3-discharge", "residential", "no", "package", "pressure", 2),
        ("q3-discharge", "residential", "no", "falls", "habit", 1),
        ("q3-discharge", "package", "no", "telecare", "choice", 2),
        ("q4-intake", "package", "yes", "", "", 2),
        ("q4-intake", "package", "unclear", "", "", 1),
        ("q4-intake", "package", "no", "falls", "habit", 2),
    ),
    missed=pd.DataFrame(
        [("q4-intake", "falls-prevention", 2), ("q4-intake", "medication", 1)],
        columns=["decision_point", "service", "count"],
    ),
    any_missed={"q4-intake": 2},
    people=pd.DataFrame(
        [
            (kind, *rest[:2], group, rest[2])
            for kind, group in (("age-band", "85+"), ("locality", ""), ("organisation", ""))
            for rest in (
                ("q3-discharge", "yes", 5),
                ("q3-discharge", "no", 5),
                ("q4-intake", "yes", 2),
                ("q4-intake", "unclear", 1),
                ("q4-intake", "no", 2),
            )
        ],
        columns=list(PEOPLE_COLUMNS),
    ),
)
