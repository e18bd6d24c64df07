"""Headlines as the sentences leaders remember: each with its count, of how many, and how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opportunities.formats import number, percent, percent_interval, pounds, pounds_interval

Headline = Mapping[str, Any]

# Under this many reviews a percentage promises more than it holds, so the count comes first.
FEW = 20
# The order of reading: the findings, then the money, then what is good to know besides.
SAID = {
    "improvable": "pathway decisions could have been better",
    "avoidable-admissions": "admissions could have been avoided",
    "avoidable-on-the-day": "avoidable admissions could have gone differently on the day",
    "alternative-existed": "better pathways already existed here",
    "lower-level-of-care": "better pathways were a lower level of care",
    "saving-of-total-budget": "",
    "self-referred-attendances": "self-referred A&E attendances could have gone elsewhere",
    "discharge-with-package": "discharges with support had a better pathway",
    "long-term-residential": "discharges to residential or nursing care had a better pathway",
    "missed-prevention": "people at council intake had missed a preventive service",
}
MAIN_ONES = frozenset(list(SAID)[:6])


@dataclass(frozen=True)
class Sentence:
    """`figure` and `words` read on as one sentence; `interval` stands beneath."""

    code: str
    figure: str
    words: str
    interval: str


def sentences(headlines: Sequence[Headline]) -> Iterator[Sentence]:
    """The sentences that can be said, in reading order. What nobody has reviewed, and money not known, is left out."""
    by_code = {headline["code"]: headline for headline in headlines}
    for code in SAID:
        headline = by_code.get(code)
        if headline is None or headline["count"] is None or not headline["denominator"]:
            continue
        yield _of_pounds(by_code) if headline["unit"] == "pounds" else _of_reviews(headline, by_code)


def _of_reviews(headline: Headline, by_code: Mapping[str, Headline]) -> Sentence:
    code, count, of = headline["code"], headline["count"], headline["denominator"]
    counted = f"{number(count)} of {number(of)}"
    if headline["share"] is None:
        return Sentence(code, counted, f"{SAID[code]}.", "The share is hidden: the two counts are too near each other.")
    share = percent(headline["share"])
    after = _needing_prevention(by_code) if code == "avoidable-on-the-day" else "."
    interval = f"95% interval {percent_interval(headline['interval'])}"
    if of < FEW:
        return Sentence(code, counted, f"{SAID[code]} ({share}){after}", f"{interval}. Small numbers: read with care.")
    return Sentence(code, share[:1].upper() + share[1:], f"of {SAID[code]}: {counted}{after}", interval)


def _needing_prevention(by_code: Mapping[str, Headline]) -> str:
    earlier = by_code["avoidable-earlier"]["count"]
    if earlier is None:
        return "."
    return f"; {number(earlier)} needed earlier identification and prevention."


def _of_pounds(by_code: Mapping[str, Headline]) -> Sentence:
    total, reviewed = by_code["saving-of-total-budget"], by_code["saving-of-reviewed-budget"]
    if total["share"] is None:
        return Sentence(total["code"], pounds(total["count"]), "a year could be saved.", "")
    words = f"a year could be saved: {percent(total['share'], 1)} of the total budget of {pounds(total['denominator'])}"
    if reviewed["share"] is not None:
        words += f" and {percent(reviewed['share'], 1)} of the reviewed budget of {pounds(reviewed['denominator'])}"
    low, high = (end * total["denominator"] for end in total["interval"])
    return Sentence(total["code"], pounds(total["count"]), f"{words}.", f"80% interval {pounds_interval([low, high])}")
