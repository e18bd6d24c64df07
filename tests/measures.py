"""How small and how plain the code is, by figures: modules, functions, circles of imports, tests beside code.

    python -m tests.measures

Prints a line a measure with its bar; exit status 1 when any misses it. tests/test_measures.py holds the same bars.
"""

import ast
import statistics
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.source import LAYERS, ROOT, module_name, sources, top_level_imports

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Measure:
    """`found` must lie between `least` and `most`, both included; `where` names what is at the edge."""

    name: str
    found: float
    most: float
    least: float = 0
    where: str = ""

    @property
    def held(self) -> bool:
        return self.least <= self.found <= self.most

    def __str__(self) -> str:
        bar = f"{self.least:g} to {self.most:g}" if self.least else f"at most {self.most:g}"
        return f"{'' if self.held else 'MISSED '}{self.name}: {self.found:g} ({bar}){self.where and f', {self.where}'}"


def measures() -> list[Measure]:
    code = sources(*LAYERS)
    modules = {str(path.relative_to(ROOT)): lines(path) for path in code if lines(path)}
    functions = {f"{path.relative_to(ROOT)}:{name}": length for path in code for name, length in lengths(path)}
    longest, largest = max(modules, key=modules.__getitem__), max(functions, key=functions.__getitem__)
    tests = sum(map(lines, sources("tests")))
    return [
        Measure("Lines of a module, median", statistics.median(modules.values()), 60),
        Measure("Lines of a module, most", modules[longest], 300, where=longest),
        Measure("Lines of a function, median", statistics.median(functions.values()), 8),
        Measure("Lines of a function, most", functions[largest], 60, where=largest),
        Measure("Circles of imports", len(circle(code)), 0, where=" → ".join(circle(code))),
        Measure("Lines of tests to a line of code", round(tests / sum(modules.values()), 2), 2, 1.3),
    ]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def lengths(path: Path) -> Iterator[tuple[str, int]]:
    """Every function and method with its lines, from `def` to its end, docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def circle(code: Iterable[Path]) -> list[str]:
    """The modules of one circle of imports at the top of files, first one again at its end; [] without any."""
    paths = {module_name(path): path for path in code}
    graph = {name: [each for each in top_level_imports(path) if each in paths] for name, path in paths.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def main() -> int:
    found = measures()
    for measure in found:
        sys.stdout.write(f"{measure}\n")
    return 0 if all(measure.held for measure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
