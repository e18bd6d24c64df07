"""No file under control holds a small count, looked for in all that is unpacked."""

import random

import pytest

from opportunities.exports.as_pdf import as_pdf
from tests.opportunities.disclosure import worlds
from tests.opportunities.disclosure.files import WRITERS, controlled, small_counts, small_counts_of, uncontrolled


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("seed", range(3))  # a thousand: tests/opportunities/disclosure/many.py
def test_no_byte_of_a_controlled_file_is_a_small_count(form: str, seed: int) -> None:
    made = worlds.made(random.Random(seed))
    assert not small_counts_of(form, controlled(made.given))
    assert small_counts(WRITERS[form](uncontrolled(made.working)))  # so that the line above could fail


def test_nor_is_any_text_of_a_report_as_it_is_set() -> None:
    """Its lines, properties, bookmarks and the descriptions of drawings, read back."""
    made = worlds.made(random.Random(0))
    assert not small_counts(as_pdf(controlled(made.given)))
    assert small_counts(as_pdf(uncontrolled(made.working)))
