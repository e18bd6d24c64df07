"""What became of a chunk of rows: every row is in exactly one of the four counts."""

from dataclasses import dataclass, field

from config.errors import Problem


@dataclass
class Outcome:
    accepted: int = 0
    unchanged: int = 0
    held: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)

    def reject(self, *problems: Problem) -> None:
        """One row refused, for all of these reasons."""
        self.rejected += 1
        self.problems += problems

    def hold(self, *problems: Problem) -> None:
        """One row held back for a person to decide, for all of these reasons."""
        self.held += 1
        self.problems += problems

    @property
    def rows(self) -> int:
        return self.accepted + self.unchanged + self.held + self.rejected
