"""What other programs rely on: every command, column and address, by the names they were promised under."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.core.management import get_commands as all_commands
from django.test import Client
from django.urls import resolve

from areas.models import Area
from pathways.models import Pathway
from reviews.models import Batch
from tests.conftest import Cast

COMMANDS = {
    "load_demo": {"--small"},
    "load_batch": {"file", "--area", "--dry-run", "--json"},
    "load_reviews": {"file", "--area", "--dry-run", "--json"},
    "load_catalogue": {"file"},
    "load_area": {"file"},
    "dump_area": {"slug"},
    "rollup": {"--area", "--all", "--json"},
    "export_opportunities": {"--area", "--all", "--format", "--output", "--disclosure-control"},
}
FIGURES = ["opportunities", "cost-movements", "flows", "headlines", "consistency", "breakdowns"]
NOTES = """reference,decision_point,age_band,actual_pathway,narrative
KE-1,Q3,85+,{actual},"Admission:
Found on the floor."
KE-2,q9,85+,{actual},Short of breath.
"""


@pytest.fixture
def notes(tmp_path: Path, catalogue: None) -> Path:
    actual = Pathway.objects.filter(decision_points__decision_point="q3-discharge").first()
    assert actual
    file = tmp_path / "notes.csv"
    file.write_text(NOTES.format(actual=actual.code), encoding="utf-8")
    return file


def run(name: str, *words: str, **options: Any) -> tuple[int, str]:
    """A command's exit status and what it printed."""
    out = StringIO()
    try:
        call_command(name, *words, stdout=out, stderr=StringIO(), **options)
    except CommandError as error:
        return error.returncode, out.getvalue()
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_take_the_promised_words(name: str) -> None:
    parser = load_command_class(all_commands()[name], name).create_parser("manage.py", name)
    known = {word for action in parser._actions for word in (action.option_strings or [action.dest])}
    assert {word.lower() for word in known} >= COMMANDS[name]


def test_load_batch_prints_one_object_with_a_problem_for_each_row(notes: Path, area: Area) -> None:
    status, printed = run("load_batch", str(notes), area="kent", json=True)
    told = json.loads(printed)
    assert status == 1  # a row was refused
    assert {name: told[name] for name in ("rows", "accepted", "unchanged", "held", "rejected")} == {
        "rows": 2, "accepted": 1, "unchanged": 0, "held": 0, "rejected": 1,
    }  # fmt: skip
    assert set(told) >= {"batch", "status", "problems"}
    problem = told["problems"][0]
    assert set(problem) == {"line", "column", "code", "message"}
    assert (problem["line"], problem["column"]) == (4, "decision_point")


@pytest.mark.parametrize("command", ["load_batch", "load_reviews"])
def test_an_unknown_area_is_wrong_use(command: str, notes: Path, db: None) -> None:
    assert run(command, str(notes), area="nowhere")[0] == 2


@pytest.mark.parametrize("command", ["load_batch", "load_reviews"])
def test_a_file_that_is_not_there_is_wrong_use(command: str, area: Area) -> None:
    assert run(command, "not-there.csv", area="kent")[0] == 2


def test_a_dry_run_loads_nothing(notes: Path, area: Area) -> None:
    _, printed = run("load_batch", str(notes), area="kent", json=True, dry_run=True)
    assert json.loads(printed)["accepted"] == 1
    assert not area.notes.exists()


def test_what_dump_area_prints_load_area_takes(catalogue: None, area: Area, tmp_path: Path) -> None:
    _, printed = run("dump_area", "kent")
    file = tmp_path / "kent.json"
    file.write_text(printed, encoding="utf-8")
    assert run("load_area", str(file))[0] == 0
    assert json.loads(run("dump_area", "kent")[1]) == json.loads(printed)


@pytest.mark.parametrize("command", ["rollup", "export_opportunities"])
def test_figures_of_an_unknown_area_are_wrong_use(command: str, db: None, tmp_path: Path) -> None:
    more = {"format": "json", "output": str(tmp_path / "x.json")} if command == "export_opportunities" else {}
    assert run(command, area="nowhere", **more)[0] == 2


def test_the_exported_json_is_what_the_addresses_answer(
    client: Client, cast: Cast, catalogue: None, tmp_path: Path
) -> None:
    file = tmp_path / "kent.json"
    assert run("export_opportunities", area="kent", format="json", output=str(file))[0] == 0
    exported = json.loads(file.read_text(encoding="utf-8"))
    client.force_login(cast.lead)
    for name in FIGURES:
        answered = client.get(f"/api/v1/areas/kent/{name}/").json()
        assert answered == exported[name.replace("-", "_")]


