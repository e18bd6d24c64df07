"""A server that other people can reach does not start unsafe, and says which setting is wrong and what to set."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config import env

ROOT = Path(__file__).parent.parent.parent
SAFE = {
    "SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLM",
    "ALLOWED_HOSTS": "pathways.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://pathways.example.org",
    "DATABASE_URL": "postgres://pathway:wU8-kq3_Zr@db/pathway",
    "REDIS_URL": "redis://redis:6379/0",
}
# The setting, what it is set to, and a word of what it should be.
MADE_UNSAFE = [
    ("SECRET_KEY", "short", "50 or more"),
    ("SECRET_KEY", "", "50 or more"),
    ("SECRET_KEY", "k" * 60, "random"),
    ("SECRET_KEY", "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz", "random"),
    ("SECRET_KEY_BEFORE", "short", "50 or more"),
    ("SECRET_KEY_BEFORE", SAFE["SECRET_KEY"], "SECRET_KEY itself"),
    ("ALLOWED_HOSTS", "*", "name each"),
    ("ALLOWED_HOSTS", "", "name the host names"),
    ("ALLOWED_HOSTS", ".nhs.uk", "name each"),
    ("ALLOWED_HOSTS", "https://pathways.example.org", "the host alone"),
    ("ALLOWED_HOSTS", "pathways.example.org:8000", "the host alone"),
    ("CSRF_TRUSTED_ORIGINS", "http://pathways.example.org", "https://"),
    ("CSRF_TRUSTED_ORIGINS", "https://*.example.org", "name each"),
    ("CSRF_TRUSTED_ORIGINS", "pathways.example.org", "https://"),
    ("DATABASE_URL", "", "PostgreSQL"),
    ("DATABASE_URL", "sqlite:////tmp/notes.sqlite3", "PostgreSQL"),
    ("DATABASE_URL", "mysql://pathway:wU8-kq3_Zr@db/pathway", "PostgreSQL"),
    ("DATABASE_URL", "postgres://pathway:password@db/pathway", "random"),
    ("DATABASE_URL", "postgres://review:review@db/pathway", "random"),
    ("DATABASE_URL", "postgres://pathway:wU8-kq3_Zr@db/pathway?sslmode=disable", "verify-full"),
    ("REDIS_URL", "", "Redis"),
    ("REDIS_URL", "memory://", "Redis"),
    ("REDIS_URL", "filesystem://", "Redis"),
    ("DEBUG", "yes", "switch it off"),
    ("DEBUG", "perhaps", "neither yes nor no"),
    ("DEMONSTRATION", "yes", "switch it off"),
    ("LOG_LEVEL", "DEBUG", "INFO"),
    ("LOG_LEVEL", "loud", "INFO"),
    ("METRICS_TOKEN", "short", "32 or more"),
    ("METRICS_TOKEN", "x" * 40, "32 or more"),
    ("SECURE_SSL_REDIRECT", "no", "leave it on"),
    ("SECURE_HSTS_SECONDS", "60", "3600 or more"),
    ("SECURE_HSTS_SECONDS", "long", "whole number"),
    ("PATHWAY_REVIEW_VAR", str(ROOT / "static" / "var"), "another folder"),
    ("LOG_ADDRESS", "some", "none of: network, whole, none"),
    ("AUDIT_ADDRESS", "some", "none of: whole, network, none"),
    ("TRUSTED_PROXIES", "-1", "whole number"),
    ("BATCH_MAX_BYTES", "0", "at least 1"),
    ("DISCLOSURE_HIDE_UP_TO", "4", "at least 5"),
    ("DISCLOSURE_ROUND_TO", "1", "at least 5"),
]
MINE = {"PATH", "HOME"}


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Gives what settings.py sets when these and no others are in the environment."""

    def read(**given: str) -> dict[str, Any]:
        for name in set(os.environ) - MINE:
            monkeypatch.delenv(name)
        for name, value in {"PATHWAY_REVIEW_VAR": str(tmp_path), **given}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config" / "settings.py"))

    return read


def start(folder: Path, settings: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in MINE if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *command], cwd=ROOT, capture_output=True, text=True, check=False,
        env=kept | {"PATHWAY_REVIEW_VAR": str(folder)} | settings,
    )  # fmt: skip


def test_safe_settings_start_and_the_check_for_deployment_finds_nothing(tmp_path: Path) -> None:
    checked = start(tmp_path, SAFE, "check", "--deploy", "--fail-level", "WARNING")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stderr
    assert checked.stdout.strip() == "System check identified no issues (0 silenced)."


