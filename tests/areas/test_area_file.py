import json
import zipfile
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from areas.area_file import as_json, as_workbook, contents, load_area
from areas.models import Area, AreaCost, Locality
from config.errors import Refused
from tests.areas.files import as_file, kent
from tests.factories.workshops import notes

pytestmark = pytest.mark.usefixtures("small_catalogue")


def load(value):
    return load_area(as_file(value), by=None)


def problems_of(content):
    with pytest.raises(Refused) as refused:
        load_area(content if isinstance(content, bytes) else as_file(content), by=None)
    return {problem.column: problem.code for problem in refused.value.problems}


def dumped(slug="kent"):
    return json.loads(as_json(contents(Area.objects.get(slug=slug))))


def test_what_is_loaded_is_what_is_dumped():
    loaded = load(kent())
    assert (loaded.status, loaded.created) == ("loaded", True)
    assert dumped() == kent()


def test_a_workbook_holds_the_same_as_the_json_file():
    load(kent())
    book = as_workbook(contents(Area.objects.get()))
    assert load_area(book, by=None).status == "unchanged"
    Area.objects.all().delete()
    load_area(book, by=None)
    assert dumped() == kent()


def test_loading_again_changes_nothing_not_even_the_revision():
    load(kent())
    revision, events = Area.objects.get().revision, AuditEvent.objects.count()
    assert load(kent()).status == "unchanged"
    assert (Area.objects.get().revision, AuditEvent.objects.count()) == (revision, events)


def test_numbers_keep_15_digits_so_that_every_database_gives_back_the_same():
    content = as_file(kent()).replace(b"310.00000001", b"123456789.123456789")
    load_area(content, by=None)
    assert AreaCost.objects.first().unit_cost == Decimal("123456789.123457")
    assert load_area(content, by=None).status == "unchanged"


def test_loading_updates_and_figures_learn_of_it():
    load(kent())
    revision = Area.objects.get().revision
    changed = kent()
    changed["unit_costs"] = changed["unit_costs"][:1]
    changed["procurement"]["rates"][0]["beds"] = 1
    assert load(changed).changed == ["unit_costs", "procurement"]
    assert AreaCost.objects.count() == 1
    assert Area.objects.get().revision == revision + 1
    assert AuditEvent.objects.filter(action="area.loaded").count() == 2


def test_sections_and_lists_that_the_file_leaves_out_stay_and_null_clears():
    load(kent())
    loaded = load({"area": {"slug": "kent", "name": "Kent and Medway", "total_budget": None}})
    assert loaded.changed == ["area"]
    expected = kent()
    expected["area"] |= {"name": "Kent and Medway", "total_budget": None}
    assert dumped() == expected


def test_a_locality_that_a_note_uses_stays_and_one_that_nothing_uses_goes():
    load(kent())
    swale = Locality.objects.get(name="Swale")
    notes(Area.objects.get(), 1, decision_point="q1-admission", actual="bed", locality=swale)
    fewer = kent()
    fewer["area"]["localities"] = ["Ashford"]
    loaded = load(fewer)
    assert loaded.kept == ["Swale is not in the file and stays, because case notes use it."]
    assert set(Locality.objects.values_list("name", flat=True)) == {"Ashford", "Swale"}
    assert load(fewer).status == "unchanged"


def test_every_problem_is_told_at_once_and_nothing_is_changed():
    wrong = kent()
    wrong["area"] |= {"slug": "Kent and Medway", "name": "", "total_budget": 0, "localities": "Swale"}
    wrong["decision_points"][0] |= {"annual_volume": -1, "realisable_share": 1.01, "by_actual_pathway": {"sofa": 0.5}}
    wrong["decision_points"][1]["code"] = "q9"
    wrong["unit_costs"][0]["pathway"] = "sofa"
    wrong["unit_costs"][1] |= {"sector": "sofa", "units": "one"}
    wrong["procurement"] |= {"realisable_share": "half", "reasons": [3]}
    wrong["procurement"]["rates"][0] |= {"benchmark": None, "sector": None}
    assert problems_of(wrong) == {
        "/area/slug": "not-a-code",
        "/area/name": "missing",
        "/area/total_budget": "too-small",
        "/area/localities": "not-a-list",
        "/decision_points/0/annual_volume": "too-small",
        "/decision_points/0/realisable_share": "too-large",
        "/decision_points/0/by_actual_pathway/sofa": "unknown-code",
        "/decision_points/1/code": "unknown-code",
        "/unit_costs/0/pathway": "unknown-code",
        "/unit_costs/1/sector": "unknown-code",
        "/unit_costs/1/units": "not-a-number",
        "/procurement/realisable_share": "not-a-number",
        "/procurement/reasons/0": "not-text",
        "/procurement/rates/0/benchmark": "missing",
        "/procurement/rates/0/sector": "missing",
    }
    assert not Area.objects.exists()


def test_a_decision_point_or_a_cost_stands_once():
    wrong = kent()
    wrong["decision_points"][1]["code"] = "q1-admission"
    wrong["unit_costs"][1]["sector"] = "acute"
    assert problems_of(wrong) == {"/decision_points/1/code": "twice", "/unit_costs/1/sector": "twice"}


@pytest.mark.parametrize("value", [None, [], {}, {"area": None}, {"area": []}, {"area": {"slug": "a"}}])
def test_a_file_without_slug_and_name_is_refused(value):
    assert problems_of(value)


# --- workbooks ---


