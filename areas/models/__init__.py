"""Places, who does what there, and the local figures that turn counts into money."""

from areas.models.area import Area, Locality, Membership, Organisation, Role
from areas.models.inputs import AreaCost, DecisionPointInput, RealisableShare
from areas.models.local_service import LocalService, LocalStatus
from areas.models.procurement import Procurement, ProcurementRate, ProcurementReason

__all__ = [
    "Area",
    "AreaCost",
    "DecisionPointInput",
    "LocalService",
    "LocalStatus",
    "Locality",
    "Membership",
    "Organisation",
    "Procurement",
    "ProcurementRate",
    "ProcurementReason",
    "RealisableShare",
    "Role",
]
