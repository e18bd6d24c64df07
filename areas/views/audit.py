"""The audit trail, for data stewards of their areas and for site administrators."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedIn
from areas.audit_details import detail_in_words
from areas.audit_trail import events_for, page_of, take
from areas.audit_words import VIA, action_in_words, thing_in_words
from areas.forms_audit import AuditForm


@login_required
@never_cache
@require_safe
def trail(request: SignedIn) -> HttpResponse:
    """Newest first, as the address asks."""
    form = AuditForm(request.GET)
    asked = form.asked()
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
    rows, following = page_of(events_for(request.user, asked), number)
    chosen = {name: str(value) for name, value in vars(asked).items() if value}
    context = {
        "form": form,
        "events": [
            {
                "row": row,
                "action": action_in_words(row.action),
                "thing": thing_in_words(row.on_type, row.on_id),
                "detail": detail_in_words(row.detail),
            }
            for row in rows
        ],
        "VIA": VIA,
        "chosen": chosen,
        "query": urlencode(chosen),
        "before": number,
        "following": following,
    }
    return render(request, "areas/audit.html", context, status=200 if form.is_valid() else 422)


@login_required
@require_POST
def take_trail(request: SignedIn) -> StreamingHttpResponse:
    lines = take(asked=AuditForm(request.POST).asked(), by=request.user)
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
