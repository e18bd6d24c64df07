"""Documents lead where they say, and the project stands alone."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from config.version import VERSION

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
# Ours, not what tools leave in folders of their own, such as .venv.
DOCUMENTS = [
    path
    for path in sorted(ROOT.rglob("*.md"))
    if not any(part.startswith(".") or part in {"node_modules", "var"} for part in path.relative_to(ROOT).parts)
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / link).exists(), f"{document.relative_to(ROOT)} leads to {link}"


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    told = set(re.findall(r"\bmake ([a-z-]+)\b", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert told <= targets


def test_nothing_points_outside_the_project() -> None:
    outside = r"\.\./shared"
    found = subprocess.run(
        ["git", "grep", "-n", "-I", "-E", outside, "--", ":!tests/test_docs.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.stdout == ""


def test_a_citation_names_this_version() -> None:
    """Read as YAML, as whoever cites it does."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == VERSION
    assert citation["license"] == "MIT"


def test_the_hook_lets_no_lint_pass(tmp_path: Path) -> None:
    """In a clone of its own, with the tools of this one."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", ROOT.as_uri(), clone], check=True)
    (clone / ".venv").symlink_to(ROOT / ".venv")
    (clone / "manage.py").write_text("import os\nimport sys\n")
    subprocess.run(["git", "add", "manage.py"], cwd=clone, check=True)
    found = subprocess.run([ROOT / ".githooks" / "pre-commit"], cwd=clone, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert "`os` imported but unused" in found.stdout
