"""Places, who does what there, and the local figures that turn counts into money."""

from areas.models.area import Area, Locality, Membership, Organisation, Role
from areas.models.evidence import InputEvidence, Measured
from areas.models.inputs import AreaCost, DecisionPointInput, RealisableShare
from areas.models.invitation import Invitation
from areas.models.local_service import LocalService, LocalStatus
from areas.models.procurement import Procurement, ProcurementRate, ProcurementReason
from areas.models.role_held import RoleHeld

__all__ = [
    "Area",
    "AreaCost",
    "DecisionPointInput",
    "InputEvidence",
    "Invitation",
    "LocalService",
    "LocalStatus",
    "Locality",
    "Measured",
    "Membership",
    "Organisation",
    "Procurement",
    "ProcurementRate",
    "ProcurementReason",
    "RealisableShare",
    "Role",
    "RoleHeld",
]
