"""The inputs that stand in an area's report, as they are set when it is written."""

import json
from dataclasses import replace

from areas.area_file import as_json
from areas.area_file.contents import contents
from areas.models import Area
from opportunities.exports.edition import Edition
from opportunities.exports.input_tables import GivenInputs
from pathways.catalogue_written import catalogue_contents


def with_inputs(edition: Edition, area: Area) -> Edition:
    """The edition of an area with what it was made from. Whoever may see its figures may read its inputs."""
    return replace(edition, inputs=given_inputs(json.loads(as_json(contents(area))), catalogue_contents()))


def given_inputs(area: dict, catalogue: dict) -> GivenInputs:
    """From an area file and a catalogue file, stored or live."""
    return GivenInputs(area, catalogue["pathways"], catalogue["sectors"])
