"""What files say about themselves, in plain sentences: what they were made from, what is missing, how to read them."""

from opportunities.disclosure import words as disclosure
from opportunities.exports.edition import Edition
from opportunities.times import moment

READING = (
    ("*", "A number kept back, because it is small or would give a small one away."),
    ("–", "Not known, or there is no such thing in this row."),
    ("Improvable", "The panel agreed that a better pathway existed."),
    ("95% interval", "Where the share would lie in 95 of 100 such samples; few reviews make it wide."),
    ("80% interval", "The same for money, from resampling the reviews."),
    ("A year", "All money is in pounds a year."),
)

METHOD = (
    ("Notes reviewed", "Agreed reviews that answered yes or no. Unclear ones are counted apart."),
    ("Improvable", "Agreed reviews in which the panel said that a better pathway existed."),
    ("Share improvable", "Improvable ÷ notes reviewed, with a 95% Wilson interval."),
    (
        "Other pathways",
        "The two that panels proposed most, by pathway group, and what they most often stand instead of.",
    ),
    ("Reasons", "The two main reasons named most, leaving out practitioner variation."),
    ("People a year", "Yearly volume × improvable reviews of this kind ÷ notes reviewed × realisable share."),
    (
        "Saving",
        "People a year × the difference in cost between the actual and the proposed pathway, added up over sectors.",
    ),
    (
        "Gross, reinvestment, net",
        "For each sector: what it would save, what it would have to spend more on, and the difference.",
    ),
    ("Q7", "Weekly rates above the benchmark × beds × 52 weeks × realisable share. It has no case notes."),
    (
        "80% interval",
        "From resampling the reviews at each decision point at least 2,000 times, always in the same way.",
    ),
    ("Typical £1bn area", "The saving × £1bn ÷ the total health and social care budget."),
    ("All areas", "Counts are pooled over all areas; money over the areas with nothing missing."),
    ("Rounding", "Cells hold unrounded values and show them rounded, so shown rows may not add up to the shown total."),
    (
        "Source",
        "Method after “Efficiency opportunities through health and social care integration”, "
        "Local Government Association with Newton, 2016.",
    ),
)


def publication(edition: Edition) -> str:
    """What disclosure control did, or that the file is not for publication."""
    return disclosure.about(edition.shown.control)


def made_from(edition: Edition) -> str:
    """Made from 566 agreed reviews at 14:05 on 22 November 2026, revision 41."""
    shown = edition.shown
    if not shown.as_of:
        return "Nothing has been rolled up yet."
    return f"Made from {counted(edition)} at {moment(shown.as_of)}, revision {shown.revision}."


def counted(edition: Edition) -> str:
    """566 agreed reviews; under disclosure control about 565, or just "agreed reviews"."""
    reviews, about = edition.shown.reviews_counted, "about " if edition.shown.control else ""
    if reviews is None:
        return "agreed reviews"
    return f"{about if reviews else ''}{reviews:,} agreed {'review' if reviews == 1 else 'reviews'}"


def freshness(edition: Edition) -> str:
    """Whether reviews, inputs or the catalogue have changed since; of a publication, which it is."""
    shown = edition.shown
    if edition.published:
        return edition.published
    if not shown.stale:
        return "Up to date with every review, input and catalogue entry when this file was written."
    if shown.newer:
        return (
            f"Out of date: {shown.newer:,} newer agreed {'review is' if shown.newer == 1 else 'reviews are'} not in it."
        )
    if shown.newer is None:
        return "Out of date: newer agreed reviews are not in it."
    return "Out of date: inputs or the catalogue have changed since."


def standing(edition: Edition) -> str:
    """Whether it may be given away: said on every page of every file."""
    return disclosure.mark(edition.shown.control)
