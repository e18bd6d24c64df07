"""The project's own files, and what each imports, read as text."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Each may import itself and what stands below it.
LAYERS = ["config", "recovery", "opportunities", "reviews", "areas", "pathways", "accounts"]


def sources(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def module_name(path: Path) -> str:
    """As it is imported: reviews/tally/__init__.py is reviews.tally."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    """Every module or name that this file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        yield from _named(node)


def top_level_imports(path: Path) -> Iterator[str]:
    """Every module that must be whole before this one can be; of `from a import b`, b where that is a module, or a."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        for name in _named(node):
            yield name if _is_module(name) else name.rpartition(".")[0]


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
