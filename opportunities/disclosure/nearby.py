"""The nearest other way how all counts could be: the fewest reviews more or less than there are that move a sum so far.

What is near the truth keeps nearly every published number as it is, money too, so that it mostly comes out in whole
numbers by itself, and after a few steps of the solver. In units of reviews away from the truth, up and down.
"""

from collections.abc import Collection, Sequence

import highspy
import numpy as np

from opportunities.disclosure.known import Span

Row = Sequence[tuple[int, float]]  # column and factor
Branch = dict[int, Span]  # limits of columns
TRIES = 60  # questions; most take one, and fewer leave more to the slow search
NEARLY = 1e-6  # what the solver takes for equal


class Nearby:
    """Asks from the truth each time: the same answers whatever was asked before."""

    def __init__(self, truth: np.ndarray, rows: Sequence[Row], spans: Sequence[Span], limits: Sequence[Span]) -> None:
        self._truth = truth
        self._rows = rows
        self._at_truth = [sum(each * truth[column] for column, each in row) for row in rows]
        self._solver = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(self._model(spans, limits))

    def learns_row(self, row: int, span: Span) -> None:
        self._solver.changeRowBounds(row, *self._away(row, span))

    def learns_column(self, column: int, limits: Span) -> None:
        low, high = limits
        self._solver.changeColBounds(column, 0.0, high - self._truth[column])
        self._solver.changeColBounds(column + len(self._truth), 0.0, self._truth[column] - low)

    def whole(self, parts: np.ndarray, *, least: float) -> np.ndarray | None:
        """Whole numbers where the sum is at least so much; None if none are found within `TRIES`."""
        solver, n = self._solver, len(self._truth)
        columns = np.flatnonzero(parts)
        both = np.concatenate([columns, columns + n]).astype(np.int32)
        factors = np.concatenate([parts[columns], -parts[columns]])
        solver.clearSolver()
        solver.addRow(least - float(parts @ self._truth), highspy.kHighsInf, len(both), both, factors)
        steps = self._whole_steps()
        solver.deleteRows(1, np.array([len(self._rows)], dtype=np.int32))
        return None if steps is None else self._truth + steps[:n] - steps[n:]

    def _whole_steps(self) -> np.ndarray | None:
        """Branches on what is broken most, the nearer whole number first."""
        upper = np.array(self._solver.getLp().col_upper_)
        waiting: list[Branch] = [{}]
        moved: set[int] = set()
        found = None
        for _ in range(TRIES):
            if not waiting or found is not None:
                break
            branch = waiting.pop()
            moved = self._within(branch, moved, upper)
            if (steps := self._answer()) is None:
                continue
            column = int(np.abs(steps - steps.round()).argmax())
            if abs(steps[column] - round(steps[column])) < NEARLY:
                found = steps.round()
            else:
                waiting += _parted(branch, column, steps[column], upper[column])
        self._within({}, moved, upper)
        return found

    def _within(self, branch: Branch, moved: Collection[int], upper: np.ndarray) -> set[int]:
        for column in {*branch, *moved}:
            self._solver.changeColBounds(column, *branch.get(column, (0.0, upper[column])))
        return set(branch)

    def _answer(self) -> np.ndarray | None:
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._solver.getSolution().col_value)

    def _away(self, row: int, span: Span) -> Span:
        return span[0] - self._at_truth[row], span[1] - self._at_truth[row]

    def _model(self, spans: Sequence[Span], limits: Sequence[Span]) -> highspy.HighsLp:
        model, n = highspy.HighsLp(), len(self._truth)
        away = [self._away(row, span) for row, span in enumerate(spans)]
        model.num_col_, model.num_row_ = 2 * n, len(away)
        model.col_cost_, model.col_lower_ = np.ones(2 * n), np.zeros(2 * n)
        lows, highs = (np.array([ends[at] for ends in limits]) for at in (0, 1))
        model.col_upper_ = np.concatenate([highs - self._truth, self._truth - lows])
        model.row_lower_, model.row_upper_ = (np.array([ends[at] for ends in away]) for at in (0, 1))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(2 * len(row) for row in self._rows)])
        both = [(column + way, -each if way else each) for row in self._rows for way in (0, n) for column, each in row]
        model.a_matrix_.index_ = np.array([column for column, _ in both])
        model.a_matrix_.value_ = np.array([each for _, each in both])
        return model


def _parted(branch: Branch, column: int, steps: float, most: float) -> list[Branch]:
    """Below and above; the nearer one last, which is asked first."""
    low, high = branch.get(column, (0.0, most))
    below, above = branch | {column: (low, np.floor(steps))}, branch | {column: (np.ceil(steps), high)}
    return [below, above] if steps % 1 > 0.5 else [above, below]
