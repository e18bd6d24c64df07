"""Batches, case notes, panels, workshops, judgements, agreed reviews and illustrative cases."""

from reviews.models.agreed_review import AgreedReview, Presence
from reviews.models.answers import (
    Achievability,
    AlternativeExisted,
    Answers,
    BestPathway,
    Confidence,
    CostImplication,
    LevelOfNeed,
    PersonImplication,
    Timing,
)
from reviews.models.batch import Batch, BatchProblem
from reviews.models.case_note import AgeBand, CaseNote
from reviews.models.declaration import Declaration
from reviews.models.exchange import Exchange
from reviews.models.hash_check import HashCheck
from reviews.models.held import HeldFinding, HeldRow, ScreenEntry
from reviews.models.illustrative_case import IllustrativeCase
from reviews.models.judgement import Judgement
from reviews.models.own import Draft, PrivateNote, Turn
from reviews.models.panel import Panel, PanelMember, QuorumProfession, QuorumRule
from reviews.models.worker import WorkerSign
from reviews.models.workshop import Workshop, WorkshopNote

__all__ = [
    "Achievability",
    "AgeBand",
    "AgreedReview",
    "AlternativeExisted",
    "Answers",
    "Batch",
    "BatchProblem",
    "BestPathway",
    "CaseNote",
    "Confidence",
    "CostImplication",
    "Declaration",
    "Draft",
    "Exchange",
    "HashCheck",
    "HeldFinding",
    "HeldRow",
    "IllustrativeCase",
    "Judgement",
    "LevelOfNeed",
    "Panel",
    "PanelMember",
    "PersonImplication",
    "Presence",
    "PrivateNote",
    "QuorumProfession",
    "QuorumRule",
    "ScreenEntry",
    "Timing",
    "Turn",
    "WorkerSign",
    "Workshop",
    "WorkshopNote",
]
