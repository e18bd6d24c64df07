"""Whatever area somebody describes: dump(load(x)) is x, as JSON and as a workbook."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from areas.area_file import as_json, as_workbook, contents, load_area
from areas.models import Area
from pathways import questions
from tests.areas.files import as_file
from tests.examples import examples

pytestmark = pytest.mark.usefixtures("small_catalogue")

PATHWAYS = ("bed", "reablement")
SECTORS = ("acute", "council")


def text(most):
    characters = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    return st.text(characters, min_size=1, max_size=most).filter(str.strip)


def number(places, most=10**6):
    """Numbers of at most 15 digits, as JSON and spreadsheets carry them."""
    top = min(most * 10**places, 10**15 - 1)
    return st.integers(0, top).map(lambda digits: _plain(Decimal(digits).scaleb(-places)))


def _plain(value):
    return int(value) if value == value.to_integral_value() else float(value)


def above_zero(places):
    return number(places).filter(lambda value: value > 0)


SHARE = number(12, most=1)
AREA = st.fixed_dictionaries(
    {
        "slug": st.from_regex(r"[a-z0-9_-]{1,60}", fullmatch=True),
        "name": text(120),
        "total_budget": st.none() | above_zero(2),
        "reviewed_budget": st.none() | above_zero(2),
        "localities": st.lists(text(120), unique=True, max_size=4).map(sorted),
        "organisations": st.lists(text(120), unique=True, max_size=4).map(sorted),
    }
)
POINT = st.fixed_dictionaries(
    {
        "code": st.sampled_from(sorted(questions.BY_CODE)),
        "annual_volume": st.none() | number(6),
        "realisable_share": st.none() | SHARE,
        "by_actual_pathway": st.dictionaries(st.sampled_from(PATHWAYS), SHARE),
    }
)
COST = st.fixed_dictionaries(
    {
        "pathway": st.sampled_from(PATHWAYS),
        "sector": st.sampled_from(SECTORS),
        "unit_cost": number(8),
        "units": number(8),
        "source": st.just("") | text(500),
    }
)
RATE = st.fixed_dictionaries(
    {
        "commissioner": text(120),
        "sector": st.sampled_from(SECTORS),
        "bed_type": text(120),
        "weekly_rate": number(8),
        "benchmark": number(8),
        "beds": number(6),
    }
)
SERVICE = st.fixed_dictionaries(
    {
        "pathway": st.sampled_from(PATHWAYS),
        "status": st.sampled_from(["available", "short-of-capacity", "not-commissioned"]),
    }
)
EVIDENCE = st.tuples(
    st.sampled_from(sorted(questions.BY_CODE)), st.sampled_from([("annual-volume", 10**9), ("realisable-share", 1)]),
    st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(sorted), text(500), st.dates(),
).map(
    lambda said: {
        "decision_point": said[0], "of": said[1][0],
        "low": said[2][0] * said[1][1] / 1000, "high": said[2][1] * said[1][1] / 1000,
        "source": said[3], "as_of": said[4].isoformat(),
    }
)  # fmt: skip
FILE = st.fixed_dictionaries(
    {
        "area": AREA,
        "decision_points": st.lists(POINT, unique_by=lambda row: row["code"]),
        "unit_costs": st.lists(COST, unique_by=lambda row: (row["pathway"], row["sector"])),
        "procurement": st.fixed_dictionaries(
            {
                "realisable_share": st.none() | SHARE,
                "reasons": st.lists(text(200), max_size=3),
                "rates": st.lists(RATE, max_size=4),
            }
        ),
    },
    optional={
        "local_services": st.lists(SERVICE, min_size=1, unique_by=lambda row: row["pathway"]),
        "evidence": st.lists(EVIDENCE, min_size=1, unique_by=lambda row: (row["decision_point"], row["of"])),
    },
)
# The database stays from one example to the next: the slug of one is no trouble to another.
manner = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@manner
@given(FILE)
def test_json_comes_out_as_it_went_in(value):
    Area.objects.filter(slug=value["area"]["slug"]).delete()  # what a file leaves out would stay from an example before
    area = load_area(as_file(value), by=None).area
    assert json.loads(as_json(contents(area))) == value
    assert load_area(as_file(value), by=None).status == "unchanged"


@manner
@given(FILE)
def test_a_workbook_comes_out_as_it_went_in(value):
    Area.objects.filter(slug=value["area"]["slug"]).delete()
    area = load_area(as_file(value), by=None).area
    book = as_workbook(contents(area))
    assert load_area(book, by=None).status == "unchanged"
    Area.objects.filter(pk=area.pk).delete()
    again = load_area(book, by=None).area
    assert json.loads(as_json(contents(again))) == value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@manner
@given(FILE, st.data())
def test_a_file_with_anything_in_any_place_is_loaded_or_refused_with_a_reason(value, data):
    from config.errors import Refused

    section = data.draw(st.sampled_from(sorted(value)))
    if isinstance(value[section], dict):
        value[section][data.draw(st.sampled_from(sorted(value[section])))] = data.draw(JSON)
    elif value[section]:
        row = value[section][0]
        row[data.draw(st.sampled_from(sorted(row)))] = data.draw(JSON)
    else:
        value[section] = data.draw(JSON)
    try:
        load_area(as_file(value), by=None)
    except Refused as refused:
        assert all(problem.message and problem.column for problem in refused.problems)
