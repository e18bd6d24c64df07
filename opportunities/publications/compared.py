"""Two publications side by side for somebody: figures, inputs they may read, catalogue."""

from dataclasses import dataclass

from accounts.models import User
from opportunities.models import Publication
from opportunities.publications.access import readable_inputs
from opportunities.publications.comparison import (
    Change,
    Pair,
    catalogue_changes,
    focus_pairs,
    input_changes,
)
from opportunities.publications.contents import Content, content_of
from pathways.questions import BY_CODE


@dataclass(frozen=True)
class Compared:
    first: Publication
    second: Publication
    rows: list[Pair]
    inputs: list[Change]
    catalogue: list[Change]


def compared(user: User, first: Publication, second: Publication) -> Compared:
    """As published: controlled figures where either is under control, so that nothing can be worked out."""
    one, two = content_of(first), content_of(second)
    both_lifted = one.working is not None and two.working is not None
    tables = [(each.figures.opportunities if both_lifted else each.controlled["opportunities"]) for each in (one, two)]
    before, after = (readable_inputs(user, each.inputs) for each in (one, two))
    return Compared(
        first,
        second,
        focus_pairs(*tables),
        input_changes(before, after, _labels(one) | _labels(two)),
        catalogue_changes(one.catalogue, two.catalogue),
    )


def _labels(content: Content) -> dict[str, str]:
    named = [row for section in ("pathways", "sectors") for row in content.catalogue[section]]
    return {row["code"]: row["label"] for row in named} | {code: point.label for code, point in BY_CODE.items()}
