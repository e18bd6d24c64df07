"""The only way from a person to files made for them: another's look like what does not exist.

Rights are asked again each time: who may no longer see the figures finds no file of them.
"""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from accounts import audit
from accounts.models import User
from opportunities.access import (
    check_can_see_all_areas,
    figures_area_for,
    figures_areas_for,
    sees_working_figures,
)
from opportunities.models import ExportJob
from opportunities.models.export_job import ExportForm, ExportState
from opportunities.publications.access import place_for, publications_for
from opportunities.research_file import research_area_for

LISTED = 20


def job_for(user: User, pk: int) -> ExportJob:
    """Raises Http404 alike for none, for another person's, for one that has ended and for what is no longer theirs."""
    job = _own(user).filter(pk=pk).first()
    if job is None:
        raise Http404
    _check(user, job)
    return job


def file_for(user: User, pk: int) -> ExportJob:
    """The same of one whose file is there to take. Raises Http404."""
    job = job_for(user, pk)
    if job.state != ExportState.READY or not job.file.storage.exists(job.file.name or ""):
        raise Http404
    return job


def take(user: User, pk: int) -> ExportJob:
    """The same, for who is about to be given it: recorded before it leaves. Raises Http404."""
    job = file_for(user, pk)
    with transaction.atomic():
        audit.record("export.taken", job, by=user, form=job.form, revision=job.revision)
    return job


def jobs_for(user: User) -> list[ExportJob]:
    """The newest files made for this person that they may still take. Some queries for each; there are few."""
    return [job for job in _own(user)[:LISTED] if _passes(partial(_check, user, job))]


def _own(user: User) -> QuerySet[ExportJob]:
    mine = ExportJob.objects.filter(by=user.pk, expires_at__gt=timezone.now())
    return mine.select_related("by", "area", "publication__area").defer("publication__content")


def _check(user: User, job: ExportJob) -> None:
    """Raises Http404 where this person would not be given such a file now."""
    slug = job.area.slug if job.area else None
    if job.publication:
        theirs = publications_for(user, place_for(user, slug)).filter(pk=job.publication.pk)
        allowed = theirs.exists()
    elif job.form == ExportForm.ANSWERS:
        allowed = bool(research_area_for(user, slug or ""))
    elif job.lifted_because:
        allowed = sees_working_figures(user, slug)
    elif slug is not None:
        allowed = bool(figures_area_for(user, slug))
    else:
        check_can_see_all_areas(user)
        allowed = True
    if not allowed or not set(job.beside) <= _slugs(user, job):
        raise Http404


def _slugs(user: User, job: ExportJob) -> set[str]:
    """Of areas that this person may see beside each other; not asked where none is."""
    return set(figures_areas_for(user).values_list("slug", flat=True)) if job.beside else set()


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except Http404:
        return False
    return True
