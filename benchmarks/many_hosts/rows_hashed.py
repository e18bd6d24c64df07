"""Prints a hash of all rows of each table of DATABASE_URL, as a backup has them."""

import json
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from recovery.postgres import snapshot, tables

    with snapshot():
        sys.stdout.write(json.dumps({name: f"{table.rows} {table.sha256}" for name, table in tables().items()}))
