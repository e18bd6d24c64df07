"""Whatever catalogue somebody makes: it loads, it is what the API gives back, and loading it again changes nothing."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from pathways import questions
from pathways.catalogue_file import load_catalogue
from pathways.models import Pathway, Reason
from tests.examples import examples
from tests.pathways.files import as_file

CODE = st.from_regex(r"[A-Za-z0-9_-]{1,60}", fullmatch=True)
LABEL = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=200
).filter(str.strip)
POINTS = st.lists(st.sampled_from(sorted(questions.BY_CODE)), unique=True)
MONEY = st.integers(0, 10**13).map(lambda digits: float(Decimal(digits).scaleb(-8))) | st.integers(0, 10**6)


def rows(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({"code": CODE, "label": LABEL, **columns})
    return st.lists(row, max_size=4, unique_by=lambda row: row["code"].casefold())


@st.composite
def catalogues(draw: st.DrawFn) -> dict[str, Any]:
    sectors, groups = draw(rows()), draw(rows())
    payers = [row["code"] for row in sectors]
    cost = st.fixed_dictionaries(
        {
            "sector": st.sampled_from(payers or ["none"]),
            "unit_cost": MONEY,
            "units": MONEY,
            "source": st.just("") | LABEL,
        }
    )
    pathways = rows(
        level_of_care=st.integers(-(2**31) + 1, 2**31 - 1),
        setting=st.sampled_from([None, *Pathway.Setting.values]),
        group=st.sampled_from([None, *(row["code"] for row in groups)]),
        decision_points=POINTS,
        costs=st.lists(cost, unique_by=lambda row: row["sector"]) if payers else st.just([]),
        definition=st.just("") | LABEL,
    )
    return {
        "sectors": sectors,
        "professions": draw(rows(side=st.sampled_from(["health", "social-care", "voluntary"]))),
        "pathway_groups": groups,
        "pathways": draw(pathways),
        "reasons": draw(rows(practitioner_variation=st.booleans(), decision_points=POINTS)),
        "preventive_services": draw(rows()),
    }


@pytest.fixture
def reader(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("reader@example.org", "Reader"))
    return client


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(catalogues())
def test_a_catalogue_comes_out_as_it_went_in(reader: Client, catalogue: dict[str, Any]) -> None:
    load_catalogue(as_file(catalogue), by=None)
    assert reader.get("/api/v1/pathways/").json()["results"] == catalogue["pathways"]
    assert reader.get("/api/v1/reasons/").json()["results"] == catalogue["reasons"]
    assert not load_catalogue(as_file(catalogue), by=None).anything


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(catalogues(), catalogues())
def test_a_catalogue_takes_the_place_of_any_other(
    reader: Client, first: dict[str, Any], second: dict[str, Any]
) -> None:
    for catalogue in (first, second):
        load_catalogue(as_file(catalogue), by=None)
    assert [pathway.code for pathway in Pathway.objects.all()] == [row["code"] for row in second["pathways"]]
    assert [reason.label for reason in Reason.objects.all()] == [row["label"] for row in second["reasons"]]
