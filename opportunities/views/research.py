"""The page from which leads take the research file."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from areas.fields import LineField
from opportunities.research_file import hand_out, research_area_for


class ReasonForm(forms.Form):
    reason = LineField(
        max_length=200,
        label="What is it for?",
        help_text="Recorded with your name. For example: agreement between professions, for the programme board.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def research(request: SignedIn, slug: str) -> HttpResponseBase:
    area = research_area_for(request.user, slug)
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "opportunities/research.html", {"area": area, "form": form}, status=status)
    lines = hand_out(area=area, reason=form.cleaned_data["reason"], by=request.user)
    headers = {"Content-Disposition": f'attachment; filename="answers-{slugify(area.name)}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
