"""The columns of a case-note file, as in docs/file-formats.md, and what else people call them. No Django in here."""

from reviews.intake.headers import Columns

COLUMNS = Columns(
    known=(
        "reference", "decision_point", "age_band", "actual_pathway", "narrative", "review_point", "locality",
        "organisation", "sex", "living_situation", "support_before", "self_referred", "length_of_stay_days",
        "attendances_last_year", "event_month",
    ),
    required=("reference", "decision_point", "age_band", "actual_pathway", "narrative"),
    months=("event_month",),
    also={
        "reference": ("ref", "caseref", "casereference", "noteref", "notereference", "pseudonym", "pseudonymid"),
        "decision_point": ("decision", "question", "pathwaydecision", "diagnosticquestion"),
        "age_band": ("agegroup", "agerange", "agecategory"),
        "actual_pathway": ("pathway", "pathwaytaken", "pathwayused", "actualpathwaytaken"),
        "narrative": ("narrativetext", "casenote", "casenotes", "note", "notes", "notetext", "freetext"),
        "review_point": ("reviewpointnumber", "pointintime"),
        "locality": ("localityname", "neighbourhood", "district"),
        "organisation": ("organization", "organisationname", "provider", "trust"),
        "living_situation": ("livingarrangement", "livingarrangements"),
        "support_before": ("priorsupport", "previoussupport", "supportbeforeadmission"),
        "self_referred": ("selfreferral", "selfreferredyesno"),
        "length_of_stay_days": ("lengthofstay", "los", "losdays"),
        "attendances_last_year": ("attendances", "attendancesinlastyear", "attendancesinthelastyear"),
        "event_month": ("month", "monthofevent"),
    },
)  # fmt: skip
