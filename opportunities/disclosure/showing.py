"""What of one number is shown: the plain rules, and the numbers that the second pass hides besides."""

from collections.abc import Collection
from dataclasses import dataclass, field

from opportunities.disclosure import money
from opportunities.disclosure.marks import Row, hide
from opportunities.disclosure.rules import Rules

# Where a number stands: the table, the row's own codes, and the key.
Address = tuple[str, ...]


@dataclass(frozen=True)
class Showing:
    """Puts into a row what may be shown. `hidden`: addresses that the second pass hides."""

    rules: Rules
    hidden: Collection[Address] = field(default_factory=frozenset)

    def count(self, row: Row, key: str, at: Address) -> None:
        """A count of notes, reviews, flows or people."""
        if row[key] is None:
            return
        shown = self.rules.count(row[key])
        if shown is None or (*at, key) in self.hidden:
            hide(row, key)
        else:
            row[key] = shown

    def shares(self, row: Row, keys: tuple[str, ...], count: int | None, of: int | None, *, hidden: bool) -> None:
        """A share and, with two keys, its interval, of working counts. `hidden`: one of the two is not shown."""
        if count is None or not of:
            return
        given = None if hidden else self.rules.share(count, of)
        if given is None:
            hide(row, *keys)
        else:
            row |= dict(zip(keys, given, strict=False))

    def pounds(self, row: Row, key: str, at: Address, *, of_hidden: bool = False) -> None:
        """Money that is shown unless the count behind it is not."""
        if row[key] is None:
            return
        if of_hidden or (*at, key) in self.hidden:
            hide(row, key)
        else:
            row[key] = money.rounded(row[key])


def scaled(row: Row, key: str, *, by: str, of: float | None) -> None:
    """What follows from another number of the row follows from that number as shown, and so tells nothing new.

    of  the working value of the number called `by`
    """
    if row[key] is None:
        return
    if row[by] is None:
        hide(row, key)
    else:
        row[key] = money.rounded(row[key] * row[by] / of) if of else 0
