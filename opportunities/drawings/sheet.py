"""A drawing as a sheet of its own: its title above, below it what it was made from. Pure."""

from dataclasses import dataclass

from opportunities.drawings.drawing import Drawing
from opportunities.drawings.text import Label, wrap

_MARGIN, _HEADING, _FOOT = 24, 26, 16  # px: around, a line of the title, a line of the foot
_LARGE, _SMALL = 19 / 14, 12 / 14  # their type beside the drawing's


@dataclass(frozen=True)
class Sheet:
    """The drawing begins at `left`, `top`."""

    width: float
    height: float
    left: float
    top: float
    heading: Label
    foot: Label


def sheet(drawing: Drawing, name: str, made_from: str) -> Sheet:
    """`name` of the area; `made_from` a sentence or two."""
    heading = wrap(f"{name}: {drawing.title}", drawing.width / _LARGE, bold=True)
    foot = wrap(made_from, drawing.width / _SMALL)
    top = _MARGIN + len(heading) * _HEADING + 8
    below = top + drawing.height + 20
    return Sheet(
        width=drawing.width + 2 * _MARGIN,
        height=below + len(foot) * _FOOT + _MARGIN - 8,
        left=_MARGIN,
        top=top,
        heading=Label(heading, _MARGIN, _MARGIN + 16),
        foot=Label(foot, _MARGIN, below + 10),
    )
