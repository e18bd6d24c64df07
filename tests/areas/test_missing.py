from areas.missing import Gap, missing
from tests.areas.files import kent

PATHWAYS = {"bed": "Acute bed", "reablement": "Reablement"}
NOTHING = {
    "area": {"total_budget": None, "reviewed_budget": None},
    "decision_points": [],
    "unit_costs": [],
    "procurement": {"realisable_share": None, "reasons": [], "rates": []},
}


def sentences(contents, costed=("bed", "reablement")):
    return [gap.sentence for gap in missing(contents, pathways=PATHWAYS, costed=costed)]


def test_a_new_area_is_told_everything_in_the_order_of_the_page():
    assert sentences(NOTHING) == [
        "The total health and social care budget is not set.",
        "The budget of the pathways reviewed is not set.",
        "A&E attendance: the annual volume and realisable share are not set.",
        "A&E admission: the annual volume and realisable share are not set.",
        "Acute setting of care: the annual volume and realisable share are not set.",
        "Hospital discharge: the annual volume and realisable share are not set.",
        "Council intake: the annual volume and realisable share are not set.",
        "Community nursing intake: the annual volume and realisable share are not set.",
        "Nursing and social care overlap: the annual volume and realisable share are not set.",
        "Procurement of beds: no weekly rates are entered.",
        "Procurement of beds: the realisable share is not set.",
        "Procurement of beds: no reasons are entered.",
    ]


def test_nought_is_an_answer():
    given = kent()
    given["decision_points"][0] |= {"annual_volume": 0, "realisable_share": 0}
    assert not [sentence for sentence in sentences(given) if sentence.startswith("A&E admission")]


def test_shares_of_some_actual_pathways_leave_the_others_open():
    given = kent()
    given["decision_points"][0]["realisable_share"] = None
    assert "A&E admission: the realisable share is not set for everyone." in sentences(given)


def test_a_pathway_needs_a_cost_national_or_local():
    found = missing(kent(), pathways=PATHWAYS, costed=())
    assert [gap for gap in found if gap.where == "cost"] == [
        Gap("Reablement has no unit cost, neither national nor local.", "cost", "reablement")
    ]
