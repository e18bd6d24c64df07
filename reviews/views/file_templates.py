"""Files to fill in, made from the catalogue and an area's places as they stand."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from areas.access import area_for
from reviews.intake.known import gather_known
from reviews.intake.template_columns import TEMPLATES
from reviews.intake.template_files import as_csv, as_workbook

FORMS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@login_required
@require_safe
def template(request: SignedIn, slug: str, kind: str, form: str) -> HttpResponse:
    """One of them, for who may load there."""
    area = area_for(request.user, slug, "load batches")
    if kind not in TEMPLATES or form not in FORMS:
        raise Http404
    write, content_type = FORMS[form]
    body = write(TEMPLATES[kind](gather_known(area.pk).lookups))
    headers = {"Content-Disposition": f'attachment; filename="{kind}-{area.slug}.{form}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
