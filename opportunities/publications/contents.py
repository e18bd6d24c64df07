"""What a publication holds besides its columns: copied from what is stored, never worked out."""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from areas.area_file import as_json
from areas.area_file.contents import contents_of
from opportunities.models import Publication, Snapshot
from opportunities.publications.sealed import seal, unseal
from opportunities.rollup.tables import Figures
from pathways.catalogue_written import catalogue_contents
from reviews.cases import Case


@dataclass(frozen=True)
class Content:
    """As kept: plain JSON values.

    controlled  the tables of opportunities.rollup.tables.Figures under disclosure control
    working     the same as they were worked out; None unless control was lifted
    inputs      an area file of each area, by slug
    catalogue   a catalogue file
    cases       the illustrative cases shown beside the figures, as reviews.cases gives them
    """

    controlled: dict[str, Any]
    working: dict[str, Any] | None
    inputs: dict[str, Any]
    catalogue: dict[str, Any]
    cases: list[dict[str, Any]]

    @property
    def figures(self) -> Figures:
        """What readers are shown."""
        return Figures(**(self.working or self.controlled))


def copied(snapshot: Snapshot, areas: Collection[int], cases: Iterable[Case], *, lifted: bool) -> tuple[str, str]:
    """The text and its hash of what the snapshot holds now, with the inputs of `areas`, and the catalogue."""
    inputs = {each["area"]["slug"]: json.loads(as_json(each)) for each in contents_of(areas).values()}
    content = Content(
        controlled=snapshot.controlled,
        working=snapshot.figures if lifted else None,
        inputs=inputs,
        catalogue=catalogue_contents(),
        cases=[asdict(case) for case in cases],
    )
    return seal({each.name: getattr(content, each.name) for each in fields(content)})


def content_of(publication: Publication) -> Content:
    """What was published. Raises sealed.Broken where the row was changed past the program."""
    return Content(**unseal(publication.content, publication.content_hash))
