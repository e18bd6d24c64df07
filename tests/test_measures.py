"""The code stays as small and plain as its makers said; `make measures` prints the figures."""

from pathlib import Path

import pytest

from tests import measures, source

SHARE = "Lines of tests to a line of code"  # told by the command; more tests are not better ones


@pytest.mark.parametrize("measure", [each for each in measures.measures() if each.name != SHARE], ids=lambda m: m.name)
def test_modules_and_functions_keep_to_their_measure(measure: measures.Measure) -> None:
    assert measure.held, str(measure)


def test_a_circle_of_imports_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (source, measures):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "notes.py").write_text("import panels\n")
    (tmp_path / "panels.py").write_text("from notes import Note\n")
    assert set(measures.circle([tmp_path / "notes.py", tmp_path / "panels.py"])) == {"notes", "panels"}


def test_the_length_of_a_function_runs_from_def_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text("@cache\ndef one():\n    '''Told.'''\n\n    return 1\n")
    assert list(measures.lengths(path)) == [("one", 4)]
