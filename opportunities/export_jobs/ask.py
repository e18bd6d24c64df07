"""Asks for a file. What is there, or being made, for the same person with the same contents is that file."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from opportunities.export_jobs.source import Source, Wanted, source_of
from opportunities.export_jobs.wake import wake
from opportunities.models import ExportJob
from opportunities.models.export_job import ExportState


@transaction.atomic
def ask(*, wanted: Wanted, by: User) -> ExportJob:
    """The job, new or there already, and a worker told of it. Raises Http404 as the file itself would."""
    source = source_of(wanted, by)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two clicks at once ask for one file
    found = _there_already(wanted, source, by)
    if found:
        return found
    job = ExportJob.objects.create(
        by=by,
        area=source.area,
        publication=source.publication,
        form=wanted.form,
        lifted_because=wanted.lifted_because,
        revision=source.revision,
        made_from=source.made_from,
        beside=source.beside,
    )
    audit.record("export.asked-for", job, by=by, **in_audit(job))
    wake(job.pk)
    return job


def in_audit(job: ExportJob) -> dict[str, Any]:
    """Which file of what: codes and numbers."""
    return {
        "form": job.form,
        "publication": job.publication.number if job.publication else None,
        "revision": job.revision,
        "reason": job.lifted_because,
    }


def _there_already(wanted: Wanted, source: Source, by: User) -> ExportJob | None:
    same = ExportJob.objects.filter(
        ~Q(state=ExportState.FAILED),
        by=by,
        area=source.area,
        publication=source.publication,
        form=wanted.form,
        lifted_because=wanted.lifted_because,
        made_from=source.made_from,
        expires_at__gt=timezone.now(),
    )
    return next((job for job in same if not job.file or job.file.storage.exists(job.file.name or "")), None)
