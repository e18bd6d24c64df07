"""What each column of the files means, in which unit, and where it comes from. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from opportunities.exports.columns import Column, Sheet

REVIEWS, INPUTS, BOTH = "Agreed reviews", "Inputs of the area", "Agreed reviews and inputs of the area"
CATALOGUE, MEMBERS = "Catalogue", "Members’ own answers before discussion"

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "text": "text", "labels": "texts, at most two", "ranked": "texts with counts, at most two",
        "count": "reviews or notes", "share": "0 to 1, shown as %", "shares": "0 to 1, lower and upper end",
        "pounds": "£ a year", "amounts": "£ a year, lower and upper end", "yearly": "people a year",
        "measure": "reviews, or £ a year", "coefficient": "1 at most", "coefficients": "lower and upper end",
    }
)  # fmt: skip

# Meaning and source by key; a pair of sheet and key where one key means another thing there.
MEANINGS: Mapping[str | tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        "label": ("What the row is about.", CATALOGUE),
        ("headlines", "label"): ("The finding.", CATALOGUE),
        ("sensitivity", "label"): ("The one input that is changed; all others stay as set.", INPUTS),
        "name": ("The area.", INPUTS),
        "notes_reviewed": ("Agreed reviews that answered yes or no.", REVIEWS),
        "unclear": ("Agreed reviews with not enough information: counted in neither of the two.", REVIEWS),
        "improvable": ("Agreed reviews in which a better pathway existed.", REVIEWS),
        "improvable_share": ("Improvable ÷ notes reviewed.", REVIEWS),
        "improvable_share_interval": ("95% Wilson interval of the share.", REVIEWS),
        "top_proposed": ("The two pathways proposed most, by pathway group.", REVIEWS),
        "instead_of": ("The actual pathway that these most often stand instead of.", REVIEWS),
        "top_reasons": ("The two main reasons named most, leaving out practitioner variation.", REVIEWS),
        "saving": ("People a year × difference in cost, netted inside each sector and added up.", BOTH),
        "saving_interval": ("80% interval of the saving, by resampling the reviews.", BOTH),
        "saving_share": ("Saving ÷ all savings.", BOTH),
        "saving_typical": ("Saving × £1bn ÷ total budget.", BOTH),
        "missing": ("How many inputs are missing before the money can be worked out.", INPUTS),
        "gross_saving": ("What the sector would no longer spend.", BOTH),
        "reinvestment": ("What the sector would have to spend more.", BOTH),
        "net": ("Gross saving less reinvestment.", BOTH),
        "gross_saving_typical": ("Gross saving × £1bn ÷ total budget.", BOTH),
        "reinvestment_typical": ("Reinvestment × £1bn ÷ total budget.", BOTH),
        "net_typical": ("Net saving × £1bn ÷ total budget.", BOTH),
        "saving_drivers": ("The actual pathways with the largest gross saving.", BOTH),
        "investment_drivers": ("The proposed pathways with the largest reinvestment.", BOTH),
        "decision_point_label": ("Where the decision is made.", CATALOGUE),
        "actual_label": ("Where people were.", REVIEWS),
        "proposed_label": ("Where panels would have had them.", REVIEWS),
        "count": ("How many of them.", REVIEWS),
        ("flows", "count"): ("Improvable reviews with this actual and this proposed pathway.", REVIEWS),
        ("consistency_rates", "count"): ("How many of them.", MEMBERS),
        "annual_flow": ("Yearly volume × count ÷ notes reviewed × realisable share.", BOTH),
        "part": ("A part of the headline: a service.", CATALOGUE),
        "denominator": ("Of how many.", REVIEWS),
        "share": ("Count ÷ of how many.", REVIEWS),
        "interval": ("95% Wilson interval of a share of reviews; 80% interval of money.", BOTH),
        "field_label": ("The question that members answered.", CATALOGUE),
        "notes": ("Notes that two or more members answered on their own.", MEMBERS),
        "answers": ("Answers to all of these notes.", MEMBERS),
        "same_answer": ("Of pairs of members who read the same note, those with the same answer.", MEMBERS),
        "alpha": ("Krippendorff’s alpha: agreement beyond chance; 0 is what chance would give.", MEMBERS),
        "alpha_interval": ("95% interval of alpha, by resampling notes.", MEMBERS),
        "ac1": ("Gwet’s AC1: agreement beyond chance, steadier where nearly all answers are alike.", MEMBERS),
        "ac1_interval": ("95% interval of AC1, by resampling notes.", MEMBERS),
        "not_estimated": ("Why alpha can’t be worked out.", MEMBERS),
        "about": ("What the rate is of.", MEMBERS),
        "low": ("The whole saving with this input at its low.", BOTH),
        "base": ("The whole saving with every input as set.", BOTH),
        "high": ("The whole saving with this input at its high.", BOTH),
        "once": ("The saving with each person counted once along the pathway.", BOTH),
        "taken_off": ("What that takes off the saving.", BOTH),
        "scenario": ("The scenario, or the area as it is set.", INPUTS),
        "scenario_about": ("What would have to be done, as the lead wrote it.", INPUTS),
        "more_than_as_set": ("What the scenario saves more than the area as it is set.", BOTH),
        "shares_from": (
            "Where realisable shares start from: as set, or from panels’ answers.",
            INPUTS,
        ),
        "counted_once": ("Whether each person is counted once along the pathway.", INPUTS),
        "input": ("The input that the scenario changes.", INPUTS),
        "as_set": ("What the area has set.", INPUTS),
        "instead": ("What it is in the scenario.", INPUTS),
        "reason": ("Why, as the lead wrote it.", INPUTS),
    }
)


def meaning(sheet: Sheet, column: Column) -> tuple[str, str, str]:
    """Meaning, unit and source of a column. Raises KeyError for one that nobody has explained."""
    said, source = MEANINGS.get((sheet.code, column.key)) or MEANINGS[column.key]
    return said, UNITS[column.kind], source
