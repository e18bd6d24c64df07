"""What a file is made from: fetched for its person by the same doors as a file that is taken at once."""

import hashlib
from dataclasses import dataclass, field

from accounts.models import User
from areas.models import Area
from config.version import VERSION
from opportunities.access import controlled_edition_for, working_edition_for
from opportunities.exports.edition import Edition
from opportunities.models import ExportJob, Publication
from opportunities.models.export_job import ExportForm
from opportunities.publications.access import publication_for
from opportunities.publications.contents import content_of
from opportunities.publications.edition import edition_of
from opportunities.research_file import research_area_for


@dataclass(frozen=True)
class Wanted:
    """What somebody asked for. `slug` is None for all areas, `number` for working figures.

    form            of opportunities.models.export_job.ExportForm
    lifted_because  why without disclosure control; "" for a file under it
    """

    form: str
    slug: str | None
    number: int | None = None
    lifted_because: str = ""


@dataclass(frozen=True)
class Source:
    """`edition` is None of every answer, which has no tables. `made_from` differs where the file would."""

    area: Area | None
    made_from: str
    edition: Edition | None = None
    publication: Publication | None = None
    revision: int | None = None
    beside: list[str] = field(default_factory=list)


def wanted_of(job: ExportJob) -> Wanted:
    """What the row says was asked for."""
    slug = job.area.slug if job.area else None
    return Wanted(job.form, slug, job.publication.number if job.publication else None, job.lifted_because)


def source_of(wanted: Wanted, user: User) -> Source:
    """Raises Http404 where this person may not take such a file, or no longer."""
    if wanted.form == ExportForm.ANSWERS:
        area = research_area_for(user, wanted.slug or "")
        return Source(area, _digest("answers", area.revision), revision=area.revision)
    if wanted.number is not None:
        publication = publication_for(user, wanted.slug, wanted.number)
        return _source(publication.area, edition_of(publication, content_of(publication)), publication)
    fetch = working_edition_for if wanted.lifted_because else controlled_edition_for
    edition = fetch(user, wanted.slug)
    return _source(Area.objects.filter(slug=wanted.slug).first() if wanted.slug else None, edition)


def _source(area: Area | None, edition: Edition, publication: Publication | None = None) -> Source:
    beside = [row["slug"] for row in edition.areas]
    return Source(area, _digest(edition), edition, publication, edition.shown.revision, beside)


def _digest(*said: object) -> str:
    """All that a file says follows from its edition and the release that writes it."""
    return hashlib.sha256(repr((VERSION, *said)).encode()).hexdigest()
