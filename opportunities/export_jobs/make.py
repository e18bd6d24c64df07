"""Makes a file: once, whoever is killed and however often it is started.

Writing it holds no lock and no transaction. It is entered, with its audit record, in one short transaction that asks
for the fence; whoever lost the lease leaves neither a row nor a file behind.
"""

from functools import partial

from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone

from accounts import audit
from opportunities.export_jobs import kept, lease
from opportunities.export_jobs.ask import in_audit
from opportunities.export_jobs.source import Source, source_of, wanted_of
from opportunities.export_jobs.written import Written, written
from opportunities.exports.typesetting import CannotWrite
from opportunities.lifting import record_lift
from opportunities.models import ExportJob
from opportunities.models.export_job import ExportState, in_a_day

# Times that a worker may die over a file. Then the file is what kills it.
MOST_TRIES = 3
ENDS_THE_WORKER = f"Making this file stopped the worker {MOST_TRIES} times. Tell whoever runs this service."
NO_LONGER_THEIRS = "You may no longer take this file. Ask the project lead of the area."
FAILED = (
    "Something went wrong while the file was made. Try again, and if it happens again tell whoever runs this service."
)


def make(job_id: int) -> None:
    """Make the file of one job. Does nothing while somebody else is at it, or when it is settled or gone.

    An error of the database is raised and leaves the job to the sweep; any other is raised once the job says so.
    """
    fence = lease.claim(job_id)
    if fence is None:
        return
    try:
        _make(job_id, fence)
    except lease.LostLease:
        return
    except CannotWrite as reason:
        _fail(job_id, fence, str(reason))
    except Http404:
        _fail(job_id, fence, NO_LONGER_THEIRS)
    except DatabaseError:
        raise
    except Exception:
        _fail(job_id, fence, FAILED)
        raise


def _make(job_id: int, fence: int) -> None:
    if fence > MOST_TRIES:
        raise CannotWrite(ENDS_THE_WORKER)
    job = ExportJob.objects.select_related("by", "area", "publication").get(pk=job_id)
    source = source_of(wanted_of(job), job.by)
    file = written(source, job.form, partial(lease.renew, job_id, fence))
    name, size = kept.store(file.pieces, file.suffix)
    try:
        _enter(job_id, fence, source, file, name, size)
    except BaseException:
        kept.drop(name)
        raise


@transaction.atomic
def _enter(job_id: int, fence: int, source: Source, file: Written, name: str, size: int) -> None:
    """The file is there from now on, for a day."""
    job = lease.hold(job_id, fence)
    job.state, job.made_at, job.expires_at, job.lease_until = ExportState.READY, timezone.now(), in_a_day(), None
    job.file.name, job.file_name, job.size = name, file.file_name, size
    job.revision, job.made_from, job.beside = source.revision, source.made_from, source.beside
    job.save()
    audit.record("export.made", job, by=job.by, **in_audit(job))
    _record_lifted(job, source, file)


def _record_lifted(job: ExportJob, source: Source, file: Written) -> None:
    """The record that a file without disclosure control leaves when it is taken at once: the same here."""
    why = job.lifted_because
    if source.edition is None:
        on = source.area or job
        audit.record("research file.handed out", on, by=job.by, reason=why, agreed_reviews=file.reviews)
    elif why:
        record_lift(edition=source.edition, form=job.form, reason=why, by=job.by)


def _fail(job_id: int, fence: int, problem: str) -> None:
    """Say why on the job's page. Nothing happens to a job that somebody else took over."""
    mine = ExportJob.objects.filter(pk=job_id, fence=fence, state=ExportState.MAKING)
    mine.update(state=ExportState.FAILED, problem=problem, lease_until=None)
