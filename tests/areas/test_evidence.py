"""Where a volume or a share comes from and how sure it is: in the file, on the form, beside the number."""

import json
from datetime import date
from decimal import Decimal

import pytest

from areas import inputs
from areas.area_file import as_json, contents, load_area
from areas.evidence import Evidence, at_point, in_words
from areas.models import Area, InputEvidence
from config.errors import Refused
from tests.areas.files import as_file, kent

pytestmark = pytest.mark.usefixtures("small_catalogue")

SAID = [
    {
        "decision_point": "q3-discharge", "of": "annual-volume", "low": 5800, "high": 6500,
        "source": "Discharge returns", "as_of": "2026-03-31",
    },
    {
        "decision_point": "q3-discharge", "of": "realisable-share", "low": None, "high": None,
        "source": "Agreed by the board", "as_of": None,
    },
]  # fmt: skip
FORM = {
    "annual_volume": "6000", "realisable_share": "50",
    "annual-volume-low": "5800", "annual-volume-high": "6500", "annual-volume-source": "Discharge returns",
    "annual-volume-as_of_0": "31", "annual-volume-as_of_1": "3", "annual-volume-as_of_2": "2026",
    "realisable-share-low": "", "realisable-share-high": "", "realisable-share-source": "Agreed by the board",
}  # fmt: skip


@pytest.fixture
def filled() -> Area:
    return load_area(as_file(kent()), by=None).area


def test_the_file_takes_it_and_gives_it_back() -> None:
    assert "evidence" in load_area(as_file(kent() | {"evidence": SAID}), by=None).changed
    assert json.loads(as_json(contents(Area.objects.get()))) == kent() | {"evidence": SAID}
    assert load_area(as_file(kent()), by=None).status == "unchanged"
    assert InputEvidence.objects.count() == 2


def test_every_problem_is_named_with_its_place() -> None:
    wrong = [
        SAID[0] | {"low": 7000},
        SAID[0],
        {"decision_point": "q2-bed", "of": "weather", "source": "x"},
        {"decision_point": "q2-bed-day", "of": "annual-volume"},
        SAID[1] | {"low": 0.5, "high": 1.5, "as_of": "31/3/2026"},
    ]
    with pytest.raises(Refused) as refused:
        load_area(as_file(kent() | {"evidence": wrong}), by=None)
    assert [(problem.column, problem.code) for problem in refused.value.problems] == [
        ("/evidence/0/low", "too-large"),
        ("/evidence/1/of", "twice"),
        ("/evidence/2/decision_point", "unknown-code"),
        ("/evidence/2/of", "unknown-code"),
        ("/evidence/3/decision_point", "unknown-code"),
        ("/evidence/3", "missing"),
        ("/evidence/4/high", "too-large"),
        ("/evidence/4/as_of", "not-a-day"),
    ]


def test_a_lead_enters_it_on_the_form_of_the_decision_point(signed_in, lead, filled) -> None:
    path = "/areas/kent/inputs/decision-points/q3-discharge/"
    seen = inputs.fingerprint(inputs.decision_point(filled, "q3-discharge"))
    assert signed_in(lead).post(path, {**FORM, "seen": seen}).status_code == 302
    assert at_point(filled, "q3-discharge") == {
        "annual-volume": Evidence(Decimal(5800), Decimal(6500), "Discharge returns", date(2026, 3, 31)),
        "realisable-share": Evidence(source="Agreed by the board"),
    }
    page = signed_in(lead).get("/areas/kent/inputs/").content.decode()
    assert "Annual volume: Discharge returns, 31 March 2026; 5,800 to 6,500" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"annual-volume-high": ""}, "Annual volume: enter both ends, or neither"),
        ({"annual-volume-low": "6001"}, "Annual volume: the lowest is more than the number itself"),
        ({"annual-volume-high": "5999"}, "Annual volume: the highest is less than the number itself"),
        ({"annual_volume": ""}, "Annual volume: enter it, or clear its lowest and highest"),
        ({"annual-volume-as_of_1": "13"}, "Enter a date that exists"),
    ],
)
def test_the_form_says_what_does_not_fit(signed_in, lead, filled, typed, sentence) -> None:
    seen = inputs.fingerprint(inputs.decision_point(filled, "q3-discharge"))
    answer = signed_in(lead).post("/areas/kent/inputs/decision-points/q3-discharge/", {**FORM, "seen": seen, **typed})
    assert sentence in answer.content.decode()
    assert not InputEvidence.objects.exists()


def test_words_leave_out_what_is_not_said() -> None:
    assert in_words("realisable-share", Evidence(Decimal("0.2"), Decimal("0.6"))) == "20% to 60%"
    assert in_words("annual-volume", Evidence(as_of=date(2026, 3, 31))) == "31 March 2026"
