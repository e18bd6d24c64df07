"""The page from which leads take the research file.

Its form says `later`: a worker makes it. Without that word the answer is the file, as a stream.
"""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedIn
from areas.fields import LineField
from opportunities.export_jobs.source import Wanted
from opportunities.models.export_job import ExportForm
from opportunities.research_file import hand_out, research_area_for
from opportunities.views.export_jobs import ask_and_follow


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
    reason = form.cleaned_data["reason"]
    if "later" in request.POST:
        return ask_and_follow(request, Wanted(ExportForm.ANSWERS, area.slug, lifted_because=reason))
    lines = hand_out(area=area, reason=reason, by=request.user)
    headers = {"Content-Disposition": f'attachment; filename="answers-{slugify(area.name)}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