def book_of(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_of_another_program_loads_with_headers_in_any_order_and_case_and_lists_in_one_cell():
    content = book_of(
        **{
            "Area": [["Name", "SLUG", "Total budget", "localities"], ["Kent", "kent ", 2480000000, "Swale; Thanet"]],
            "Decision points": [["code", "annual_volume", "realisable_share"], [], ["q1-admission", 61234.5, "0.5"]],
            "Unit costs": [["pathway", "sector", "unit_cost", "units"], ["bed", "acute", 310.5, 9]],
            "Notes to self": [["anything"]],
        }
    )
    loaded = load_area(content, by=None)
    assert loaded.unknown == ["Notes to self"]
    assert dumped()["area"]["localities"] == ["Swale", "Thanet"]
    assert dumped()["decision_points"] == [
        {"code": "q1-admission", "annual_volume": 61234.5, "realisable_share": 0.5, "by_actual_pathway": {}}
    ]
    assert AreaCost.objects.get().unit_cost == Decimal("310.5")


def test_problems_of_a_workbook_name_its_row_sheet_and_column():
    content = book_of(
        area=[["slug", "name"], ["kent", "Kent"], ["kent", "Kent again"]],
        decision_points=[["code", "annual_volume"], [], ["q1-admission", "many"], ["q3-discharge", -5]],
        by_actual_pathway=[
            ["decision_point", "actual_pathway", "share"],
            ["q1-admission", "bed", 0.5],
            ["q1-admission", "bed", 0.4],
            ["q4-intake", "sofa", 2],
        ],
        procurement_rates=[["commissioner", "sector", "bed_type", "weekly_rate", "benchmark", "beds"], ["Kent"]],
    )
    with pytest.raises(Refused) as refused:
        load_area(content, by=None)
    told = {(problem.line, problem.column, problem.code) for problem in refused.value.problems}
    assert told == {
        (3, "area", "twice"),
        (3, "decision_points.annual_volume", "not-a-number"),
        (4, "decision_points.annual_volume", "too-small"),
        (3, "by_actual_pathway", "twice"),
        (4, "by_actual_pathway", "unknown-code"),
        (4, "by_actual_pathway", "too-large"),
        (2, "procurement_rates.sector", "missing"),
        (2, "procurement_rates.bed_type", "missing"),
        (2, "procurement_rates.weekly_rate", "missing"),
        (2, "procurement_rates.benchmark", "missing"),
        (2, "procurement_rates.beds", "missing"),
    }


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 1000])
def test_what_only_looks_like_a_workbook_is_refused(content):
    assert problems_of(content) == {"": "not-a-workbook"}


@pytest.mark.parametrize("corner", ["A1048576", "XFD1", "XFD1048576", "CW2"])
def test_one_stray_cell_far_away_is_refused_before_it_costs_memory(corner):
    book = openpyxl.Workbook()
    book.active.title = "area"
    book.active[corner] = "x"
    written = BytesIO()
    book.save(written)
    assert problems_of(written.getvalue()) == {"": "too-large"}


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.png", b"0" * (50 * 2**20 + 1))
    assert problems_of(packed.getvalue()) == {"": "too-large"}


def test_a_workbook_cut_short_or_changed_is_refused_or_loaded_never_half():
    book = as_workbook(_kent_loaded())
    for cut in range(10, len(book), 997):
        with pytest.raises(Refused):
            load_area(book[:cut], by=None)


def _kent_loaded():
    load(kent())
    return contents(Area.objects.get())


def test_a_workbook_without_an_area_sheet_says_what_is_missing():
    assert problems_of(book_of(localities=[["name"], ["Swale"]])) == {
        "area": "missing",
        "area.slug": "missing",
        "area.name": "missing",
    }


def test_text_that_looks_like_a_formula_is_written_as_text():
    named = kent()
    named["area"]["name"] = "=1+1"
    load(named)
    book = openpyxl.load_workbook(BytesIO(as_workbook(contents(Area.objects.get()))))
    assert (book["area"]["B2"].value, book["area"]["B2"].data_type) == ("=1+1", "s")


# --- commands ---


def run(command, *arguments):
    out, err = StringIO(), StringIO()
    call_command(command, *arguments, stdout=out, stderr=err)
    return out.getvalue()


def test_the_commands_take_what_they_print(tmp_path):
    file = tmp_path / "kent.json"
    file.write_bytes(as_file(kent()))
    assert run("load_area", str(file)) == "Kent: new.\n"
    assert json.loads(run("dump_area", "kent")) == kent()
    book = tmp_path / "kent.xlsx"
    run("dump_area", "kent", "--format", "xlsx", "--output", str(book))
    told = json.loads(run("load_area", str(book), "--json"))
    assert (told["status"], told["area"], told["changed"]) == ("unchanged", "kent", [])


def test_refusal_ends_with_status_1_and_wrong_use_with_2(tmp_path):
    file = tmp_path / "kent.json"
    file.write_text('{"area": {"slug": "kent"}}')
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("load_area", str(file), "--json", stdout=out)
    assert refused.value.returncode == 1
    assert json.loads(out.getvalue())["problems"][0]["column"] == "/area/name"
    for wrong in (
        ["load_area", str(tmp_path / "none")],
        ["dump_area", "nowhere"],
        ["dump_area", "kent", "--format", "xlsx"],
    ):
        Area.objects.get_or_create(slug="kent", name="Kent")
        with pytest.raises(CommandError) as use:
            run(*wrong)
        assert use.value.returncode == 2


def test_loading_takes_as_many_queries_for_many_rows_as_for_few():
    def queries(value):
        with CaptureQueriesContext(connection) as captured:
            load(value)
        return len(captured)

    load(kent())
    few = kent()
    few["procurement"]["rates"] *= 2
    many = kent()
    many["procurement"]["rates"] *= 40
    assert queries(few) == queries(many)
