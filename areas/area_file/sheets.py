"""The sheets of an area workbook and their columns: what is read, what is written, what the guide says."""

TEXT, NUMBER, CODE = "text", "number", "code"

# Sheet → column → kind. Names are those of the JSON file.
SHEETS: dict[str, dict[str, str]] = {
    "area": {"slug": CODE, "name": TEXT, "total_budget": NUMBER, "reviewed_budget": NUMBER},
    "localities": {"name": TEXT},
    "organisations": {"name": TEXT},
    "decision_points": {"code": CODE, "annual_volume": NUMBER, "realisable_share": NUMBER},
    "by_actual_pathway": {"decision_point": CODE, "actual_pathway": CODE, "share": NUMBER},
    "unit_costs": {"pathway": CODE, "sector": CODE, "unit_cost": NUMBER, "units": NUMBER, "source": TEXT},
    "procurement": {"realisable_share": NUMBER},
    "procurement_reasons": {"reason": TEXT},
    "procurement_rates": {
        "commissioner": TEXT, "sector": CODE, "bed_type": TEXT,
        "weekly_rate": NUMBER, "benchmark": NUMBER, "beds": NUMBER,
    },
    "local_services": {"pathway": CODE, "status": CODE},
    "evidence": {"decision_point": CODE, "of": CODE, "low": NUMBER, "high": NUMBER, "source": TEXT, "as_of": CODE},
}  # fmt: skip
# Shorter ways that people have of giving a list: names with ; between them, beside the row they belong to.
LISTS = {"area": ("localities", "organisations"), "procurement": ("reasons",)}
ALIASES = {
    "rates": "procurement_rates",
    "reasons": "procurement_reasons",
    "services": "local_services",
    "shares": "by_actual_pathway",
}
