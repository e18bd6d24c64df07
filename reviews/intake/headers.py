"""Which columns a file has: headers matched whatever their case and spaces, doubles and gaps refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from config.errors import Problem, Refused
from reviews.intake.limits import Limits
from reviews.intake.problems import listed, refuse, shown

LONGEST_NAME = 100


@dataclass(frozen=True)
class Columns:
    """What a kind of file holds. `months` are columns where a spreadsheet's own date stands for its month.

    `also` has other headers that people write for a column, in letters and digits alone. They count where the file has
    no column of the name itself.
    """

    known: tuple[str, ...]
    required: tuple[str, ...]
    months: tuple[str, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def name_of(self, header: str) -> str:
        """Our own name of a header (`Actual Pathway` → `actual_pathway`), or the header itself if it is not ours."""
        folded = fold(header)
        return next((name for name in self.known if fold(name) == folded), _tidy(header))

    def names_of(self, headers: Sequence[str]) -> list[str]:
        """Our own names of a file's headers, by name first and then by what people also call it."""
        names = [self.name_of(header) for header in headers]
        for column, others in self.also.items():
            at = [place for place, name in enumerate(names) if _plain(name) in others and name not in self.known]
            if column not in names and len(at) == 1:
                names[at[0]] = column
        return names


@dataclass(frozen=True)
class Header:
    """The columns in file order: `names` after matching, `unknown` those that are not ours, as the file writes them."""

    names: tuple[str, ...]
    unknown: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def fold(header: str) -> str:
    """What two headers must share to be the same: letters and digits, without case, spaces, `_` and `-`."""
    return "".join(character for character in header.casefold() if character not in " \t\r\n_-\u00a0\ufeff")


def _tidy(header: str) -> str:
    """On one line and without characters that no page shows; what is no text stays, to be refused."""
    seen = (each if each.isprintable() or _is_no_text(each) else " " for each in header)
    return " ".join("".join(seen).split())


def _is_no_text(character: str) -> bool:
    return character == "\x00" or "\ud800" <= character <= "\udfff"


def _plain(header: str) -> str:
    """As `fold`, without brackets, question marks and other signs."""
    return "".join(filter(str.isalnum, header.casefold()))


def read_header(cells: Sequence[str], columns: Columns, limits: Limits, *, line: int) -> Header:
    """Match a file's headers. Raises Refused for too many, doubled or missing ones.

    An empty name stands for a column without a header; rows with text under it are refused one by one.
    """
    if len(cells) > limits.columns:
        raise refuse(
            "too-many-columns",
            f"The file has {len(cells):,} columns; at most {limits.columns} are read. "
            "Delete the columns that are not needed.",
            line=line,
        )
    names = columns.names_of(cells)
    while names and not names[-1]:
        names.pop()
    _refuse_unstorable(names, line)
    _refuse_doubles(names, line)
    _refuse_missing(names, columns, line)
    unknown = tuple(name for name in names if name and name not in columns.known)
    return Header(tuple(names), unknown, tuple(taken_for(cells, names)))


def taken_for(cells: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """A sentence for each header that stands under another name."""
    for cell, name in zip(cells, names, strict=False):
        if name and fold(name) != fold(cell) and fold(cell):
            yield f"The column {shown(cell)} was read as {name}."


def _refuse_doubles(names: Sequence[str], line: int) -> None:
    seen: dict[str, str] = {}
    for name in filter(None, names):
        if fold(name) in seen:
            raise refuse(
                "duplicate-column",
                f"Two columns are called {shown(name)} (case, spaces and _ do not count). "
                "Rename or delete one of them.",
                line=line,
                column=name[:60],
            )
        seen[fold(name)] = name


def _refuse_missing(names: Sequence[str], columns: Columns, line: int) -> None:
    missing = [name for name in columns.required if name not in names]
    if missing:
        # Where none is ours the first row may be a note: then not a word of it is repeated.
        ours = any(name in columns.known for name in names)
        found = listed([name for name in names if name], at_most=12) if ours else "none that is known"
        raise Refused(
            *(
                Problem(
                    line,
                    name,
                    "missing-column",
                    f"There is no column {name}. Add it, or correct its header. Columns found: {found}.",
                )
                for name in missing
            )
        )


def _refuse_unstorable(names: Sequence[str], line: int) -> None:
    for name in names:
        if len(name) > LONGEST_NAME or any(map(_is_no_text, name)):
            raise refuse(
                "bad-column-name",
                f"The header that starts {shown(name[:30])} is over {LONGEST_NAME} characters long or holds "
                "characters that are not text. Give the column a short name.",
                line=line,
            )
