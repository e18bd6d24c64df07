"""Which documents the guide has, in the order of reading. No Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
# By heading, each document's path below docs/, without its ending. tests/config/test_guide.py misses none.
SECTIONS: Mapping[str, Sequence[str]] = {
    "Start here, by role": (
        "guide/panel-member", "guide/facilitator", "guide/project-lead", "guide/data-steward", "guide/viewer",
        "guide/site-administrator",
    ),
    "Reviewing": ("guide/workshops", "guide/saving", "guide/exchange"),
    "Notes and inputs": (
        "guide/batches", "file-formats", "identifier-screen", "problem-codes", "guide/inputs", "catalogue",
    ),
    "Figures": ("guide/figures", "method", "guide/scenarios", "guide/comparing", "guide/publications"),
    "Your account": ("guide/signing-in", "guide/audit"),
    "Programs": ("api",),
    "Running it": ("operations", "sizing", "deploy/many-hosts", "deploy/standby", "recovery", "upgrading"),
    "Letting it in": (
        "governance/README", "governance/threat-model", "governance/data-flow", "governance/dpia-starter",
        "governance/clinical-safety", "governance/asvs", "governance/dtac", "governance/accessibility",
        "governance/supply-chain", "governance/keys", "governance/waivers", "governance/support",
    ),
    "Changing it": ("design-system",),
}  # fmt: skip
DECISIONS = "Decisions"


@dataclass(frozen=True)
class Entry:
    """`name`: the path below docs/ without its ending, which is also the end of its address."""

    name: str
    title: str


def contents(docs: Path = DOCS) -> dict[str, list[Entry]]:
    """Every section with its entries; decisions last, by number. Raises FileNotFoundError for one that is not there."""
    found = {section: [_entry(docs, name) for name in names] for section, names in SECTIONS.items()}
    decisions = sorted(path.stem for path in (docs / "decisions").glob("*.md"))
    return found | {DECISIONS: [_entry(docs, f"decisions/{name}") for name in decisions]}


def path_of(name: str, docs: Path = DOCS) -> Path:
    return docs / f"{name}.md"


def _entry(docs: Path, name: str) -> Entry:
    """With its first heading as its title."""
    with path_of(name, docs).open(encoding="utf-8") as lines:
        title = next(line for line in lines if line.startswith("# "))
    return Entry(name, title.removeprefix("# ").strip().replace("`", ""))