@pytest.mark.parametrize("whose", ["areas/kent/", ""])
def test_opportunities_have_the_promised_shape(client: Client, cast: Cast, catalogue: None, whose: str) -> None:
    run("rollup", all=True)
    client.force_login(cast.lead)
    told = client.get(f"/api/v1/{whose}opportunities/").json()
    assert set(told) >= {"area", "as_of", "revision", "stale", "rows", "total", "incomplete"}
    assert [row["area_of_focus"] for row in told["rows"]] == [
        "q1-attendances",
        "q1-admissions",
        "q2",
        "q3-4",
        "q5-6",
        "q7",
    ]
    promised = {
        "area_of_focus", "label", "notes_reviewed", "unclear", "improvable", "improvable_share",
        "improvable_share_interval", "top_proposed", "instead_of", "top_reasons", "saving", "saving_interval",
        "saving_share", "saving_typical",
    }  # fmt: skip
    for row in told["rows"]:
        assert set(row) >= promised


def test_cost_movements_and_flows_have_the_promised_shape(client: Client, cast: Cast, catalogue: None) -> None:
    run("rollup", all=True)
    client.force_login(cast.lead)
    movements = client.get("/api/v1/areas/kent/cost-movements/").json()
    amounts = {"gross_saving", "reinvestment", "net"}
    promised = (
        {"sector", "label", "saving_drivers", "investment_drivers"} | amounts | {f"{name}_typical" for name in amounts}
    )
    assert set(movements["rows"][0]) >= promised
    assert client.get("/api/v1/areas/kent/flows/").json()["flows"] == []


@pytest.mark.parametrize(
    "address",
    [
        "areas/", "areas/kent/", "decision-points/", "pathways/", "reasons/", "batches/", "workshops/", "schema/",
        *[f"areas/kent/{name}/" for name in FIGURES], *[f"{name}/" for name in FIGURES],
    ],
)  # fmt: skip
def test_addresses_answer_a_site_administrator(client: Client, cast: Cast, catalogue: None, address: str) -> None:
    client.force_login(cast.admin)
    assert client.get(f"/api/v1/{address}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "batches/1/", "batches/1/problems/", "batches/1/accept/", "batches/1/withdraw/", "workshops/1/",
        "workshops/1/next/",
        "workshops/1/notes/1/judgement/", "workshops/1/notes/1/agreed-review/",
    ],
)  # fmt: skip
def test_addresses_are_there(address: str) -> None:
    assert resolve(f"/api/v1/{address}")


def test_a_file_is_taken_over_http(client: Client, cast: Cast, notes: Path) -> None:
    client.force_login(cast.steward)
    with notes.open("rb") as file:
        answer = client.post("/api/v1/batches/", {"area": "kent", "file": file, "kind": "case-notes"})
    assert answer.status_code == 202
    told = answer.json()
    assert Batch.objects.get(pk=told["id"]).area.slug == "kent"
    batch = client.get(told["url"]).json()
    assert set(batch) >= {"status", "progress", "rows", "accepted", "unchanged", "held", "rejected"}
    assert set(batch["progress"]) == {"done", "total"}


@pytest.mark.parametrize(("method", "path", "status"), [("get", "areas/nowhere/", 404), ("delete", "areas/", 405)])
def test_errors_are_problem_details(client: Client, cast: Cast, method: str, path: str, status: int) -> None:
    client.force_login(cast.lead)
    answer = getattr(client, method)(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) >= {"type", "title", "status", "code", "detail"}


def test_without_sign_in_the_api_says_so(client: Client, db: None) -> None:
    answer = client.get("/api/v1/areas/")
    assert (answer.status_code, answer.json()["code"]) == (401, "not-authenticated")
    assert answer["WWW-Authenticate"]


@pytest.mark.parametrize("path", ["areas/swindon/", "areas/swindon/opportunities/", "areas/nowhere/"])
def test_what_is_not_yours_looks_like_what_is_not_there(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.lead)
    other, nothing = client.get(f"/api/v1/{path}"), client.get("/api/v1/areas/nowhere-at-all/")
    assert (other.status_code, other.content) == (nothing.status_code, nothing.content)
