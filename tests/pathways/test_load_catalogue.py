import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from areas.models import Area, RealisableShare
from config.errors import Refused
from pathways.catalogue_file import BUILT_IN, load_catalogue
from pathways.models import CatalogueRevision, NationalCost, Pathway, PreventiveService, Reason, Sector
from tests.pathways.files import as_file, small

pytestmark = pytest.mark.django_db


def load(value):
    return load_catalogue(as_file(value), by=None)


def problems_of(value):
    with pytest.raises(Refused) as refused:
        load(value)
    return {problem.column: problem.code for problem in refused.value.problems}


def test_the_file_becomes_the_catalogue_in_its_order():
    loaded = load(small())
    assert (loaded.created, loaded.changed, loaded.removed) == (10, 0, 0)
    bed, reablement = Pathway.objects.all()
    assert (bed.code, bed.level_of_care, bed.setting, bed.group) == ("bed", 60, "hospital", None)
    assert [row.decision_point for row in bed.decision_points.all()] == ["q1-admission", "q2-setting"]
    assert (reablement.group.code, reablement.setting) == ("home", "")
    costs = [(cost.sector.code, cost.unit_cost, cost.units, cost.source) for cost in reablement.national_costs.all()]
    assert costs == [("council", 320, 6, "Local"), ("acute", 1, 1, "Local")]
    assert bed.national_costs.get().unit_cost == Decimal("301.25")
    assert list(Reason.objects.values_list("code", "practitioner_variation")) == [("capacity", False), ("habit", True)]
    assert list(PreventiveService.objects.values_list("code", flat=True)) == ["telecare", "falls"]


def test_loading_the_same_again_changes_nothing_not_even_the_revision():
    load(small())
    revision, events = CatalogueRevision.current(), AuditEvent.objects.count()
    again = load(small())
    assert not again.anything
    assert (CatalogueRevision.current(), AuditEvent.objects.count()) == (revision, events)


def test_loading_updates_by_code_and_figures_learn_of_it():
    load(small())
    before, ids = CatalogueRevision.current(), dict(Pathway.objects.values_list("code", "pk"))
    changed = small()
    changed["pathways"].reverse()
    changed["pathways"][1]["label"] = "Hospital bed"
    changed["pathways"][1]["costs"][0]["unit_cost"] = 310
    changed["pathways"][1]["decision_points"] = []
    loaded = load(changed)
    assert (loaded.created, loaded.changed, loaded.removed) == (0, 2, 0)
    assert dict(Pathway.objects.values_list("code", "pk")) == ids
    assert [pathway.label for pathway in Pathway.objects.all()] == ["Reablement", "Hospital bed"]
    assert NationalCost.objects.get(pathway__code="bed").unit_cost == 310
    assert CatalogueRevision.current() == before + 1
    assert AuditEvent.objects.filter(action="catalogue.loaded").count() == 2


def test_what_the_file_no_longer_has_goes_when_nothing_uses_it():
    load(small())
    fewer = small()
    del fewer["pathways"][1], fewer["pathway_groups"][0], fewer["reasons"][0], fewer["sectors"][1]
    assert load(fewer).removed == 4
    assert [pathway.code for pathway in Pathway.objects.all()] == ["bed"]
    assert [sector.code for sector in Sector.objects.all()] == ["acute"]


def test_what_an_area_uses_stays_after_everything_in_the_file_and_the_load_says_so(area):
    load(small())
    bed = Pathway.objects.get(code="bed")
    RealisableShare.objects.create(area=area, decision_point="q2-setting", actual_pathway=bed, share=1)
    fewer = small()
    del fewer["pathways"][0]
    loaded = load(fewer)
    assert loaded.removed == 0
    assert loaded.kept == ["pathways/bed is not in the file and stays, because realisable shares use it."]
    assert [pathway.code for pathway in Pathway.objects.all()] == ["reablement", "bed"]
    assert bed.national_costs.count() == 1


def test_a_section_that_the_file_leaves_out_stays():
    load(small())
    loaded = load({"sectors": small()["sectors"], "pathways": small()["pathways"]})
    assert not loaded.anything
    assert Reason.objects.count() == 2


def test_optional_keys_may_be_left_out_and_levels_may_be_negative():
    load({"pathways": [{"code": "Self_care-2", "label": " Self care ", "level_of_care": -3}]})
    pathway = Pathway.objects.get()
    assert (pathway.code, pathway.label, pathway.level_of_care) == ("Self_care-2", " Self care ", -3)
    assert (pathway.setting, pathway.group, pathway.definition) == ("", None, "")


def test_numbers_keep_eight_decimals_and_loading_them_again_changes_nothing():
    catalogue = small()
    catalogue["pathways"][0]["costs"][0] |= {"unit_cost": 1 / 3, "units": 0}
    load(catalogue)
    assert NationalCost.objects.get(pathway__code="bed").unit_cost == Decimal("0.33333333")
    assert not load(catalogue).anything