def test_an_unsafe_start_ends_with_the_name_of_the_setting(tmp_path: Path) -> None:
    started = start(tmp_path, SAFE | {"ALLOWED_HOSTS": "*", "PAGE_STATEMENT_SECONDS": "5", "DEBUG": "yes"}, "check")
    assert started.returncode != 0
    assert "ALLOWED_HOSTS: " in started.stderr and "DEBUG: " in started.stderr


def test_a_limit_of_no_seconds_would_be_none_and_is_refused(tmp_path: Path) -> None:
    assert "PAGE_LOCK_SECONDS: " in start(tmp_path, {"PAGE_LOCK_SECONDS": "0"}, "check").stderr


@pytest.mark.parametrize(("name", "value", "remedy"), MADE_UNSAFE, ids=[f"{n}={v[:30]}" for n, v, _ in MADE_UNSAFE])
def test_an_unsafe_setting_is_refused_by_its_name(surroundings: Any, name: str, value: str, remedy: str) -> None:
    with pytest.raises(Exception, match=rf"{name}: ") as refused:
        surroundings(**SAFE | {name: value})
    assert type(refused.value).__name__ == "Unsafe"
    (line,) = [line for line in str(refused.value).splitlines() if line.strip().startswith(f"{name}: ")]
    assert remedy in line


def test_a_folder_that_everybody_may_write_to_is_refused(surroundings: Any, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(Exception, match=r"PATHWAY_REVIEW_VAR: .*chmod o-w"):
        surroundings(**SAFE)


def test_every_wrong_setting_is_told_at_once(surroundings: Any) -> None:
    with pytest.raises(Exception, match="Not starting") as refused:
        surroundings(**SAFE | {"REDIS_URL": "", "DEBUG": "yes", "METRICS_TOKEN": "x"})
    assert len(str(refused.value).splitlines()) == 4


def test_with_nothing_set_it_is_the_demonstration_under_loopback_names_only(surroundings: Any) -> None:
    told = surroundings()
    assert told["DEMONSTRATION"] is True
    assert told["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_the_key_before_opens_what_it_closed(surroundings) -> None:
    before = SAFE["SECRET_KEY"][::-1]
    settings = surroundings(**SAFE, SECRET_KEY_BEFORE=before)
    assert settings["SECRET_KEY_FALLBACKS"] == [before]
    assert surroundings(**SAFE)["SECRET_KEY_FALLBACKS"] == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "METRICS_TOKEN"])
def test_a_secret_can_come_from_a_file(surroundings: Any, tmp_path: Path, name: str) -> None:
    secret = SAFE.get(name, "0123456789abcdefghijklmnopqrstuvwxyz")
    (tmp_path / "secret").write_text(f"{secret}\n")
    others = {key: value for key, value in SAFE.items() if key != name}
    assert surroundings(**others, **{f"{name}_FILE": str(tmp_path / "secret")})[name] == secret


def test_the_password_of_the_database_can_be_a_secret_of_its_own(surroundings: Any, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("p@ss/w:rd 8\n")
    url = {"DATABASE_URL": "postgres://pathway@db/pathway", "POSTGRES_PASSWORD_FILE": str(tmp_path / "secret")}
    database = surroundings(**SAFE | url)["DATABASES"]["default"]
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("pathway", "p@ss/w:rd 8", "db")


def test_a_secret_that_is_given_twice_missing_or_empty_is_refused(surroundings: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for wrong, words in (
        ({"SECRET_KEY_FILE": str(tmp_path / "empty")}, "SECRET_KEY: it is set, and so is"),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "empty")}, "SECRET_KEY_FILE: .* is empty"),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "none")}, "SECRET_KEY_FILE: .* can’t be read"),
    ):
        with pytest.raises(Exception, match=words):
            surroundings(**SAFE | wrong)


def test_no_refusal_repeats_a_secret(surroundings: Any) -> None:
    with pytest.raises(Exception, match="Not starting") as refused:
        surroundings(**SAFE | {"SECRET_KEY": "hush", "METRICS_TOKEN": "hush", "DATABASE_URL": "mysql://a:hush@db/b"})
    assert "hush" not in str(refused.value)


def test_the_kept_key_is_for_this_account_only_and_stays(tmp_path: Path) -> None:
    first = env.kept_secret(tmp_path / "secret_key")
    assert env.kept_secret(tmp_path / "secret_key") == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("value", ["-1", "many", "0"])
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("BATCH_CHUNK_ROWS", value)
    with pytest.raises(env.Unsafe, match="BATCH_CHUNK_ROWS"):
        env.number("BATCH_CHUNK_ROWS", default=1, least=1)
