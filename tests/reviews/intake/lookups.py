"""A small catalogue and one locality, as the checks are given them."""

from reviews.intake.agreed_reviews import KnownNote
from reviews.intake.lookups import Choices, Lookups

DISCHARGE = [
    ("falls-service", "Falls service"),
    ("reablement", "Reablement at home"),
    ("domiciliary-package", "Domiciliary package"),
    ("residential-placement", "Long-term residential placement"),
]
SETTING = [("acute-bed", "Acute ward bed"), ("reablement", "Reablement at home")]
INTAKE = [("falls-service", "Falls service")]
REASONS = [("hospital-pressure", "Hospital pressure"), ("capacity-short", "Not enough capacity in the better service")]
ELSEWHERE = [("four-hour-pressure", "Admitted to meet the four-hour standard")]

LOOKUPS = Lookups(
    pathways={"q3-discharge": Choices(DISCHARGE), "q2-setting": Choices(SETTING)},
    every_pathway=Choices([*DISCHARGE, SETTING[0]]),
    reasons={"q3-discharge": Choices(REASONS)},
    every_reason=Choices([*REASONS, *ELSEWHERE]),
    preventive_services=Choices([("falls-prevention", "Falls prevention"), ("medication-review", "Medication review")]),
    localities=Choices.of_values(["Ashford", "Canterbury"]),
)
NOTES = {
    ("KEN-001", 1): KnownNote("q3-discharge", "reablement"),
    ("KEN-002", 1): KnownNote("q3-discharge", "reablement", retired=True),
}
