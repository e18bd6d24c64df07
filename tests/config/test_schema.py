"""The OpenAPI description tells the truth about errors."""

import pytest
import yaml
from django.test import Client

from tests.conftest import Cast


@pytest.fixture
def schema(client: Client, cast: Cast) -> dict:
    client.force_login(cast.lead)
    return yaml.safe_load(client.get("/api/v1/schema/").content)


def test_every_operation_describes_its_problems(schema: dict) -> None:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            described = operation["responses"]["default"]["content"]["application/problem+json"]["schema"]
            assert described == {"$ref": "#/components/schemas/Problem"}, f"{method} {path}"


def test_a_real_problem_has_what_is_described(client: Client, cast: Cast, schema: dict) -> None:
    told = client.get("/api/v1/areas/nowhere/").json()
    described = schema["components"]["schemas"]["Problem"]
    assert set(described["required"]) <= set(told) <= set(described["properties"])


@pytest.mark.parametrize("asked", ["0", "1001", "-1", "all", "", "²"])
def test_a_page_size_out_of_range_is_refused(client: Client, cast: Cast, asked: str) -> None:
    client.force_login(cast.lead)
    answer = client.get("/api/v1/reasons/", {"page_size": asked})
    assert (answer.status_code, answer.json()["code"], [*answer.json()["fields"]]) == (400, "invalid", ["page_size"])
    assert client.get("/api/v1/reasons/", {"page_size": "1000"}).status_code == 200
