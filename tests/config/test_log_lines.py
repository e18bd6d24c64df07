"""A log line holds no row of a note, even when PostgreSQL quotes one."""

import logging
import sys

import pytest
from django.db import IntegrityError

from config.log_lines import NoRows

SAID = 'new row violates check "note_age_band_known"\nDETAIL:  Failing row contains (1, He lives\nalone, 0-17).'


def written(error: Exception) -> str:
    try:
        raise error
    except Exception:
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Server error", None, sys.exc_info())
    return NoRows(as_json=False).format(record)


def test_only_the_first_line_of_the_database_is_written() -> None:
    line = written(IntegrityError(SAID))
    assert line.endswith('django.db.utils.IntegrityError: new row violates check "note_age_band_known"')
    assert "alone" not in line


@pytest.mark.parametrize("link", ["__cause__", "__context__"])
def test_wherever_in_the_chain_it_was_said(link: str) -> None:
    outer = ValueError("could not save")
    setattr(outer, link, IntegrityError(SAID))
    line = written(outer)
    assert "note_age_band_known" in line and "could not save" in line
    assert "alone" not in line


def test_other_errors_are_written_whole() -> None:
    assert written(ValueError("one\ntwo")).endswith("ValueError: one\ntwo")
