"""The drill of docs/recovery.md, read from the page and run on a real PostgreSQL."""

import os
from pathlib import Path

import pytest

from benchmarks import restore
from tests.servers import FAST, postgres


@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="brings a server of its own: once is enough")
def test_the_pages_commands_put_every_row_back(tmp_path: Path) -> None:
    with restore.folder() as of_server, postgres(Path(of_server), FAST) as server:
        known = restore.surroundings(server, tmp_path)
        restore.make_rows(known, 400)
        said = [words for _, _, words in restore.drill(known)]
    checked = [words for words in said if words.startswith("0 differences in ")]
    assert len(said) == 6 and len(checked) == 2 and len(set(checked)) == 1
    assert sum(": 0 differences." in words for words in said) == 2
    made = tmp_path / "backups" / "drill"
    assert {path.stat().st_mode & 0o777 for path in made.iterdir() if path.is_file()} == {0o600}
    assert made.stat().st_mode & 0o777 == 0o700
