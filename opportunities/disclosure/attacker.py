"""An attacker with a solver: between which numbers must a hidden count lie, given all that is published?"""

from collections.abc import Sequence
from typing import Any

import highspy
import numpy as np

from opportunities.disclosure.known import Line, Span
from opportunities.disclosure.nearby import Nearby
from opportunities.disclosure.published import Published, Sum
from opportunities.disclosure.stacked import Stacked

NEARLY = 1e-6  # what the solver takes for equal
ROOM = 10_000  # counts are bounded by this far above the truth, so that every question has an answer
# Costs change from question to question and limits hardly ever: the last answer is still allowed, so go on from there.
OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "simplex_strategy": 4,
    "mip_max_nodes": 5_000,
}
FOUND = highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kObjectiveTarget


class Attacker:
    """Holds the sums, and asks one question after another. One thread and one seed: the same answers every time."""

    def __init__(self, published: Published, lines: Sequence[Line]) -> None:
        self._at = {name: at for at, name in enumerate(published.true)}
        self.truth = np.array(list(published.true.values()), dtype=float)
        self._every = np.arange(len(self._at), dtype=np.int32)
        self._least = np.array([float(published.least[name]) for name in self._at])
        self._stacked = Stacked(lines, self._at)
        self._solver = highspy.Highs()
        for option, value in OPTIONS.items():
            self._solver.setOptionValue(option, value)
        self._solver.passModel(self._model())
        self._nearby = self._from_truth()

    def learns(self, line: int, span: Span) -> None:
        """What is known of a line is now this."""
        row, column = self._stacked.learns(line, span)
        if column is not None:
            self._solver.changeColBounds(column, *self._limits(column))
            self._nearby.learns_column(column, self._limits(column))
        elif row is not None:
            self._solver.changeRowBounds(row, *self._stacked.of_row(row))
            self._nearby.learns_row(row, self._stacked.of_row(row))

    def vector(self, parts: Sum) -> np.ndarray:
        """A sum as one factor for each unknown."""
        vector = np.zeros(len(self._at))
        for name, each in parts.items():
            vector[self._at[name]] = each
        return vector

    def furthest(self, parts: np.ndarray, *, most: bool) -> np.ndarray:
        """Where the sum is the most (or the least) it can be, in fractions; the truth if the solver can't tell."""
        solver = self._solver
        solver.changeColsCost(len(parts), self._every, parts)
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize if most else highspy.ObjSense.kMinimize)
        found = self._answer()
        return self.truth if found is None else found

    def nearest_whole(self, parts: np.ndarray, *, least: float) -> np.ndarray | None:
        """Whole numbers where the sum is at least so much, near the truth; None if none are found quickly."""
        return self._nearby.whole(parts, least=least)

    def whole_near(self, point: np.ndarray) -> np.ndarray:
        """Whole numbers far out for the last question, if not furthest.

        What comes out broken is held at the next whole number on the way to the truth, or else at the truth.
        """
        for inwards in (True, False):
            found = self._held(point, inwards)
            if found is not None:
                return found.round()
        return self.truth

    def _held(self, start: np.ndarray, inwards: bool) -> np.ndarray | None:
        held: set[int] = set()
        point: np.ndarray | None = start
        while point is not None and not self.is_whole(point):
            broken = np.flatnonzero(np.abs(point - point.round()) >= NEARLY).tolist()
            for column in broken:
                truth = self.truth[column]
                at = (np.floor if point[column] > truth else np.ceil)(point[column]) if inwards else truth
                self._solver.changeColBounds(column, at, at)
            point = None if held.issuperset(broken) else self._answer()
            held.update(broken)
        for column in held:
            self._solver.changeColBounds(column, *self._limits(column))
        return point

    def whole_at(self, parts: np.ndarray, *, least: float) -> np.ndarray:
        """Whole numbers where the sum is at least so much, or the most it can be: slow."""
        solver = self._solver
        solver.setOptionValue("presolve", "on")
        solver.setOptionValue("objective_target", 0.5 - least)
        self._kinds(highspy.HighsVarType.kInteger)
        point = self.furthest(-parts, most=False).round()
        self._kinds(highspy.HighsVarType.kContinuous)
        solver.setOptionValue("objective_target", -np.inf)
        solver.setOptionValue("presolve", "off")
        return point

    @staticmethod
    def is_whole(point: np.ndarray) -> bool:
        return bool(np.abs(point - point.round()).max(initial=0.0) < NEARLY)

    def binding(self) -> list[int]:
        """The lines that hold the last answer back."""
        found = self._solver.getSolution()
        rows = np.flatnonzero(np.abs(np.array(found.row_dual)) > NEARLY)
        columns = np.flatnonzero(np.abs(np.array(found.col_dual)) > NEARLY)
        return self._stacked.lines_of(rows.tolist(), columns.tolist())

    def _answer(self) -> np.ndarray | None:
        self._solver.run()
        if self._solver.getModelStatus() not in FOUND:
            return None
        return np.array(self._solver.getSolution().col_value)

    def _limits(self, column: int) -> Span:
        low, high = self._stacked.of_column(column)
        return max(low, self._least[column]), min(high, self.truth[column] + ROOM)

    def _kinds(self, kind: highspy.HighsVarType) -> None:
        self._solver.changeColsIntegrality(len(self._at), self._every, np.full(len(self._at), int(kind), np.uint8))

    def _from_truth(self) -> Nearby:
        rows = [[(self._at[name], each) for name, each in row] for row in self._stacked.rows]
        spans = [self._stacked.of_row(row) for row in range(len(rows))]
        return Nearby(self.truth, rows, spans, [self._limits(column) for column in range(len(self._at))])

    def _model(self) -> highspy.HighsLp:
        model, limits = highspy.HighsLp(), [self._limits(column) for column in range(len(self._at))]
        spans = [self._stacked.of_row(row) for row in range(len(self._stacked.rows))]
        model.num_col_, model.num_row_ = len(self._at), len(spans)
        model.col_cost_ = np.zeros(len(self._at))
        model.col_lower_, model.col_upper_ = (np.array([ends[at] for ends in limits]) for at in (0, 1))
        model.row_lower_, model.row_upper_ = (np.array([ends[at] for ends in spans]) for at in (0, 1))
        rows = self._stacked.rows
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)])
        model.a_matrix_.index_ = np.array([self._at[name] for row in rows for name, _ in row])
        model.a_matrix_.value_ = np.array([each for row in rows for _, each in row])
        return model
