"""The catalogue, for everybody who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedIn
from pathways import catalogue, questions
from pathways.models import NationalCost


@login_required
@require_safe
def show(request: SignedIn) -> HttpResponse:
    context = {
        "points": catalogue.by_decision_point(),
        "q7": next(question for question in questions.QUESTIONS if question.code == "Q7"),
        "professions": catalogue.professions(),
        "preventive_services": catalogue.preventive_services(),
        "sectors": catalogue.sectors(),
        "cost_of": cost_of,
    }
    return render(request, "pathways/catalogue.html", context)


def cost_of(cost: NationalCost) -> str:
    """What one decision costs a sector, to the pound."""
    return f"£{round(cost.unit_cost * cost.units):,}"
