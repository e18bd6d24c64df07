"""Facts that together point to few people in a batch, and which column to coarsen. No Django in here.

A group is everybody with the same age band, sex, locality, living situation and month. Of fewer than five people
somebody who knows one of them could tell who is meant.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

COLUMNS = ("age_band", "sex", "locality", "living_situation", "event_month")
FEWEST = 5
People = Counter[tuple[str, ...]]  # how many people by the values of COLUMNS


def key_of(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The group that a note belongs to, whatever its case and spaces."""
    return tuple(" ".join(str(facts.get(column) or "").split()).casefold() for column in COLUMNS)


def small_groups(people: People, *, fewest: int = FEWEST) -> dict[str, Any]:
    """People in groups of fewer than `fewest`, in how many groups, and how many would be left without each column.

    {"people", "of", "groups", "fewest", "without": [{"column", "people"}, …]} with the column that helps most first;
    empty when no group is small.
    """
    few, groups = _few(people, fewest)
    if not few:
        return {}
    without: list[dict[str, Any]] = [
        {"column": column, "people": _few(_drop(people, at), fewest)[0]} for at, column in enumerate(COLUMNS)
    ]
    helps = sorted((each for each in without if each["people"] < few), key=lambda each: each["people"])
    return {"people": few, "of": people.total(), "groups": groups, "fewest": fewest, "without": helps}


def _few(people: People, fewest: int) -> tuple[int, int]:
    sizes = [number for number in people.values() if number < fewest]
    return sum(sizes), len(sizes)


def _drop(people: People, at: int) -> People:
    dropped: People = Counter()
    for key, number in people.items():
        dropped[key[:at] + key[at + 1 :]] += number
    return dropped


def in_words(found: Mapping[str, Any], labels: Mapping[str, str]) -> Sequence[str]:
    """The sentences that a steward reads; none when no group is small."""
    if not found:
        return []
    first = (
        f"{found['people']:,} of {found['of']:,} people are in groups of fewer than {found['fewest']} by age band, "
        "sex, locality, living situation and month together. Somebody who knows them could tell who they are."
    )
    if not found["without"]:
        return [first, "No single column helps: coarsen several, for example localities and months."]
    best = found["without"][0]
    left = f"{best['people']:,} would be left" if best["people"] else "nobody would be left"
    return [first, f"Coarsening or leaving out {labels.get(best['column'], best['column'])} helps most: {left}."]
