"""Figures over HTTP, straight from the stored tables: nothing is worked out and nothing is written."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.requests import caller
from opportunities import api_shapes
from opportunities.access import shown_to
from opportunities.scenarios.access import scenarios_area_for
from opportunities.scenarios.answer import scenarios_answer


class Table(APIView):
    """One of the tables, of one area or of all areas."""

    table = ""

    def get(self, request: Request, slug: str | None = None) -> Response:
        return Response(shown_to(caller(request), slug).table(self.table))  # type: ignore[arg-type]


def _described(table: str, shape: type[Serializer]) -> type[Table]:
    """The view of one table, with its shape in the OpenAPI description."""
    view = type(table.title().replace("_", ""), (Table,), {"table": table, "__doc__": shape.__doc__})
    return extend_schema(responses={200: shape}, tags=["figures"])(view)


Opportunities = _described("opportunities", api_shapes.Opportunities)
CostMovements = _described("cost_movements", api_shapes.CostMovements)
Flows = _described("flows", api_shapes.Flows)
Breakdowns = _described("breakdowns", api_shapes.Breakdowns)
Headlines = _described("headlines", api_shapes.Headlines)
Consistency = _described("consistency", api_shapes.Consistency)


class Scenarios(APIView):
    """An area's scenarios with what each would save, for its leads."""

    @extend_schema(responses={200: api_shapes.Scenarios}, tags=["figures"])
    def get(self, request: Request, slug: str) -> Response:
        return Response(scenarios_answer(scenarios_area_for(caller(request), slug)))  # type: ignore[arg-type]
