"""The screen's version follows its rules and words by itself."""

import shutil
from pathlib import Path

import pytest

from reviews.intake.screen import version
from reviews.intake.screen.version import VERSION, version_of


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    copied = tmp_path / "screen"
    shutil.copytree(Path(version.__file__).parent, copied, ignore=shutil.ignore_patterns("__pycache__"))
    return copied


@pytest.mark.parametrize("changed", ["names.py", "words/no-names.txt"])
def test_a_changed_rule_or_word_is_another_version(copy: Path, changed: str) -> None:
    assert version_of(copy) == VERSION
    (copy / changed).write_text((copy / changed).read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert version_of(copy) != VERSION


def test_line_endings_make_no_other_version(copy: Path) -> None:
    for path in [*copy.rglob("*.py"), *copy.rglob("*.txt")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert version_of(copy) == VERSION
