"""A server that other people can reach does not start unsafe, and says which setting is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import env

SAFE = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "pathways.example.org",
    "DATABASE_URL": "postgres://pathway@db/pathway",
    "REDIS_URL": "redis://redis:6379/0",
}
MADE_UNSAFE = [
    ("SECRET_KEY", "short"),
    ("SECRET_KEY", ""),
    ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", ""),
    ("DATABASE_URL", ""),
    ("REDIS_URL", ""),
    ("DEBUG", "yes"),
    ("DEBUG", "perhaps"),
]


def start(folder: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", "import config.settings as s; print(s.DEMONSTRATION)"]
    return subprocess.run(
        command, env=kept | {"PATHWAY_REVIEW_VAR": str(folder)} | settings, capture_output=True, text=True, check=False
    )


def test_safe_settings_start(tmp_path: Path) -> None:
    assert start(tmp_path, SAFE).stdout.strip() == "False"


@pytest.mark.parametrize(("name", "value"), MADE_UNSAFE)
def test_an_unsafe_setting_stops_the_start_by_its_name(tmp_path: Path, name: str, value: str) -> None:
    started = start(tmp_path, SAFE | {name: value})
    assert started.returncode != 0
    assert f"{name}: " in started.stderr


def test_with_nothing_set_it_is_the_demonstration(tmp_path: Path) -> None:
    assert start(tmp_path, {}).stdout.strip() == "True"


def test_the_demonstration_answers_under_loopback_names_only(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import config.settings as s; print(*s.ALLOWED_HOSTS)"]
    kept = {"PATH": os.environ["PATH"], "PATHWAY_REVIEW_VAR": str(tmp_path)}
    told = subprocess.run(command, env=kept, capture_output=True, text=True, check=True).stdout.split()
    assert told == ["localhost", "127.0.0.1", "[::1]"]


def test_a_secret_can_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert env.text("SECRET_KEY") == "from a file"


def test_the_kept_key_is_for_this_account_only_and_stays(tmp_path: Path) -> None:
    first = env.kept_secret(tmp_path / "secret_key")
    assert env.kept_secret(tmp_path / "secret_key") == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("value", ["-1", "many", "0"])
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("BATCH_CHUNK_ROWS", value)
    with pytest.raises(env.Unsafe, match="BATCH_CHUNK_ROWS"):
        env.number("BATCH_CHUNK_ROWS", default=1, least=1)
