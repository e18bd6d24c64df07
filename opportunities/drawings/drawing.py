"""What every drawing has. Pure."""

from typing import Protocol


class Drawing(Protocol):
    """`name` is its template, `words` what it shows for who can't see it."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