def test_every_problem_is_told_at_once_with_its_place_and_nothing_is_changed():
    wrong = small()
    wrong["sectors"][1]["code"] = "Acute"
    wrong["professions"][0]["side"] = "hospital"
    wrong["pathways"][0] |= {"level_of_care": 1.5, "group": "away", "decision_points": ["q9"]}
    wrong["pathways"][0]["costs"][0] |= {"unit_cost": -1, "units": "three"}
    wrong["pathways"][1]["costs"][1]["sector"] = "council"
    wrong["reasons"][0] |= {"label": "", "practitioner_variation": "no"}
    wrong["preventive_services"] = ["telecare"]
    assert problems_of(wrong) == {
        "/sectors/1/code": "twice",
        "/professions/0/side": "unknown-code",
        "/pathways/0/level_of_care": "not-whole",
        "/pathways/0/group": "unknown-code",
        "/pathways/0/decision_points/0": "unknown-code",
        "/pathways/0/costs/0/unit_cost": "too-small",
        "/pathways/0/costs/0/units": "not-a-number",
        "/pathways/1/costs/0/sector": "unknown-code",
        "/pathways/1/costs/1/sector": "unknown-code",
        "/reasons/0/label": "missing",
        "/reasons/0/practitioner_variation": "not-yes-or-no",
        "/preventive_services/0": "not-an-object",
        "/preventive_services/0/code": "missing",
        "/preventive_services/0/label": "missing",
    }
    assert not Sector.objects.exists()
    assert CatalogueRevision.current() == 0


def test_a_sector_may_cost_a_pathway_once():
    wrong = small()
    wrong["pathways"][1]["costs"][1]["sector"] = "council"
    assert problems_of(wrong) == {"/pathways/1/costs/1/sector": "twice"}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"sectors": [\n oops]}', 2),
        (b"", 1),
        (b"\xff\xfe{", 1),
        (b'{"pathways": [{"level_of_care": NaN}]}', 0),
        (b"[" * 100_000, 0),
        (b'{"x": 1e99999999999999999999}', 0),
    ],
)
def test_what_is_not_json_is_refused_whole_with_its_line(content, line):
    with pytest.raises(Refused) as refused:
        load_catalogue(content, by=None)
    assert [(problem.line, problem.code) for problem in refused.value.problems] == [(line, "not-json")]


@pytest.mark.parametrize("value", [None, [], "text", 3, {"sectors": None}, {"sectors": {}}, {"pathways": [[]]}])
def test_json_of_another_shape_is_refused_with_a_place(value):
    assert problems_of(value)


@pytest.mark.parametrize("number", ["1e400", "123456789012345", "-1e400", "1e99999"])
def test_numbers_that_no_column_holds_are_refused(number):
    content = as_file(small()).replace(b"301.25", number.encode())
    with pytest.raises(Refused):
        load_catalogue(content, by=None)
    with pytest.raises(Refused):
        load_catalogue(as_file(small()).replace(b'"level_of_care": 60', f'"level_of_care": {number}'.encode()), by=None)


@pytest.mark.parametrize("label", ["a\u0000b", "two\nlines", "\ud800", "   ", "x" * 201])
def test_labels_that_cannot_be_shown_on_one_line_are_refused(label):
    wrong = small()
    wrong["sectors"][0]["label"] = label
    assert list(problems_of(wrong)) == ["/sectors/0/label"]


def test_reloading_takes_as_many_queries_for_forty_pathways_as_for_two(django_assert_num_queries):
    def queries(value):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as captured:
            load(value)
        return len(captured)

    load(small())
    few = queries(small())
    many = small()
    many["pathways"] += [{**many["pathways"][1], "code": f"p{number}"} for number in range(40)]
    load(many)
    assert queries(many) == few


# --- the command ---


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("load_catalogue", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_without_a_file_the_built_in_catalogue_is_loaded_and_says_how_much():
    out, err = run()
    rows = sum(len(section) for section in json.loads(BUILT_IN.read_text()).values())
    assert f"Catalogue of {rows} rows: {rows} new" in out
    assert err == ""
    assert "nothing has changed" in run()[0]


def test_unknown_keys_are_named_and_passed_over(tmp_path):
    file = tmp_path / "catalogue.json"
    file.write_bytes(
        as_file(
            {**small(), "colour": 1, "sectors": [{"code": "acute", "label": "Acute", "tint": "blue"}]}
            | {"pathways": []}
        )
    )
    out, err = run(str(file), "--json")
    assert json.loads(out)["unknown"] == ["/colour", "/sectors/0/tint"]
    assert "/sectors/0/tint: this key means nothing here" in err


def test_a_refused_file_ends_with_status_1_and_lists_its_problems(tmp_path):
    file = tmp_path / "catalogue.json"
    file.write_text('{"sectors": [{"code": "acute"}]}')
    with pytest.raises(CommandError) as refused:
        run(str(file))
    assert refused.value.returncode == 1
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_catalogue", str(file), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["status"] == "refused"
    assert told["problems"][0]["column"] == "/sectors/0/label"


def test_a_file_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(CommandError) as missing:
        run(str(tmp_path / "none.json"))
    assert missing.value.returncode == 2


def test_areas_stay_when_the_catalogue_changes(area):
    load(small())
    assert Area.objects.get().revision == area.revision
