"""Components that carry answers: nothing chosen beforehand, the actual pathway never choosable, what was given kept."""

import re
from typing import Any

import pytest
from django.template import engines

STEPS = [
    {"value": "11", "label": "Reablement at home", "definition": "Up to 6 weeks", "status": "short"},
    {"value": "12", "label": "Home care package", "definition": "", "status": "absent"},
    {"label": "Care home bed", "actual": True},
    {"value": "14", "label": "Acute <bed>", "status": ""},
]
NEED = [("", "---------"), ("low", "Low"), ("high", "High")]


def drawn(source: str, **given: Any) -> str:
    """What a page with these macros would show."""
    imports = "".join(
        f'{{% from "components/{name}.html" import {name} %}}'
        for name in ("ladder", "segment", "ticks", "question", "figure_table", "bar", "progress", "facts")
    )
    return engines["jinja2"].from_string(imports + source).render(given)


def test_a_ladder_keeps_the_order_it_is_given_and_offers_all_but_the_actual_pathway() -> None:
    html = drawn('{{ ladder("proposed_pathway", steps) }}', steps=STEPS)
    assert re.findall(r'value="(\d+)"', html) == ["11", "12", "14"]
    places = [html.index(label) for label in ("Reablement", "Home care", "Care home bed", "Acute &lt;bed&gt;")]
    assert places == sorted(places)
    assert "Actual pathway" in html and "Short of capacity" in html and "Not commissioned here" in html


def test_nothing_is_chosen_until_somebody_chooses() -> None:
    assert "checked" not in drawn('{{ ladder("a", steps) }}{{ segment("b", need) }}', steps=STEPS, need=NEED)


def test_the_answer_given_stays_chosen_and_no_other() -> None:
    html = drawn('{{ ladder("a", steps, "12") }}{{ segment("b", need, "high") }}', steps=STEPS, need=NEED)
    assert re.findall(r'value="(\w+)" checked', html) == ["12", "high"]


def test_a_segment_leaves_out_the_empty_choice_and_its_first_answer_can_be_linked_to() -> None:
    html = drawn('{{ segment("level_of_need", need) }}', need=NEED)
    assert re.findall(r'value="(\w*)"', html) == ["low", "high"]
    assert 'id="level_of_need-1" value="low"' in html


def test_ticks_keep_several_answers() -> None:
    html = drawn('{{ ticks("missed", choices, [2, 3]) }}', choices=[(1, "Falls"), (2, "Telecare"), (3, "Carers")])
    assert re.findall(r'value="(\d)" checked', html) == ["2", "3"]


def test_a_question_with_an_error_is_described_by_it() -> None:
    html = drawn('{% call question("q1", "What was needed?", error="Choose one", hint="Of the person") %}{% endcall %}')
    assert 'aria-describedby="q1-hint q1-error"' in html
    assert re.search(r'id="q1-error".*Choose one', html)


@pytest.mark.parametrize(("share", "width"), [(0, "0"), (0.34, "40.8"), (1, "120"), (1.2, "120")])
def test_a_bar_is_as_long_as_its_share(share: float, width: str) -> None:
    widths = re.findall(r'<rect width="([\d.]+)"', drawn("{{ bar(share) }}", share=share))
    assert [float(each) for each in widths] == [120, float(width)]


def test_progress_of_nothing_is_an_empty_bar() -> None:
    assert 'width="0"' in drawn('{{ progress(0, 0, "0 of 0 rows") }}')


def test_a_table_can_be_reached_and_scrolled_with_the_keyboard_and_has_no_empty_heading() -> None:
    heads = ["Token", {"text": "Days", "num": True}, ""]
    html = drawn('{% call figure_table("Tokens", heads) %}<tbody></tbody>{% endcall %}', heads=heads)
    assert 'tabindex="0" role="region" aria-label="Tokens"' in html
    assert html.count("<th ") == 2 and "<td></td>" in html


def test_a_fact_that_is_not_known_is_left_out_and_nought_is_known() -> None:
    html = drawn("{{ facts(pairs) }}", pairs=[("Age", "85+"), ("Sex", ""), ("Locality", None), ("A&E visits", 0)])
    assert "Sex" not in html and "Locality" not in html
    assert "<dd>0</dd>" in html and "A&amp;E visits" in html
