"""An area's inputs as one file, JSON or a workbook: read, check, keep, write out again."""

from areas.area_file.contents import SECTIONS, contents
from areas.area_file.load import Loaded, load_area
from areas.area_file.written import as_json, as_workbook

__all__ = ["SECTIONS", "Loaded", "as_json", "as_workbook", "contents", "load_area"]
