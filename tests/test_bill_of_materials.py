"""The bill of materials lists what the lock file pins, and what pages carry from others."""

import json
import re
import subprocess
import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).parent.parent


def written() -> str:
    command = [sys.executable, "requirements/bill_of_materials.py"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_every_pinned_package_is_listed_with_its_hashes() -> None:
    text = written()
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    listed = [each for each in json.loads(text)["components"] if each["purl"].startswith("pkg:pypi/")]
    assert sorted(f"{each['name']}=={each['version']}" for each in listed) == sorted(
        re.findall(r"^[^\s#-][^\s;\\]+", lock, re.M)
    )
    assert sum(len(each["hashes"]) for each in listed) == lock.count("--hash=sha256:")
    assert all(each["hashes"] for each in listed)
    assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(text) is None


def test_what_pages_carry_from_others_is_listed_too() -> None:
    vendored = {path.name for path in (ROOT / "static" / "vendor").iterdir()}
    listed = {each["name"] for each in json.loads(written())["components"] if each["purl"].startswith("pkg:npm/")}
    assert {name.split(".")[0].split("-")[0] for name in listed} == vendored
