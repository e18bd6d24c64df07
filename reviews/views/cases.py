"""Illustrative cases of an area: written, approved by a second person, withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit
from accounts.requests import SignedIn
from areas.models import Area
from areas.tabs import tabs
from config.errors import NotAllowed
from reviews.cases import access, write
from reviews.cases.lines import LABELS
from reviews.cases.screened import Identifying
from reviews.forms.cases import CaseForm, RefusalForm
from reviews.models import AgreedReview, IllustrativeCase
from reviews.views.agreed_words import answered
from reviews.views.evidence_page import narrated
from reviews.workshops.facts import facts, title
from reviews.workshops.hidden import NoteHidden

PER_PAGE = 20


@login_required
@never_cache
@require_safe
def cases(request: SignedIn, slug: str) -> HttpResponse:
    """Those there are, and the agreed reviews that more can be written from."""
    area = access.cases_area_for(request.user, slug)
    page = Paginator(access.offered(request.user, area), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "area": area,
        "tabs": tabs(request.user, area, "Cases"),
        "labels": LABELS,
        "cases": [(case, title(case.note)) for case in access.cases_for(request.user, area)],
        "page": page,
        "offered": [(review, title(review.note)) for review in page],
    }
    return render(request, "reviews/cases/list.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def new_case(request: SignedIn, slug: str, review_id: int) -> HttpResponse:
    """The note to read, beside the four lines to write."""
    area = access.cases_area_for(request.user, slug)
    try:
        review = access.review_to_write_from(request.user, area, review_id)
    except NoteHidden as hidden:
        back = reverse("reviews:cases", args=[area.slug])
        context = {"sentence": str(hidden), "back": back, "back_label": f"Illustrative cases of {area.name}"}
        return render(request, "reviews/hidden_from_list.html", context, status=403)
    audit.read("agreed-review.read", review.note, by=request.user)
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _written(request, area, review, form):
        messages.success(request, "Saved. It is shown once another person has approved it.")
        return redirect("reviews:cases", slug)
    return render(request, "reviews/cases/new.html", _beside_its_note(area, review) | {"form": form})


def _written(request: SignedIn, area: Area, review: AgreedReview, form: CaseForm) -> bool:
    """False with what is to be mended in the form."""
    try:
        write.write_case(area=area, review_id=review.pk, lines=form.cleaned_data, reasons=form.reasons, by=request.user)
    except Identifying as identifying:
        form.ask_about(identifying.found)
    except NotAllowed as refused:
        form.add_error(None, str(refused))
    return form.is_valid()


def _beside_its_note(area: Area, review: AgreedReview) -> dict[str, object]:
    entered, pairs = answered(review)
    return {
        "area": area,
        "review": review,
        "title": title(review.note),
        "facts": facts(review.note),
        "answers": pairs,
        **narrated(review.note.narrative, entered),
    }


@login_required
@never_cache
@require_safe
def case(request: SignedIn, slug: str, case_id: int) -> HttpResponse:
    area = access.cases_area_for(request.user, slug)
    return _page(request, area, access.case_for(request.user, area, case_id), RefusalForm())


@login_required
@require_POST
def approve(request: SignedIn, slug: str, case_id: int) -> HttpResponse:
    area = access.cases_area_for(request.user, slug)
    found = access.case_for(request.user, area, case_id)
    write.approve_case(case_id=found.pk, by=request.user)
    messages.success(request, "Approved. It is shown beside the figures and in reports from now on.")
    return redirect("reviews:cases", slug)


@login_required
@require_POST
def refuse(request: SignedIn, slug: str, case_id: int) -> HttpResponse:
    area = access.cases_area_for(request.user, slug)
    found = access.case_for(request.user, area, case_id)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, area, found, form)
    write.refuse_case(case_id=found.pk, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, "Sent back. Another can be written from the same note.")
    return redirect("reviews:cases", slug)


@login_required
@require_POST
def withdraw(request: SignedIn, slug: str, case_id: int) -> HttpResponse:
    area = access.cases_area_for(request.user, slug)
    found = access.case_for(request.user, area, case_id)
    write.withdraw_case(case_id=found.pk, by=request.user)
    messages.success(request, "Withdrawn. It is shown no more; publications keep the copy they have.")
    return redirect("reviews:cases", slug)


def _page(request: SignedIn, area: Area, found: IllustrativeCase, form: RefusalForm) -> HttpResponse:
    context = {
        "area": area,
        "case": found,
        "labels": LABELS,
        "title": title(found.note),
        "form": form,
        "may_decide": access.may(access.check_can_decide, request.user, found),
        "may_withdraw": access.may(access.check_can_withdraw, request.user, found),
    }
    return render(request, "reviews/cases/case.html", context)
