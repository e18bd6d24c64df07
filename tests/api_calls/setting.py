"""How the calls are made: all checks, with ids of things that are there among those that are made up."""

from typing import Any

from schemathesis.config import SchemathesisConfig

from tests.rights.world import World

# What a parameter of an address is filled with in three of four calls: mine, another area's, and none at all.
FILLED = {
    "slug": ("slug",),
    "batch_id": ("batch", "held", "checked", "waiting"),
    "workshop_id": ("workshop", "own"),
    "note_id": ("place", "unjudged", "contested", "collecting"),
    "exchange_id": ("exchange",),
    "number": ("approved", "proposed", "of all"),
}
# What a call that keeps to the description may be answered: the state of things can refuse it, too.
TAKEN = ["2xx", "401", "403", "404", "409", "412", "422", "428"]
# Here a value's rules are the catalogue's, or hang on other values and today's date: 400 tells them by `fields`.
RULED = ("/judgement/", "/agreed-review/", "/batches/", "/accept/")
PATIENCE = 120  # seconds for an answer: what is slow on a busy machine is not wrong
PHASES = ("examples", "coverage", "fuzzing", "stateful")


def setting(
    headers: dict[str, str], world: World, *, examples: int, seed: int, phases: tuple[str, ...] | None = None
) -> SchemathesisConfig:
    """`examples`: at most, of each operation, beside those at the edges of what is described."""
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "headers": headers,
            "dictionaries": {name: {"values": _ids(name, world)} for name in FILLED},
            "parameters": {f"path.{name}": {"dictionary": name, "probability": 0.75} for name in FILLED},
            "generation": {"max-examples": examples, "database": "none", "no-shrink": True},
            "checks": _accepting(TAKEN),
            "operations": [{"include-path-regex": f"{each}$", "checks": _accepting([*TAKEN, "400"])} for each in RULED],
            "phases": {each: {"enabled": each in (phases or PHASES)} for each in PHASES},
            "continue-on-failure": True,
            "cache": {"enabled": False},  # or it leaves a folder where it is run
            "request-timeout": PATIENCE,
        }
    )


def _accepting(statuses: list[str]) -> dict[str, Any]:
    return {"positive_data_acceptance": {"expected-statuses": statuses}}


def _ids(parameter: str, world: World) -> list[Any]:
    wheres = (world.mine, world.mine, world.mine, world.other, world.none)
    return [where[name] for where in wheres for name in FILLED[parameter]]
