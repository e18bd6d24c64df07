"""One role's calls: how many were made, what was answered, and which checks failed."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.engine import events, from_schema

from tests.api_calls.app import TakingBack
from tests.api_calls.roles import headers_of
from tests.api_calls.server import serving
from tests.api_calls.setting import PATIENCE, setting
from tests.rights.world import World


@dataclass
class Found:
    """`failed` has for each check, operation and status what was wrong first and a call that shows it."""

    role: str
    answers: Counter[int] = field(default_factory=Counter)
    failed: dict[tuple[str, str, int], str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)  # what kept a check from being made

    @property
    def calls(self) -> int:
        return self.answers.total()

    @property
    def well(self) -> bool:
        return not (self.failed or self.errors or any(status >= 500 for status in self.answers))

    def as_told(self) -> dict[str, Any]:
        failed = [{"of": list(which), "first": first} for which, first in sorted(self.failed.items())]
        answers = {str(status): number for status, number in sorted(self.answers.items())}
        return {"role": self.role, "calls": self.calls, "answers": answers, "failed": failed, "errors": self.errors}


def run(role: str, world: World, *, examples: int, seed: int, phases: tuple[str, ...] | None = None) -> Found:
    """Calls as `role` in `world`, which stays as it is. `phases` of the library, by name; None is all of them."""
    found, app = Found(role), TakingBack()
    with serving(app) as address:
        config = setting(headers_of(role, world), world, examples=examples, seed=seed, phases=phases)
        schema = schemathesis.openapi.from_url(f"{address}/api/v1/schema/", config=config, timeout=PATIENCE)
        for event in from_schema(schema).execute():
            _note(event, found)
    found.answers = app.answered
    return found


def _note(event: Any, found: Found) -> None:
    if isinstance(event, events.NonFatalError | events.FatalError):
        found.errors.append(str(getattr(event, "info", event)))
    if not isinstance(event, events.ScenarioFinished):
        return
    for case_id, checks in event.recorder.checks.items():
        for check in checks:
            if check.failure_info:
                _keep(found, event, case_id, check)


def _keep(found: Found, event: Any, case_id: str, check: Any) -> None:
    """A call is told without its headers, which have a token."""
    answered = event.recorder.interactions.get(case_id)
    response = answered.response if answered else None
    case = event.recorder.cases[case_id].value
    failure = check.failure_info.failure
    told = f"{failure.title}: {failure.message[:300]} | {case.method} {case.formatted_path} {case.query} "
    told += f"{str(case.body)[:200]} | {response.content[:300] if response else ''}"
    found.failed.setdefault((check.name, case.operation.label, response.status_code if response else 0), told)
