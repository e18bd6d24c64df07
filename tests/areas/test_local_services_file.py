"""The local menu in the area file: said, left out, cleared, refused."""

import json

import pytest

from areas.area_file import as_json, as_workbook, contents, load_area
from areas.models import Area, LocalService
from config.errors import Refused
from tests.areas.files import as_file, kent

pytestmark = pytest.mark.usefixtures("small_catalogue")

SERVICES = [
    {"pathway": "reablement", "status": "short-of-capacity"},
    {"pathway": "bed", "status": "not-commissioned"},
]


def load(value):
    return load_area(as_file(value), by=None)


def dumped():
    return json.loads(as_json(contents(Area.objects.get())))


def test_what_is_said_of_services_is_kept_and_comes_out_again():
    assert "local_services" in load(kent() | {"local_services": SERVICES}).changed
    kept = dict(LocalService.objects.values_list("pathway__code", "status"))
    assert kept == {"reablement": "short", "bed": "absent"}
    assert dumped() == kent() | {"local_services": SERVICES}
    assert load(dumped()).status == "unchanged"


def test_a_workbook_holds_it_too():
    load(kent() | {"local_services": SERVICES})
    book = as_workbook(contents(Area.objects.get()))
    Area.objects.all().delete()
    load_area(book, by=None)
    assert dumped() == kent() | {"local_services": SERVICES}
    assert load_area(book, by=None).status == "unchanged"


def test_a_file_that_says_nothing_leaves_it_and_an_empty_list_clears_it():
    load(kent() | {"local_services": SERVICES})
    assert load(kent()).status == "unchanged"
    assert LocalService.objects.count() == 2
    assert load(kent() | {"local_services": []}).changed == ["local_services"]
    assert dumped() == kent()


def test_every_problem_is_named_with_its_place():
    wrong = [
        {"pathway": "sofa", "status": "available"},
        {"pathway": "bed", "status": "absent"},
        {"pathway": "bed", "status": "available"},
        {"pathway": "reablement"},
    ]
    with pytest.raises(Refused) as refused:
        load(kent() | {"local_services": wrong})
    assert {problem.column: problem.code for problem in refused.value.problems} == {
        "/local_services/0/pathway": "unknown-code",
        "/local_services/1/status": "unknown-code",
        "/local_services/2/pathway": "twice",
        "/local_services/3/status": "missing",
    }
    assert "Use one of available, short-of-capacity, not-commissioned." in refused.value.problems[1].message
    assert not Area.objects.exists()
