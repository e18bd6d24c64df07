"""Rows of a batch that did not come in: taken away to be mended, and beside what they are in conflict with."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from accounts.requests import SignedIn
from reviews.intake import access, conflicts, to_mend

PER_PAGE = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@never_cache
@require_POST
def take_rows(request: SignedIn, batch_id: int) -> HttpResponse:
    """Held and rejected rows as a workbook. It may hold what identifies somebody, so that it is taken is recorded."""
    batch = access.batch_for(request.user, batch_id)
    access.check_can_load(request.user, batch.area)
    content = to_mend.take(batch=batch, by=request.user)
    name = f'attachment; filename="batch-{batch.pk}-to-mend.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": name})


@login_required
@never_cache
@require_safe
def conflict_rows(request: SignedIn, batch_id: int) -> HttpResponse:
    """Each conflict column by column, for as long as the rows are kept."""
    batch = access.batch_for(request.user, batch_id)
    access.check_can_load(request.user, batch.area)
    page = Paginator(conflicts.conflicting_lines(batch), PER_PAGE).get_page(request.GET.get("page"))
    audit.read("batch.conflicts-read", batch, by=request.user)
    found = conflicts.conflicts(batch, list(page.object_list), request.user)
    return render(request, "reviews/batches/conflicts.html", {"batch": batch, "page": page, "conflicts": found})
