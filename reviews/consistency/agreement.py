"""How far several people agree beyond chance, from how many gave each answer to each note. No Django in here.

Sources: K. Krippendorff, Content Analysis, 2004, chapter 11 (alpha); K. L. Gwet, Computing inter-rater reliability and
its variance in the presence of high agreement, British Journal of Mathematical and Statistical Psychology 2008 (AC1).
docs/method.md, "Agreement between members", works both through.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Scale(StrEnum):
    """How far apart two answers are: alike or not; by rank; by the distance of their values (0, 1, 2 …)."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True)
class Sums:
    """What the coefficients need of many notes, added up; a row for each draw (one row for the notes as found).

    values    answers of each code on notes that two or more answered: [draws, codes]
    pairs     pairs of answers to the same note, by code and code, over one less than the people: [draws, codes, codes];
              on a nominal scale only those alike are kept: [draws]
    alike     the chance that two people who answered a note answered alike, added over such notes: [draws]
    notes     how many notes two or more answered: [draws]
    mix       the share of each code among a note's answers, added over all notes with an answer: [draws, codes]
    answered  how many notes have an answer: [draws]
    """

    values: np.ndarray
    pairs: np.ndarray
    alike: np.ndarray
    notes: np.ndarray
    mix: np.ndarray
    answered: np.ndarray


def contributions(counts: np.ndarray, scale: Scale) -> np.ndarray:
    """What each note (or kind of note) adds to the sums, a row each. `counts`: how many gave each code: [notes, codes].

    Who gave no answer stands in no column.
    """
    found = counts.astype(float)
    people = found.sum(axis=1, keepdims=True)
    paired, some = people >= 2, people >= 1
    same = (found * (found - 1)).sum(axis=1, keepdims=True)
    return np.hstack([
        np.where(paired, found, 0),
        _per(paired, same if scale is Scale.NOMINAL else _pairs(found), people - 1),
        _per(paired, same, people * (people - 1)),
        paired,
        _per(some, found, people),
        some,
    ])  # fmt: skip


def sums(added: np.ndarray, codes: int, scale: Scale) -> Sums:
    """Contributions added up, a row for each draw: [draws, columns of `contributions`]."""
    pairs = 1 if scale is Scale.NOMINAL else codes * codes
    ends = np.cumsum([codes, pairs, 1, 1, codes])
    values, paired, alike, notes, mix, answered = np.split(added.astype(float), ends, axis=1)
    shape = (-1,) if scale is Scale.NOMINAL else (-1, codes, codes)
    return Sums(values, paired.reshape(shape), alike.ravel(), notes.ravel(), mix, answered.ravel())


def alpha(found: Sums, scale: Scale) -> np.ndarray:
    """Krippendorff's alpha of each draw: 1 is full agreement, 0 what chance would give; NaN where there is none.

    There is none where no note has two answers, or all of them are the same.
    """
    total = found.values.sum(axis=1)
    if scale is Scale.NOMINAL:
        observed = total - found.pairs
        expected = total**2 - (found.values**2).sum(axis=1)
    else:
        distance = _distances(found.values, scale)
        observed = (found.pairs * distance).sum(axis=(1, 2))
        expected = np.einsum("dc,dk,dck->d", found.values, found.values, distance)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * observed / expected, np.nan)


def ac1(found: Sums, codes: int) -> np.ndarray:
    """Gwet's AC1 of each draw, for an answer out of `codes`. NaN where no note has two answers, or codes are under two.

    Steadier than alpha where nearly everybody gives the same answer.
    """
    if codes < 2:
        return np.full(len(found.notes), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        mix = found.mix / found.answered[:, None]
        chance = (mix * (1 - mix)).sum(axis=1) / (codes - 1)
        return np.where(found.notes > 0, (raw(found) - chance) / (1 - chance), np.nan)


def raw(found: Sums) -> np.ndarray:
    """The chance that two people who answered the same note answered alike, 0 to 1; NaN where no note has two."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return found.alike / found.notes


def prevalence(found: Sums) -> np.ndarray:
    """The share of each code, each note weighing alike: [draws, codes]; NaN without any answer."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return found.mix / found.answered[:, None]


def _pairs(found: np.ndarray) -> np.ndarray:
    """Ordered pairs of answers to a note by two people, code by code, laid flat: [notes, codes x codes]."""
    every = found[:, :, None] * found[:, None, :] - found[:, :, None] * np.eye(found.shape[1])
    return every.reshape(len(found), -1)


def _per(where: np.ndarray, what: np.ndarray, of: np.ndarray) -> np.ndarray:
    """`what` / `of` where it counts, and 0 elsewhere."""
    return np.where(where, what / np.where(where, of, 1), 0)


def _distances(values: np.ndarray, scale: Scale) -> np.ndarray:
    """The squared distance between each two codes: [draws, codes, codes]."""
    if scale is Scale.INTERVAL:
        place = np.broadcast_to(np.arange(values.shape[1], dtype=float), values.shape)
    else:  # between two ranks stand all answers between them, and half of those at either end
        place = np.cumsum(values, axis=1) - values / 2
    return (place[:, :, None] - place[:, None, :]) ** 2
