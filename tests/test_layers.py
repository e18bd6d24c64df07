"""Data flows one way and imports the other: who may import whom, held by reading the source."""

import ast
from pathlib import Path

import pytest

from tests.source import LAYERS, ROOT, imported, module_name, sources

# The modules of config that stand below everything; all other modules of config stand above.
GROUND = {
    "config",
    "config.bell",
    "config.env",
    "config.errors",
    "config.forms",
    "config.paging",
    "config.workbooks",
    "config.workbook_texts",
    "config.version",
}
PURE = [
    "accounts/breached.py",
    "accounts/single_sign_on/claims.py",
    "accounts/sessions/time_left.py",
    "accounts/sessions/browsers.py",
    "areas/invitations/links.py",
    "areas/audit_details.py",
    "areas/audit_words.py",
    "config/broker.py",
    "config/folder_queue.py",
    "config/env.py",
    "config/unsafe.py",
    "config/errors.py",
    "config/workbooks.py",
    "config/workbook_texts.py",
    "pathways/questions.py",
    "pathways/guidance.py",
    *[f"reviews/intake/{name}.py" for name in (
        "files", "case_notes", "note_columns", "agreed_reviews", "headers", "limits", "rows", "problems", "lookups",
        "row_check", "encodings", "text_lines", "csv_rows", "json_rows", "sheet_rows", "workbook", "outcome",
        "redaction", "context", "small_groups", "speed", "statement", "review_conflicts", "template_columns",
        "template_files", "ahead", "difference", "mend_workbook", "sheet_names", "side_by_side",
        "sheet_cells", "other_sheets", "kinds_of_file",
    )],
    *[f"reviews/intake/screen/{name}.py" for name in (
        "__init__", "finding", "rule", "normal", "numbers", "dates", "places", "online", "names", "names_before",
        "name_shapes", "name_words", "words/__init__", "screen", "version",
    )],
    "reviews/cases/lines.py",
    "reviews/workshops/answers.py",
    "reviews/workshops/phases.py",
    "reviews/workshops/unsent.py",
    "reviews/workshops/coverage.py",
    "reviews/workshops/quorum.py",
    "reviews/workshops/pace.py",
    "reviews/workshops/sections.py",
    "reviews/workshops/evidence.py",
    "reviews/workshops/quotes.py",
    "reviews/workshops/marks.py",
    "reviews/workshops/sampling.py",
    "reviews/workshops/majority.py",
    "reviews/workshops/own_time.py",
    "reviews/workshops/moment.py",
    "reviews/workshops/spread.py",
    "reviews/workshops/drawing.py",
    "reviews/workshops/precision.py",
    "reviews/workshops/time_needed.py",
    "reviews/workshops/ranking.py",
    "reviews/workshops/exchange_codes.py",
    *[f"reviews/consistency/{name}.py" for name in (
        "paired", "referral", "wilson", "agreement", "kinds", "resampling", "fields", "shift", "counts", "counting",
        "estimates", "professions", "referrals", "table", "own",
    )],
    *[f"opportunities/rollup/{name}.py" for name in (
        "given", "breakdowns", "costs", "flows", "savings", "procurement", "intervals", "ranking", "headlines",
        "tables", "pooling", "breakdown_table", "sensitivity_table",
    )],
    *[f"opportunities/scenarios/{name}.py" for name in (
        "changes", "achievability", "each_person_once", "tornado", "work_out", "choices", "panels", "side_by_side",
    )],
    *[f"opportunities/drawings/{name}.py" for name in (
        "__init__", "drawing", "text", "rows", "scale", "shares", "sheet", "bars", "share_dots", "funnel", "stacked",
        "numbered", "saving_dots",
        "tornado", "cost_bars", "ribbons", "sankey", "system_map",
    )],
    *[f"opportunities/comparison/{name}.py" for name in (
        "__init__", "measures", "beside", "difference", "change_words", "over_time",
    )],
    "opportunities/formats.py",
    "opportunities/publications/sealed.py",
    "opportunities/publications/comparison.py",
    *[f"opportunities/exports/{name}.py" for name in (
        "columns", "sheets", "consistency_sheets", "sensitivity_sheets", "dictionary",
    )],
    *[f"opportunities/disclosure/{name}.py" for name in (
        "__init__", "all_sums", "attacker", "breakdown_rows", "breakdown_sums", "consistency_rows", "control",
        "cost_rows", "cost_sums", "flow_rows", "folding", "groups", "headline_rows", "headline_sums", "known",
        "links", "marks", "mattering", "money", "nearby", "opportunity_rows", "opportunity_sums", "pinning",
        "published", "rules", "second_pass", "showing", "sightings", "stacked",
    )],
]  # fmt: skip
# The only doors from the roll-up, its pages and exports into the reviews; the worker's sign of life tells of none.
DOORS = {"reviews.tally", "reviews.consistency", "reviews.cases", "reviews.worker"}


def ours(module: str) -> str | None:
    return next((layer for layer in LAYERS if module == layer or module.startswith(f"{layer}.")), None)


def stands_on_the_ground(module: str) -> bool:
    return any(module == ground or module.startswith(f"{ground}.") for ground in GROUND - {"config"})


@pytest.mark.parametrize("path", sources(*LAYERS), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down_only(path: Path) -> None:
    name = module_name(path)
    layer = LAYERS.index(path.relative_to(ROOT).parts[0])
    for module in imported(path):
        target = ours(module)
        if target is None or stands_on_the_ground(module):
            continue
        assert not stands_on_the_ground(name), f"{name} stands below everything, but imports {module}"
        assert LAYERS.index(target) >= layer, f"{name} imports {module}, which stands above it"


@pytest.mark.parametrize("path", sources("opportunities"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_roll_up_reads_reviews_only_through_its_doors(path: Path) -> None:
    if path.parent.name == "commands" or path.is_relative_to(ROOT / "opportunities" / "demonstration"):
        return  # load_demo plays every part, from the file to the table
    for module in imported(path):
        if module.startswith("reviews"):
            assert any(module.startswith(door) for door in DOORS), f"{path.name} imports {module}"


@pytest.mark.parametrize("name", PURE)
def test_pure_modules_know_no_django(name: str) -> None:
    for module in imported(ROOT / name):
        assert module.split(".")[0] not in {"django", "rest_framework", "celery"}, f"{name} imports {module}"


def views_and_api() -> list[Path]:
    named = [path for path in sources(*LAYERS) if path.stem in {"views", "api", "start"}]
    return named + [path for path in sources(*LAYERS) if path.parent.name in {"views", "api"}]


@pytest.mark.parametrize("path", views_and_api(), ids=lambda path: str(path.relative_to(ROOT)))
def test_views_fetch_through_access_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr == "objects"), (
            f"{path.relative_to(ROOT)}:{node.lineno} reaches past access.py to the rows"
        )


def test_the_lock_files_name_no_index() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        assert "http" not in lock.read_text(encoding="utf-8"), f"{lock.name} names an address"
