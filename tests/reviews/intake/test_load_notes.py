"""A file of notes is loaded once, row by row, and every row is accounted for."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from areas.models import Area, Locality
from reviews.intake.load import load
from reviews.intake.submit import accept
from reviews.models import Batch, CaseNote
from tests.reviews.intake.files import Submit, codes, counts, notes

BAD = Path(__file__).parents[3] / "fixtures" / "bad"


def test_rows_are_accepted_or_rejected_and_add_up(load_rows: Submit) -> None:
    batch = load_rows([*notes("A1", "A2"), *notes("A3", age_band="83")])
    assert batch.status == "loaded"
    assert counts(batch) == (3, 2, 0, 0, 1)
    assert [(problem.line, problem.code) for problem in batch.problems.all()] == [(4, "exact-age")]
    assert set(CaseNote.objects.values_list("reference", flat=True)) == {"A1", "A2"}


def test_a_note_is_stored_with_every_fact_and_its_text_unchanged(load_rows: Submit, kent: Area) -> None:
    narrative = "  Background:\r\nlives alone. \n"
    load_rows(
        notes(
            "A1", narrative=narrative, sex="female", living_situation="Alone",
            support_before="None", self_referred="Yes", length_of_stay_days="12",
            attendances_last_year="0", event_month="2016-03", organisation="East Kent",
        ),
        create_places=True,
    )  # fmt: skip
    note = CaseNote.objects.get()
    assert note.narrative == narrative
    assert (note.decision_point, note.actual_pathway.code, note.age_band) == ("q3-discharge", "reablement", "85+")
    assert (note.sex, note.living_situation, note.support_before) == ("female", "Alone", "None")
    assert (note.self_referred, note.length_of_stay_days, note.attendances_last_year) == (True, 12, 0)
    assert (note.event_month, note.locality.name, note.organisation.name) == ("2016-03", "Ashford", "East Kent")
    assert (note.area, note.review_point, note.line, note.extra) == (kent, 1, 2, {})


def test_the_same_file_is_refused_by_the_name_of_its_batch(load_rows: Submit) -> None:
    first = load_rows(notes("A1"), name="march.csv")
    again = load_rows(notes("A1"), name="renamed.csv")
    assert again.status == "refused"
    (problem,) = again.problems.all()
    assert problem.code == "already-loaded"
    assert f"batch {first.pk}, march.csv" in problem.message
    assert CaseNote.objects.count() == 1


def test_a_note_that_is_there_already_is_unchanged(load_rows: Submit) -> None:
    load_rows(notes("A1"))
    assert counts(load_rows(notes("A1", "A2"))) == (2, 1, 1, 0, 0)
    assert CaseNote.objects.count() == 2


def test_a_note_that_differs_is_a_conflict_that_names_the_columns_and_not_the_text(load_rows: Submit) -> None:
    first = load_rows(notes("A1", narrative="Fell at Easter."))
    second = load_rows(notes("A1", narrative="Fell at Whitsun.", age_band="75-84", locality="canterbury"))
    assert counts(second) == (1, 0, 0, 0, 1)
    (problem,) = second.problems.all()
    assert (problem.code, problem.column, problem.line) == ("conflict", "reference", 2)
    assert f"batch {first.pk} and differs in: age_band, narrative, locality." in problem.message
    assert "Easter" not in problem.message and "Whitsun" not in problem.message
    assert CaseNote.objects.get().narrative == "Fell at Easter."


def test_the_second_of_two_rows_with_one_reference_is_rejected(load_rows: Submit) -> None:
    batch = load_rows((BAD / "duplicate-in-file.csv").read_bytes())
    assert counts(batch) == (2, 1, 0, 0, 1)
    (problem,) = batch.problems.all()
    assert (problem.code, problem.line) == ("duplicate-in-file", 3)
    assert "Line 2" in problem.message


@pytest.mark.parametrize("chunk", [1, 2, 1_000])
def test_doubles_are_found_whichever_chunk_they_fall_into(load_rows: Submit, settings: object, chunk: int) -> None:
    settings.BATCH_CHUNK_ROWS = chunk  # type: ignore[attr-defined]
    rows = [*notes("A1", "A2", "A1"), *notes("A2", narrative="Other")]
    for dry_run in (True, False):
        batch = load_rows(rows, dry_run=dry_run)
        assert counts(batch) == (4, 2, 1, 0, 1)
        assert codes(batch) == ["duplicate-in-file"]


def test_two_review_points_of_one_reference_are_two_notes(load_rows: Submit) -> None:
    at_q2 = {"decision_point": "Q2", "actual_pathway": "acute-bed"}
    batch = load_rows([*notes("A1", **at_q2, review_point="1"), *notes("A1", **at_q2, review_point="2")])
    assert counts(batch) == (2, 2, 0, 0, 0)


def test_a_place_is_created_only_when_the_loader_says_so(load_rows: Submit, kent: Area) -> None:
    rows = notes("A1", "A2", locality="Thanet")
    assert codes(load_rows(rows)) == ["unknown-place", "unknown-place"]
    batch = load_rows([*rows, *notes("A3", locality="THANET"), *notes("A4", locality="ashford")], create_places=True)
    assert counts(batch) == (4, 4, 0, 0, 0)
    assert set(Locality.objects.filter(area=kent).values_list("name", flat=True)) in (
        {"Ashford", "Canterbury", "Thanet"}, {"Ashford", "Canterbury", "THANET"},
    )  # fmt: skip


def test_places_of_another_area_are_not_known_here(load_rows: Submit, other_area: Area) -> None:
    Locality.objects.create(area=other_area, name="Old Town")
    assert codes(load_rows(notes("A1", locality="Old Town"))) == ["unknown-place"]


def test_an_unknown_column_is_left_out_and_named_unless_it_is_confirmed(load_rows: Submit) -> None:
    left_out = load_rows([{**row, "Ward": "4", "Team": "B"} for row in notes("A1")], keep_columns=["ward"])
    assert (left_out.columns_left_out, left_out.keep_columns) == (["Team"], ["Ward"])
    assert codes(left_out) == []
    assert CaseNote.objects.get().extra == {"Ward": "4"}


def test_a_full_date_in_a_kept_column_is_rejected(load_rows: Submit) -> None:
    batch = load_rows([{**row, "Seen": "on 14 March 2016"} for row in notes("A1")], keep_columns=["Seen"])
    assert codes(batch) == ["full-date"]


def test_a_dry_run_checks_everything_and_loads_nothing_until_accepted(load_rows: Submit, steward: object) -> None:
    batch = load_rows([*notes("A1", locality="Thanet"), *notes("A2", age_band="83")], dry_run=True, create_places=True)
    assert batch.status == "checked"
    assert counts(batch) == (2, 1, 0, 0, 1)
    assert not CaseNote.objects.exists()
    assert not Locality.objects.filter(name="Thanet").exists()

    accept(batch=batch, by=steward)  # type: ignore[arg-type]
    load(batch.pk)
    batch.refresh_from_db()
    assert batch.status == "loaded"
    assert counts(batch) == (2, 1, 0, 0, 1)
    assert codes(batch) == ["exact-age"]
    assert CaseNote.objects.count() == 1


def test_a_refused_file_leaves_nothing_but_the_reason(load_rows: Submit) -> None:
    batch = load_rows((BAD / "unclosed-quote.csv").read_bytes())
    assert batch.status == "refused"
    assert counts(batch) == (0, 0, 0, 0, 0)
    assert codes(batch) == ["unclosed-quote"]
    assert not CaseNote.objects.exists()


def test_the_file_is_kept_only_as_long_as_it_may_still_be_loaded(
    load_rows: Submit, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        checked, loaded = load_rows(notes("A1"), dry_run=True), load_rows(notes("A2"))
    assert Path(checked.file.path).exists()
    assert not loaded.file
    stored = Path(checked.file.path).parent
    assert [path.name for path in stored.iterdir() if path.suffix == ".csv"].count(Path(checked.file.name).name) == 1


def test_a_file_that_is_gone_is_said_to_be_gone(hand_in: Submit) -> None:
    batch = hand_in(notes("A1"))
    Path(batch.file.path).unlink()
    load(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, codes(batch)) == ("refused", ["file-lost"])


def test_who_loaded_what_is_recorded_with_its_counts_and_no_text(load_rows: Submit, steward: object) -> None:
    batch = load_rows([*notes("A1", narrative="A marker word"), *notes("A2", age_band="83")], by=steward)
    events = AuditEvent.objects.filter(on_type="reviews.batch", on_id=str(batch.pk)).order_by("pk")
    assert [event.action for event in events] == ["batch.uploaded", "batch.loaded"]
    assert events[1].by == steward
    assert events[1].detail == {"rows": 2, "accepted": 1, "unchanged": 0, "held": 0, "rejected": 1}


def test_the_number_of_queries_grows_with_chunks_not_with_rows(hand_in: Submit) -> None:
    few, many = hand_in(notes("A1")), hand_in(notes(*[f"B{n}" for n in range(40)]))
    with CaptureQueriesContext(connection) as of_few:
        load(few.pk)
    with CaptureQueriesContext(connection) as of_many:
        load(many.pk)
    assert len(of_many) == len(of_few)


def test_a_batch_of_a_name_that_no_page_can_hold_is_named_without_it(hand_in: Submit) -> None:
    assert hand_in(notes("A1"), name="../../a\x00b\u202e.csv").file_name == "ab.csv"
    assert Batch.objects.get().file.name.startswith("batches/")
