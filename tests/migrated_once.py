"""One run migrates one database, and each of its processes takes a copy: migrating is 8 seconds of a processor.

Only where a run has several processes: one alone makes its own database, as ever. The template is made in the server's
or the run's own folder, under a lock, by whichever process comes first.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

NAME = "test_template"


def copy_from_template() -> None:
    """Tell Django to begin this process's test database as a copy. What it migrates after that is nothing."""
    template = _template()
    if connection.vendor == "sqlite":
        vars(connection.creation)["_create_test_db"] = lambda *_, **__: shutil.copyfile(
            template, connection.creation._get_test_db_name()
        )
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = template


def _template() -> str:
    """The name of the migrated database; its file on SQLite."""
    folder = Path(os.environ["PATHWAY_REVIEW_TEST_VAR"])
    name = str(folder / f"{NAME}.sqlite3") if connection.vendor == "sqlite" else NAME
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / f"template-{connection.vendor}.made"
        if not made.exists():
            with _named(name):
                connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
                connection.close()
            made.touch()
    return name


@contextmanager
def _named(name: str) -> Iterator[None]:
    """The connection's test database under another name, and its own names again afterwards."""
    test: dict[str, Any] = connection.settings_dict["TEST"]
    before, test_before = connection.settings_dict["NAME"], test["NAME"]
    test["NAME"] = name
    try:
        yield
    finally:
        test["NAME"] = test_before
        connection.settings_dict["NAME"] = settings.DATABASES[connection.alias]["NAME"] = before
