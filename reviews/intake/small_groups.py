"""Facts that together point to few people in a batch, and which column to coarsen. No Django in here.

A group is everybody with the same age band, sex, locality, living situation and month. Of fewer than five people
somebody who knows one of them could tell who is meant.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

COLUMNS = ("age_band", "sex", "locality", "living_situation", "event_month")
FEWEST = 5
# What can be done about a column in the file. The age bands are those of the file format: they can't be coarsened.
HOW = {
    "sex": "leave it out",
    "locality": "name larger places, or leave it out",
    "living_situation": "use the same few words for all, such as alone and with family, or leave it out",
    "event_month": "give every month of a quarter as its first, or leave it out",
}
People = Counter[tuple[str, ...]]  # how many people by the values of COLUMNS


def key_of(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The group that a note belongs to, whatever its case and spaces."""
    return tuple(" ".join(str(facts.get(column) or "").split()).casefold() for column in COLUMNS)


def pointed_out(people: People, held: People) -> dict[str, Any]:
    """The small groups of the people who came in; `with_held`: of all, where rows are held that may still come in."""
    found = small_groups(people)
    return found | {"with_held": small_groups(people + held)} if held else found


def small_groups(people: People, *, fewest: int = FEWEST) -> dict[str, Any]:
    """People in groups of fewer than `fewest`, in how many groups, and how many would be left without each column.

    {"people", "of", "groups", "fewest", "without": [{"column", "people"}, …]} with the column that helps most first,
    of those that can be coarsened; empty when no group is small.
    """
    few, groups = _few(people, fewest)
    if not few:
        return {}
    without: list[dict[str, Any]] = [
        {"column": column, "people": _few(_drop(people, COLUMNS.index(column)), fewest)[0]} for column in HOW
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


def in_words(found: Mapping[str, Any]) -> Sequence[str]:
    """The sentences that a steward reads; none when no group is small, with held rows or without."""
    now = _in_words(found) if found.get("people") else []
    with_held = found.get("with_held", {})
    if not with_held:
        return now
    if not now:
        first, advice = _in_words(with_held)
        return [f"Once the rows that are held are in: {first}", advice]
    once_in = f"Once the rows that are held are in, it would be {with_held['people']:,} of {with_held['of']:,}."
    advice = _in_words(with_held)[1]
    return [*now, once_in] if advice == now[1] else [*now, f"{once_in} {advice}"]


def _in_words(found: Mapping[str, Any]) -> list[str]:
    one = found["people"] == 1
    first = (
        f"{found['people']:,} of {found['of']:,} people {'is' if one else 'are'} in {'a group' if one else 'groups'} "
        f"of fewer than {found['fewest']} by age band, sex, locality, living situation and month together. "
        f"Somebody who knows them could tell who they are."
    )
    if not found["without"]:
        return [first, "No single column helps: coarsen several, for example localities and months."]
    best = found["without"][0]
    left = f"{best['people']:,} would be left" if best["people"] else "nobody would be left"
    return [first, f"The column {best['column']} helps most: {HOW[best['column']]}. Without it {left}."]


def alike_in_words(others: int) -> str:
    """The sentence about one person who would come in beside `others`, too few, with the same facts."""
    share = "Nobody shares" if not others else "Only 1 person shares" if others == 1 else f"Only {others} people share"
    return (
        f"{share} this row’s age band, sex, locality, living situation and month in this batch so far. "
        "Somebody who knows the person could tell who it is."
    )
