"""Pages of batches: what was loaded, a file handed in, how far it has come, accept, withdraw."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts import audit
from accounts.requests import SignedIn
from config.errors import NotAllowed
from config.forms import error_links
from reviews.forms.batches import AcceptForm, UploadForm
from reviews.intake import statement
from reviews.intake.access import (
    batch_for,
    batches_for,
    can_load,
    check_can_load,
    kinds_of_problems,
    loadable_areas,
    loaded_before,
    notes_put_away,
    nothing_to_load,
    problems_of,
)
from reviews.intake.cancel import cancel
from reviews.intake.conflicts import conflicting_lines
from reviews.intake.lease import nobody_works
from reviews.intake.small_groups import in_words
from reviews.intake.speed import in_words as speed_in_words
from reviews.intake.speed import speed
from reviews.intake.submit import accept, check_can_accept, check_sheet, likely_sheet, sheets_of, submit
from reviews.intake.to_mend import anything_to_take
from reviews.intake.wake import wake
from reviews.intake.withdraw import check_can_withdraw, withdraw
from reviews.models import Batch
from reviews.views.preview import as_panels_see

PER_PAGE = 50
COMPARED = (Batch.Status.CHECKED, Batch.Status.LOADED)  # with what the area has
KINDS = 12  # of problem, named beside the list: the commonest


@login_required
@require_safe
def batches(request: SignedIn) -> HttpResponse:
    """The batches of this person's areas, newest first."""
    page = Paginator(batches_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    areas = list(loadable_areas(request.user))
    return render(request, "reviews/batches/list.html", {"page": page, "may_load": bool(areas), "areas": areas})


@login_required
@require_http_methods(["GET", "POST"])
def new_batch(request: SignedIn) -> HttpResponse:
    """Hand in a file. It is checked, and loaded once somebody has seen the result and signed for it."""
    areas = list(loadable_areas(request.user))
    if not areas:
        raise NotAllowed("Only a data steward can load files. Ask the project lead of your area.")
    initial = {"area": areas[0]} if len(areas) == 1 else {}
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*posted, areas=loadable_areas(request.user), initial=initial)
    if form.is_valid():
        asked = form.cleaned_data
        batch = submit(**asked, file_name=asked["file"].name, dry_run=True, by=request.user)
        wake(batch.pk)
        return redirect("reviews:batch", batch.pk)
    return render(request, "reviews/batches/new.html", {"form": form, "areas": areas})


@login_required
@require_safe
@vary_on_headers("HX-Request")
def batch(request: SignedIn, batch_id: int) -> HttpResponse:
    """One batch; as a fragment for the page that watches it."""
    found = batch_for(request.user, batch_id)
    template = "reviews/batches/_outcome.html" if request.htmx else "reviews/batches/batch.html"
    shown = outcome(request, found)
    if shown["preview"]:
        audit.read("batch.preview-read", found, by=request.user)
    return render(request, template, shown)


def outcome(request: SignedIn, batch: Batch) -> dict[str, object]:
    """What the page of a batch shows."""
    may_load = can_load(request.user, batch.area)
    code = request.GET.get("code", "").replace("\x00", "")
    return {
        "batch": batch,
        "step": step_of(batch),
        "code": code,
        "kinds": kinds_of_problems(batch, at_most=KINDS),
        "page": Paginator(problems_of(batch, code), PER_PAGE).get_page(request.GET.get("page")),
        "unattended": nobody_works(batch),
        "speed": speed_in_words(speed(batch.done, batch.total, batch.started_at, timezone.now())),
        "may_load": may_load,
        "sheets": sheets_of(batch) if may_load else [],
        "likely_sheet": likely_sheet(batch) if may_load else "",
        "accept_form": AcceptForm(batch=batch) if may_load and batch.status == Batch.Status.CHECKED else None,
        "why_not_withdraw": why_not_withdraw(batch),
        "few": [] if batch.purged_at else in_words(batch.small_groups),
        "preview": as_panels_see(batch.preview) if may_load else [],
        "to_mend": may_load and anything_to_take(batch),
        "conflicts": len(conflicting_lines(batch)) if may_load and batch.status in COMPARED else 0,
        "stated": statement.in_words(batch.statement),
        "signed_at": statement.signed_at(batch.statement),
        "put_away": notes_put_away(batch),
        "nothing_to_load": nothing_to_load(batch),
        "loaded_before": loaded_before(batch),
    }


def step_of(batch: Batch) -> int:
    """Which of the four steps comes next: 2 to look at the result, 3 to load, 4 to decide held rows; 0 once done."""
    if batch.status == Batch.Status.LOADED:
        return 4 if batch.held else 0
    if batch.settled:
        return 2 if batch.status == Batch.Status.CHECKED else 0
    return 2 if batch.dry_run else 3


def why_not_withdraw(batch: Batch) -> str:
    """The sentence that says what stands against it, or ""."""
    try:
        check_can_withdraw(batch)
    except NotAllowed as refused:
        return str(refused)
    return ""


@login_required
@require_POST
def accept_batch(request: SignedIn, batch_id: int) -> HttpResponse:
    """Load what was only checked."""
    found = batch_for(request.user, batch_id)
    check_can_load(request.user, found.area)
    check_can_accept(found)
    form = AcceptForm(request.POST, batch=found)
    if not form.is_valid():
        shown = outcome(request, found) | {"accept_form": form, "error_lines": error_links(form)}
        return render(request, "reviews/batches/batch.html", shown)
    accept(batch=found, **form.asked(), by=request.user)
    wake(found.pk)
    return redirect("reviews:batch", found.pk)


@login_required
@require_POST
def choose_sheet(request: SignedIn, batch_id: int) -> HttpResponse:
    """Check another sheet of the workbook."""
    found = batch_for(request.user, batch_id)
    check_can_load(request.user, found.area)
    check_sheet(batch=found, sheet=request.POST.get("sheet", ""), by=request.user)
    wake(found.pk)
    return redirect("reviews:batch", found.pk)


@login_required
@require_POST
def cancel_batch(request: SignedIn, batch_id: int) -> HttpResponse:
    """Stop a load that waits or is under way."""
    found = batch_for(request.user, batch_id)
    check_can_load(request.user, found.area)
    cancel(batch=found, by=request.user)
    return redirect("reviews:batch", found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_batch(request: SignedIn, batch_id: int) -> HttpResponse:
    """Ask once more, then take the batch back."""
    found = batch_for(request.user, batch_id)
    check_can_load(request.user, found.area)
    check_can_withdraw(found)
    if request.method == "POST":
        withdraw(batch=found, by=request.user)
        return redirect("reviews:batch", found.pk)
    return render(request, "reviews/batches/withdraw.html", {"batch": found})
