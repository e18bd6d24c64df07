"""Files written by other programs give the same notes, whichever program it was."""

from pathlib import Path

import pytest

from reviews.intake.withdraw import withdraw
from reviews.models import CaseNote
from tests.reviews.intake.files import Submit, codes, counts

FOREIGN = Path(__file__).parents[3] / "fixtures" / "foreign"
FILES = {
    "libreoffice.xlsx": "",
    "libreoffice-bom-semicolons.csv": "",
    "libreoffice-utf-16.csv": "UTF-16",
    "libreoffice-windows-1252.csv": "Windows-1252",
    "pandas.jsonl": "",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_program_loads(load_rows: Submit, name: str) -> None:
    batch = load_rows((FOREIGN / name).read_bytes(), name=name)
    assert (batch.status, counts(batch), codes(batch)) == ("loaded", (4, 4, 0, 0, 0), [])
    assert batch.encoding == FILES[name]
    first, second, third, fourth = CaseNote.objects.order_by("line")
    assert (first.reference, first.age_band, first.event_month, first.length_of_stay_days) == (
        "1001",
        "85+",
        "2016-03",
        12,
    )
    assert first.narrative == (
        "Background:\nLives alone; daughter visits on Sundays.\n\n"
        "Hospital:\n“Wants to go home”, said her daughter – twice."
    )
    assert (second.reference, second.self_referred, second.actual_pathway.code) == (
        "007",
        True,
        "residential-placement",
    )
    assert third.narrative == "Café visits stopped after a fall; equipment cost £40."
    assert fourth.narrative == "=2+3 is how a formula would start."


def test_one_programs_file_after_anothers_changes_nothing(load_rows: Submit, steward: object) -> None:
    first, *others = FILES
    load_rows((FOREIGN / first).read_bytes(), name=first)
    for name in others:
        batch = load_rows((FOREIGN / name).read_bytes(), name=name)
        assert counts(batch) == (4, 0, 4, 0, 0)
        withdraw(batch=batch, by=steward)  # type: ignore[arg-type]
    assert CaseNote.objects.count() == 4
