"""The bill of materials as CycloneDX JSON: what the lock file pins, with its hashes, and what pages carry from others.

    python requirements/bill_of_materials.py [LOCK FILE] > bom.json

Reads files of this project alone, so it needs no network. Whether anything in it has a known fault tells `make audit`.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot5
from packageurl import PackageURL

ROOT = Path(__file__).parent.parent
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.M)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
IN_PAGES = ("htmx.org", "nhsuk-frontend")  # static/vendor, by the versions of package.json


def bill(lock: Path) -> str:
    """CycloneDX 1.5 of `lock`, a file of requirements with hashes, and of static/vendor."""
    bom = Bom(components=[*_of_lock(lock.read_text(encoding="utf-8")), *_in_pages()])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    itself = Component(name=project["name"], version=project["version"], type=ComponentType.APPLICATION)
    bom.metadata.component = itself
    bom.register_dependency(itself, bom.components)
    return JsonV1Dot5(bom).output_as_string(indent=2)


def _of_lock(text: str) -> Iterator[Component]:
    pins = list(PINNED.finditer(text))
    for pin, following in zip(pins, [*pins[1:], None], strict=True):
        name, version = pin.groups()
        hashes = HASH.findall(text[pin.end() : following.start() if following else len(text)])
        yield Component(
            name=name, version=version, purl=PackageURL("pypi", None, name.lower(), version),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in hashes],
            licenses=[DisjunctiveLicense(name=told)] if (told := _licence(name)) else [],
        )  # fmt: skip


def _licence(name: str) -> str:
    """As the installed package tells it, in one line; "" where it is not installed or says nothing."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classified = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or [] if each.startswith("License")]
    line = told.get("License-Expression") or ", ".join(classified) or told.get("License") or ""
    return line.partition("\n")[0]


def _in_pages() -> Iterator[Component]:
    versions = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    for name in IN_PAGES:
        yield Component(name=name, version=versions[name], purl=PackageURL("npm", None, name, versions[name]))


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "requirements" / "run.txt")
    sys.stdout.write(bill(Path(given)) + "\n")
