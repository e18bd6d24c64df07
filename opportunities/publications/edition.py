"""A publication as an edition: what pages and every format of file are made from, as for working figures."""

from datetime import datetime
from typing import Any

from opportunities.editions import ALL_AREAS
from opportunities.exports.edition import Edition
from opportunities.figures import Shown
from opportunities.inputs_on_files import given_inputs
from opportunities.models import Publication
from opportunities.publications.contents import Content
from opportunities.rollup.tables import Figures
from opportunities.times import day
from opportunities.told_cases import told
from reviews.cases import Case


def edition_of(publication: Publication, content: Content) -> Edition:
    """With the names of its own catalogue. All areas stand in it pooled, without the areas side by side."""
    area, catalogue = publication.area, content.catalogue["pathways"]
    return Edition(
        name=area.name if area else ALL_AREAS,
        shown=_shown(publication, content),
        pathways={pathway["code"]: pathway["label"] for pathway in catalogue},
        levels={pathway["code"]: pathway["level_of_care"] for pathway in catalogue},
        cases=told((Case(**case) for case in content.cases), content.figures),
        inputs=given_inputs(content.inputs[area.slug], content.catalogue)
        if area and area.slug in content.inputs
        else None,
        published=in_words(publication),
        stem=f"publication-{area.slug if area else 'all-areas'}-{publication.number}",
    )


def in_words(publication: Publication) -> str:
    """Published no. 3, “Spring 2026”, approved by Jo Marlow on 22 November 2026."""
    name = f"no. {publication.number}, “{publication.title}”"
    if publication.approved and publication.decided_by and publication.decided_at:
        return f"Published {name}, approved by {publication.decided_by.name} on {day(publication.decided_at)}."
    ends = {"": "not approved yet", "refused": "refused", "withdrawn": "withdrawn"}
    return f"Proposed {name}, {ends[publication.outcome]}: not published."


def summary(publication: Publication) -> dict[str, Any]:
    """What lists say of it, as the API answers."""
    return {
        "area": publication.area.slug if publication.area else None,
        "number": publication.number,
        "title": publication.title,
        "why": publication.why,
        "approved_by": publication.decided_by.name if publication.decided_by else None,
        "approved_at": _iso(publication.decided_at),
        "as_of": _iso(publication.as_of),
        "revision": publication.revision,
        "disclosure_control": None if publication.lifted_because else publication.rules,
        "software": publication.software,
        "content_hash": publication.content_hash,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _shown(publication: Publication, content: Content) -> Shown:
    """Never stale: it is of its day."""
    lifted = content.working is not None
    return Shown(
        area=publication.area.slug if publication.area else None,
        as_of=publication.as_of,
        revision=publication.revision,
        stale=False,
        newer=0,
        reviews_counted=publication.reviews_counted if lifted else _about(content.figures),
        figures=content.figures,
        control=None if lifted else publication.rules,
    )


def _about(controlled: Figures) -> int | None:
    """How many reviews, as far as the controlled total tells."""
    total = controlled.opportunities["total"]
    parts = [total["notes_reviewed"], total["unclear"]]
    return None if None in parts else sum(parts)
