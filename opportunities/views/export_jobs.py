"""Files that a worker makes: asked for, how far they are, and the file itself for whoever asked."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedIn
from opportunities.export_jobs.access import job_for, jobs_for, take
from opportunities.export_jobs.ask import ask
from opportunities.export_jobs.lease import nobody_works
from opportunities.export_jobs.source import Wanted
from opportunities.exports.formats import FORMATS
from opportunities.models import ExportJob
from opportunities.models.export_job import ExportForm
from opportunities.publications.addresses import address

CSV = "text/csv; charset=utf-8"


def ask_and_follow(request: SignedIn, wanted: Wanted) -> HttpResponse:
    """Ask for the file, then show how far it is. Raises Http404 for a format that is not made in the background."""
    if wanted.form not in ExportForm.values:
        raise Http404
    return redirect("opportunities:export-job", ask(wanted=wanted, by=request.user).pk)


@login_required
@require_safe
def jobs(request: SignedIn) -> HttpResponse:
    """The files made for this person."""
    return render(request, "opportunities/exports/list.html", {"jobs": jobs_for(request.user)})


@login_required
@require_safe
@vary_on_headers("HX-Request")
def job(request: SignedIn, pk: int) -> HttpResponse:
    """How far one file is, and the link to it; as a fragment for the page that watches it."""
    found = job_for(request.user, pk)
    template = "opportunities/exports/_job.html" if request.htmx else "opportunities/exports/job.html"
    context = {
        "job": found,
        "unattended": nobody_works(found),
        "figures": _figures(found),
        "again": _again(found),
        "needs_reason": bool(found.lifted_because),
    }
    return render(request, template, context)


@login_required
@require_safe
def file(request: SignedIn, pk: int) -> FileResponse:
    found = take(request.user, pk)
    kind = CSV if found.form == ExportForm.ANSWERS else FORMATS[found.form].content_type
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=kind)


def _figures(job: ExportJob) -> tuple[str, str]:
    """Name and address of the page it was asked for on."""
    slug = job.area.slug if job.area else None
    name = job.area.name if job.area else "All areas"
    if job.publication:
        number = job.publication.number
        return f"{name}, no. {number}", address("publication", slug, number)
    return name, reverse("opportunities:area", args=[slug]) if slug else reverse("opportunities:all-areas")


def _again(job: ExportJob) -> str:
    """Where it is asked for once more, or had at once; a file that needs a reason is asked for with it."""
    slug = job.area.slug if job.area else None
    if job.form == ExportForm.ANSWERS:
        return reverse("opportunities:research", args=[slug])
    if job.publication:
        return address("publication-export", slug, job.publication.number, job.form)
    name, given = ("lift", [job.form]) if job.lifted_because else ("export", [job.form])
    return (
        reverse(f"opportunities:{name}", args=[slug, *given])
        if slug
        else reverse(f"opportunities:{name}-all", args=given)
    )
