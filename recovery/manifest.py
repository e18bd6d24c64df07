"""What a backup says of itself: which release made it, and every table's rows and hash. Written last, read first."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE = "manifest.json"
CHUNK = 2**20


class CannotRestore(Exception):
    """Why a backup is not made or not put back, in a sentence for whoever asked."""


@dataclass(frozen=True)
class Table:
    """`sha256` is over the rows in the order of their key, each with `columns` in this order."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`uploads` gives the hash of each file kept by its name; `gone` names files that rows name and nobody had."""

    release: str
    vendor: str  # of the database: postgresql or sqlite
    made_at: str
    migrations: list[str]
    dump: str  # the file with the database, in the backup's folder
    dump_sha256: str
    tables: dict[str, Table]
    uploads: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        (folder / FILE).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def read(folder: Path) -> Manifest:
    """Raises CannotRestore where there is no whole backup."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        tables = {name: Table(**table) for name, table in found.pop("tables").items()}
        return Manifest(**found, tables=tables)
    except FileNotFoundError:
        raise CannotRestore(f"{folder} holds no whole backup: it has no {FILE}.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotRestore(f"{folder / FILE} can't be read ({type(error).__name__}).") from None


def hash_of(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
