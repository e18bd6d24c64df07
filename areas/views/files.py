"""An area as a file: taken away, and given back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedIn
from areas.access import area_for
from areas.area_file import Loaded, as_json, as_workbook, contents, load_area
from areas.area_file.load import MOST_BYTES
from areas.area_file.taken import record_taken
from areas.forms import FileForm
from areas.views import sent_by
from config.errors import Problem, Refused

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def download(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """The area file, as `form` json or xlsx."""
    area = area_for(request.user, slug, "see figures")
    now = contents(area)
    record_taken(area=area, form=form, by=request.user)
    body, kind = (as_workbook(now), WORKBOOK) if form == "xlsx" else (as_json(now), "application/json")
    name = f'attachment; filename="{area.slug}.{form}"'
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": name})


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedIn, slug: str) -> HttpResponse:
    """A file for this area alone. What is wrong with it is listed, and then nothing has changed."""
    area = area_for(request.user, slug, "edit inputs")
    form = FileForm(sent_by(request), request.FILES)
    problems: tuple[Problem, ...] = ()
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            loaded = load_area(given.read(MOST_BYTES + 1), only=area.slug, by=request.user)
        except Refused as refused:
            problems = refused.problems
        else:
            _tell(request, loaded)
            return redirect("areas:inputs", area.slug)
    context = {"area": area, "form": form, "problems": problems}
    return render(request, "areas/upload.html", context, status=422 if problems else 200)


def _tell(request: SignedIn, loaded: Loaded) -> None:
    """What the load did, and what it passed over."""
    if loaded.changed:
        changed = ", ".join(name.replace("_", " ") for name in loaded.changed)
        messages.success(request, f"Taken from the file: {changed}.")
    else:
        messages.info(request, "The file says what stands here already. Nothing was changed.")
    for sentence in loaded.kept:
        messages.warning(request, sentence)
    for place in loaded.unknown:
        messages.warning(request, f"{place} means nothing here and was passed over.")
