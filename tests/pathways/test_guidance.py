"""Every decision point that has notes has its guidance, short enough to be read beside one."""

import pytest

from pathways.guidance import FOR_EVERY_NOTE, GUIDANCE
from pathways.questions import WITH_NOTES


def sentences(text: str) -> int:
    return text.count(".") + text.count("?")


def test_each_decision_point_with_notes_has_guidance_and_no_other() -> None:
    assert list(GUIDANCE) == [point.code for point in WITH_NOTES]


@pytest.mark.parametrize("code", GUIDANCE)
def test_guidance_is_a_few_sentences_and_three_to_five_prompts(code: str) -> None:
    found = GUIDANCE[code]
    assert 2 <= sentences(found.asked) <= 4
    assert 3 <= len(found.look_for) <= 5
    assert all(prompt.endswith("?") and len(prompt) < 90 for prompt in found.look_for)
    assert found.improvable.startswith("Answer no if ")
    assert len(f"{found.asked} {' '.join(found.look_for)} {found.improvable}".split()) < 200


def test_guidance_never_proposes_an_answer() -> None:
    told = " ".join([FOR_EVERY_NOTE, *(each.asked + each.improvable for each in GUIDANCE.values())]).lower()
    assert not any(word in told for word in ("usually", "most often", "in 2016", "%", "typically"))
