"""Makes the floor's tables, people and notes: `python -m benchmarks.floor.rows PEOPLE NOTES`; cookies, JSON out."""

import json
import sys
from importlib import import_module
from typing import Any

import django
from django.conf import settings

TEXT = "Found on the kitchen floor by a neighbour. No fracture. Two earlier falls, each seen and sent home. " * 18


def make(people: int, notes: int) -> list[dict[str, Any]]:
    """Cookies of so many people who are signed in."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # what has no migrations, once what it leads to is there
    with connection.cursor() as cursor:
        rows = "insert into floor_note (text) select %s || n from generate_series(1, %s) n"
        cursor.execute(rows, [TEXT, notes])
        cursor.execute("analyze")
    names = [f"person-{n}" for n in range(people)]
    User.objects.bulk_create(User(username=name, password="!") for name in names)  # noqa: S106 - nobody types one
    return [cookies(user) for user in User.objects.order_by("pk")]


def cookies(user: Any, **more: Any) -> dict[str, Any]:
    """Those of a session that begins now; `more` stands in it."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    known = {"_auth_user_id": str(user.pk), "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0]}
    session.update({**known, "_auth_user_hash": user.get_session_auth_hash(), **more})
    session.create()
    token = "a" * 32
    return {
        "id": user.pk, "token": token,
        "cookies": {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: token},
    }  # fmt: skip


if __name__ == "__main__":
    django.setup()
    json.dump(make(*map(int, sys.argv[1:])), sys.stdout)
