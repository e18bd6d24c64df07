"""Notes by how many people gave each answer: what agreement is worked out from, and kept as. No Django in here.

Notes with the same counts are alike for every coefficient, so a few hundred kinds stand for any number of notes.
Kinds of several areas can be added up, and resampling notes is drawing how many there are of each kind.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Kinds:
    """counts: how many people gave each of `codes`, a row for each kind: [kinds, codes]; notes: how many of each."""

    codes: tuple[str, ...]
    counts: np.ndarray
    notes: np.ndarray

    def packed(self) -> dict[str, Any]:
        rows = np.column_stack([self.notes, self.counts])
        return {"codes": list(self.codes), "rows": rows.tolist()}

    def in_order(self, codes: Sequence[str]) -> "Kinds":
        """With exactly these columns; those that nobody gave are 0."""
        counts = np.zeros((len(self.counts), len(codes)), dtype=int)
        for column, code in enumerate(self.codes):
            counts[:, codes.index(code)] = self.counts[:, column]
        return Kinds(tuple(codes), counts, self.notes)


def kinds(notes: np.ndarray, answers: np.ndarray) -> Kinds:
    """From one row for each answer: the note (any number) and the code; answers "" are left out."""
    given = answers != ""
    codes, column = np.unique(answers[given].astype(str), return_inverse=True)
    found, row = np.unique(notes[given], return_inverse=True)
    counts = np.zeros((len(found), len(codes)), dtype=int)
    np.add.at(counts, (row, column), 1)
    return _grouped(tuple(codes.tolist()), counts, np.ones(len(found), dtype=int))


def added(parts: Iterable[Kinds]) -> Kinds:
    """The notes of all parts together; none without parts."""
    every = list(parts)
    codes = sorted({code for part in every for code in part.codes})
    if not codes:
        return NONE
    aligned = [part.in_order(codes) for part in every]
    return _grouped(
        tuple(codes),
        np.concatenate([part.counts for part in aligned]),
        np.concatenate([part.notes for part in aligned]),
    )


def unpacked(packed: dict[str, Any]) -> Kinds:
    """The opposite of `packed`."""
    rows = np.array(packed["rows"], dtype=int).reshape(-1, len(packed["codes"]) + 1)
    return Kinds(tuple(packed["codes"]), rows[:, 1:], rows[:, 0])


def _grouped(codes: tuple[str, ...], counts: np.ndarray, notes: np.ndarray) -> Kinds:
    if not len(counts):
        return Kinds(codes, counts.reshape(0, len(codes)), notes)
    alike, kind = np.unique(counts, axis=0, return_inverse=True)
    return Kinds(codes, alike, np.bincount(kind.ravel(), weights=notes).astype(int))


NONE = Kinds((), np.zeros((0, 0), dtype=int), np.zeros(0, dtype=int))
