"""Which answers members can agree on, and on which scale each stands. No Django in here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviews.consistency.agreement import Scale


@dataclass(frozen=True)
class Field:
    """A question of the form. `from_catalogue`: its answers are pathways or reasons, of which only some are offered."""

    code: str
    label: str
    scale: Scale = Scale.NOMINAL
    from_catalogue: bool = False


FIELDS = (
    Field("best_pathway", "Was it the best pathway?"),
    Field("proposed_pathway", "Which pathway instead", from_catalogue=True),
    Field("level_of_need", "Level of need", Scale.ORDINAL),
    Field("alternative_existed", "Did it exist locally?"),
    Field("timing", "On the day or earlier"),
    Field("main_reason", "Main reason", from_catalogue=True),
    Field("person_implication", "What it would mean for the person", Scale.ORDINAL),
    Field("cost_implication", "What it would mean for cost", Scale.ORDINAL),
    Field("achievability", "How likely to be achieved", Scale.ORDINAL),
)
BEST = FIELDS[0]


@dataclass(frozen=True)
class Named:
    """What codes stand for, each mapping in the order of the form or the catalogue.

    answers      field → code → label
    professions  code → label
    groups       code → (label, its pathways' codes)
    offered      pathway's code → the decision points that it can answer
    """

    answers: Mapping[str, Mapping[str, str]]
    professions: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    offered: Mapping[str, frozenset[str]] = field(default_factory=dict)
