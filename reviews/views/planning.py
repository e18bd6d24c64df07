"""Planning a workshop, and choosing notes for it by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedIn
from areas.access import area_for, areas_for
from reviews import access
from reviews.forms.workshops import FilterForm, WorkshopForm
from reviews.workshops import planning
from reviews.workshops.outlook import outlook_of
from reviews.workshops.pace import in_words
from reviews.workshops.precision import STEPS, width

PAGE = 50


@login_required
@require_http_methods(["GET", "POST"])
def new_workshop(request: SignedIn) -> HttpResponse:
    """Plan a workshop in the area that the address names, or in the only one there is.

    A POST with `work-out` saves nothing: it shows what the numbers would take and tell.
    """
    access.check_can_plan_somewhere(request.user)
    slug = request.GET.get("area", "")
    areas = list(areas_for(request.user, "plan workshops"))
    if not slug and len(areas) != 1:
        return render(request, "reviews/choose_area.html", {"areas": areas})
    area = area_for(request.user, slug or areas[0].slug, "plan workshops")
    panels = access.panels_for(request.user).filter(area=area)
    form = WorkshopForm(request.POST or None, area=area, panels=panels, free=planning.free_by_decision_point(area.pk))
    outlook, worked_out = outlook_of(area), None
    if "work-out" in request.POST:
        if form.can_be_worked_out():
            worked_out = outlook.worked_out(form.numbers, form.cleaned_data["minutes"], form.judgements_each)
    elif form.is_valid():
        how = {"method": form.cleaned_data["method"], "seed": form.cleaned_data["seed"]}
        made = planning.plan_workshop(plan=form.plan, numbers=form.numbers, **how, by=request.user)
        return redirect("reviews:workshop" if form.numbers else "reviews:choose-notes", made.pk)
    context = {"form": form, "area": area, "has_panels": panels.exists(), "outlook": outlook, "worked_out": worked_out}
    context |= {"steps": STEPS, "width": width, "in_words": in_words}
    return render(request, "reviews/new_workshop.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def choose_notes(request: SignedIn, workshop_id: int) -> HttpResponse:
    """Free notes of the area, filtered and paged; a POST adds the ticked ones and stays on the page."""
    workshop = access.workshop_for(request.user, workshop_id)
    access.check_can_change(workshop)
    if request.method == "POST":
        given = request.POST.getlist("note")[:PAGE]
        ticked = [int(note) for note in given if note.isascii() and note.isdigit() and len(note) < 19]
        added = planning.add_notes(workshop_id=workshop_id, notes=ticked, by=request.user)
        messages.success(request, f"{added} {'note' if added == 1 else 'notes'} added.")
        return redirect(request.get_full_path())
    form = FilterForm(request.GET, area_id=workshop.area_id)
    found = planning.free_listed(workshop.area_id, form.filters)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"workshop": workshop, "filter_form": form, "page": page, "query": query.urlencode()}
    return render(request, "reviews/choose_notes.html", context)


@login_required
@require_POST
def remove_note(request: SignedIn, workshop_id: int, note_id: int) -> HttpResponse:
    planning.remove_note(workshop_id=workshop_id, note_id=note_id, by=request.user)
    messages.success(request, "The note is out of this workshop, and free for another one.")
    return redirect("reviews:workshop", workshop_id)
