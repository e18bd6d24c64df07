"""Errors a person can mend: what is wrong, where, and what to do. One object feeds page, command line and API."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file.

    `line` is the file's own line or spreadsheet row, `column` its header; 0 and "" mean the whole file.
    """

    line: int
    column: str
    code: str
    message: str

    def as_dict(self) -> dict[str, int | str]:
        return asdict(self)


class NotAllowed(Exception):
    """This person may not do this, or not in this state. The message is the sentence they read."""


class Refused(Exception):
    """Something given as a whole (a file, a set of inputs) can't be taken. `problems` say why and what to do."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))


class Stale(Exception):
    """The row was changed since it was read: `revision` is the one it has now."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        super().__init__("This was changed since you opened it. Look at the newer version, then save again.")
