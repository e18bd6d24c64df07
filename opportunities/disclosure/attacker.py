"""An attacker with a solver: between which numbers must a hidden count lie, given all that is published?"""

from collections.abc import Sequence

import highspy
import numpy as np

from opportunities.disclosure.known import Line, Span
from opportunities.disclosure.published import Published, Sum

NEARLY = 1e-6  # what the solver takes for equal
ROOM = 10_000  # counts are bounded by this far above the truth, so that every question has an answer


class Attacker:
    """Holds the sums, and asks one question after another. One thread and one seed: the same answers every time."""

    def __init__(self, published: Published, lines: Sequence[Line]) -> None:
        self._at = {name: at for at, name in enumerate(published.true)}
        self._truth = np.array(list(published.true.values()), dtype=float)
        self._every = np.arange(len(self._at), dtype=np.int32)
        self._solver = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("mip_max_nodes", 5_000)):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(_model(self._at, self._truth, published, lines))

    def learns(self, row: int, span: Span) -> None:
        """What is known of a row is now this."""
        self._solver.changeRowBounds(row, *span)

    def furthest(self, parts: Sum, *, most: bool) -> np.ndarray:
        """Where the sum is the most (or the least) it can be, in fractions; the truth if the solver can't tell."""
        solver, costs = self._solver, np.zeros(len(self._at))
        for name, each in parts.items():
            costs[self._at[name]] = each
        solver.changeColsCost(len(costs), self._every, costs)
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize if most else highspy.ObjSense.kMinimize)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return self._truth
        return np.array(solver.getSolution().col_value)

    def furthest_whole(self, parts: Sum, *, most: bool) -> np.ndarray:
        """The same in whole numbers."""
        self._solver.setOptionValue("presolve", "on")
        self._kinds(highspy.HighsVarType.kInteger)
        point = self.furthest(parts, most=most).round()
        self._kinds(highspy.HighsVarType.kContinuous)
        self._solver.setOptionValue("presolve", "off")
        return point

    @staticmethod
    def is_whole(point: np.ndarray) -> bool:
        return bool(np.abs(point - point.round()).max(initial=0.0) < NEARLY)

    def binding(self) -> np.ndarray:
        """Of the last question: by how much each row holds the answer back."""
        return np.array(self._solver.getSolution().row_dual)

    def value(self, parts: Sum, point: np.ndarray) -> float:
        return sum(each * point[self._at[name]] for name, each in parts.items())

    def _kinds(self, kind: highspy.HighsVarType) -> None:
        self._solver.changeColsIntegrality(len(self._at), self._every, np.full(len(self._at), int(kind), np.uint8))


def _model(at: dict, truth: np.ndarray, published: Published, lines: Sequence[Line]) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(at), len(lines)
    model.col_cost_ = np.zeros(len(at))
    model.col_lower_ = np.array([float(published.least[name]) for name in at])
    model.col_upper_ = truth + ROOM
    model.row_lower_ = np.array([line.span[0] for line in lines])
    model.row_upper_ = np.array([line.span[1] for line in lines])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(line.parts) for line in lines)])
    model.a_matrix_.index_ = np.array([at[name] for line in lines for name in line.parts])
    model.a_matrix_.value_ = np.array([each for line in lines for each in line.parts.values()])
    return model
