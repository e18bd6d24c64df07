"""Headlines read as sentences, with their count, and with care where there are few."""

from typing import Any

from opportunities.sentences import sentences


def headline(
    code: str, count: float | None, of: float | None, interval: list[float] | None, unit: str = "reviews"
) -> dict[str, Any]:
    share = count / of if of and count is not None else None
    return {
        "code": code,
        "unit": unit,
        "count": count,
        "denominator": of,
        "share": share,
        "interval": interval,
        "breakdown": [],
    }


def test_a_headline_is_a_sentence_with_its_count_and_interval() -> None:
    (said,) = sentences([headline("avoidable-admissions", 17, 47, [0.2411, 0.5047])])
    assert f"{said.figure} {said.words}" == "36% of admissions could have been avoided: 17 of 47."
    assert said.interval == "95% interval 24% to 50%"


def test_under_twenty_reviews_the_count_comes_first() -> None:
    (said,) = sentences([headline("long-term-residential", 8, 19, [0.2314, 0.6371])])
    assert said.figure == "8 of 19"
    assert said.words == "discharges to residential or nursing care had a better pathway (42%)."
    assert said.interval == "95% interval 23% to 64%. Small numbers: read with care."


def test_on_the_day_and_earlier_are_one_sentence() -> None:
    (said,) = sentences(
        [headline("avoidable-on-the-day", 32, 50, [0.5, 0.76]), headline("avoidable-earlier", 18, 50, [0.24, 0.5])]
    )
    assert said.words.endswith("on the day: 32 of 50; 18 needed earlier identification and prevention.")


def test_the_saving_names_both_budgets() -> None:
    money = [
        headline("saving-of-reviewed-budget", 27.0e6, 286e6, [0.0839, 0.1056], "pounds"),
        headline("saving-of-total-budget", 27.0e6, 2.15e9, [23.9e6 / 2.15e9, 30.2e6 / 2.15e9], "pounds"),
    ]
    (said,) = sentences(money)
    assert said.figure == "£27.0m"
    assert (
        said.words
        == "a year could be saved: 1.3% of the total budget of £2.15bn and 9.4% of the reviewed budget of £286.0m."
    )
    assert said.interval == "80% interval £23.9m to £30.2m"


def test_what_is_not_known_is_not_said() -> None:
    unknown = [
        headline("improvable", 0, 0, None),
        headline("saving-of-total-budget", None, None, None, "pounds"),
        headline("saving-of-reviewed-budget", None, None, None, "pounds"),
    ]
    assert not list(sentences(unknown))
