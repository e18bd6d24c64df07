"""What was published, over HTTP: for whoever sees figures of the area, as it was published."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import caller
from opportunities import api_publication_shapes as shapes
from opportunities.publications import access
from opportunities.publications.contents import content_of
from opportunities.publications.edition import edition_of, summary

TABLES = ("opportunities", "cost_movements", "flows", "headlines", "breakdowns", "consistency")


@extend_schema(responses={200: shapes.Publications}, tags=["figures"])
class Publications(APIView):
    """Approved publications, newest first."""

    tells_a_list = True

    def get(self, request: Request, slug: str | None = None) -> Response:
        area = access.place_for(caller(request), slug)
        approved = access.publications_for(caller(request), area).filter(outcome="approved")
        return Response({"area": slug, "publications": [summary(each) for each in approved]})


@extend_schema(responses={200: shapes.Publication}, tags=["figures"])
class Publication(APIView):
    """One approved publication with every table, its inputs that you may read, its catalogue and its cases."""

    def get(self, request: Request, number: int, slug: str | None = None) -> Response:
        user = caller(request)
        publication = access.approved_for(user, slug, number)
        content = content_of(publication)
        shown = edition_of(publication, content).shown
        body: dict[str, Any] = summary(publication) | {name: shown.table(name) for name in TABLES}
        kept = {"inputs": access.readable_inputs(user, content.inputs), "catalogue": content.catalogue}
        return Response(body | kept | {"cases": content.cases})
