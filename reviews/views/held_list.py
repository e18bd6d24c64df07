"""All that is undecided in a batch, the same text together, and decisions about many findings at once."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from accounts.requests import SignedIn
from config.errors import NotAllowed
from reviews.intake import access, held_groups
from reviews.intake.screen.finding import CERTAIN
from reviews.intake.small_groups import in_words
from reviews.models import Batch
from reviews.views.held import as_asked, tell

PER_PAGE = 25


@login_required
@never_cache
@require_safe
def held_rows(request: SignedIn, batch_id: int) -> HttpResponse:
    """What waits, by kind and text; back to the batch when nothing does."""
    batch = _batch(request, batch_id)
    if not access.held_rows_of(batch):
        return redirect("reviews:batch", batch_id)
    audit.read("batch.held-rows-read", batch, by=request.user)
    return render(request, "reviews/batches/held_list.html", _page(request, batch))


@login_required
@require_POST
def decide_many(request: SignedIn, batch_id: int) -> HttpResponse:
    """Redact all of a kind or all that is certain; or decide one text wherever it stands."""
    batch = _batch(request, batch_id)
    sent = {name: request.POST.get(name, "") for name in ("kind", "certainty", "finding")}
    findings = held_groups.findings_of(batch, **sent)
    try:
        outcome = as_asked(batch, findings, request)
    except NotAllowed as refused:
        errors = [{"text": str(refused), "href": f"#reason-{sent['finding']}"}]
        context = _page(request, batch) | {"error_lines": errors, "wrong": sent["finding"]}
        return render(request, "reviews/batches/held_list.html", context)
    if findings:
        messages.success(request, "Decided.")
    tell(request, outcome)
    return redirect("reviews:held-rows", batch_id)


def _batch(request: SignedIn, batch_id: int) -> Batch:
    batch = access.batch_for(request.user, batch_id)
    access.check_can_load(request.user, batch.area)
    return batch


def _page(request: SignedIn, batch: Batch) -> dict[str, Any]:
    page = Paginator(held_groups.groups_of(batch), PER_PAGE).get_page(request.GET.get("page"))
    kinds, waiting = held_groups.kinds_of(batch), access.held_rows_of(batch)
    return {
        "batch": batch,
        "page": page,
        "groups": held_groups.as_groups(list(page.object_list)),
        "kinds": kinds,
        "certain": sum(kind["certain"] for kind in kinds),
        "CERTAIN": CERTAIN,
        "rows": len(waiting),
        "few": in_words(batch.small_groups),
        "first": waiting[0] if waiting else None,
    }
