"""The image, the composition and the settings' example keep to the rules. No engine is needed: the files are read."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
COMPOSED: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
IMAGE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
PROXY = (ROOT / "docs" / "deploy" / "nginx.conf").read_text(encoding="utf-8")
OURS = ["migrate", "web", "worker", "beat"]
# Read by what the image brings or the tests set, not chosen by who runs it.
NOT_CHOSEN = {"DJANGO_SETTINGS_MODULE", "PROMETHEUS_MULTIPROC_DIR"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_closed_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged") and service.get("network_mode") != "host"
    assert "healthcheck" in service or name == "web"  # the image's own
    assert service["restart"] == ("on-failure" if name == "migrate" else "unless-stopped")
    assert any(place.startswith("/tmp") for place in service["tmpfs"])


@pytest.mark.parametrize("name", OURS)
def test_our_own_services_add_no_capability_and_stop_in_their_own_time(name: str) -> None:
    assert "cap_add" not in SERVICES[name] and "user" not in SERVICES[name]
    assert SERVICES[name]["volumes"] == ["uploads:/var/lib/pathway-review/uploads"]
    assert name == "migrate" or SERVICES[name]["stop_grace_period"]


def test_only_the_web_process_is_reached_and_only_from_this_machine() -> None:
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }
    assert COMPOSED["networks"]["behind"] == {"internal": True}
    assert SERVICES["db"]["networks"] == SERVICES["redis"]["networks"] == ["behind"]


def test_secrets_are_files_and_no_address_holds_a_password() -> None:
    for name in OURS:
        given = SERVICES[name]["environment"]
        assert not any(re.search(r"//[^/@]*:[^/@]*@", str(value)) for value in given.values())
        assert {given["SECRET_KEY_FILE"], given["POSTGRES_PASSWORD_FILE"]} == {
            f"/run/secrets/{secret}" for secret in SERVICES[name]["secrets"]
        }
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".env", "secrets", "var", ".git"} <= set(ignored)


def test_nothing_is_opened_beside_what_may_be_written() -> None:
    """gunicorn's control socket would lie in the account's home folder, which is read-only."""
    assert "control_socket_disable = True" in (ROOT / "gunicorn.conf.py").read_text(encoding="utf-8")


def test_the_image_runs_as_nobody_in_particular() -> None:
    last = [line for line in IMAGE.splitlines() if line.startswith("USER")][-1]
    assert re.fullmatch(r"USER [1-9]\d{3,}", last)
    assert "HEALTHCHECK" in IMAGE and "--require-hashes" in IMAGE
    assert re.search(r"postgresql-client-(\d+)", IMAGE)[1] == SERVICES["db"]["image"].split(":")[1]  # type: ignore[index]


def read_by_settings() -> set[str]:
    """Every name that the settings and gunicorn ask for."""
    found: set[str] = set()
    for path in [*(ROOT / "config").rglob("*.py"), ROOT / "gunicorn.conf.py"]:
        text = path.read_text(encoding="utf-8")
        found.update(re.findall(r'\benv\.(?:text|flag|number|one_of|words)\(\s*"([A-Z_]+)"', text))
    return found


def test_the_example_names_every_setting_and_no_other() -> None:
    told = set(re.findall(r"^#?([A-Z][A-Z_]+)=", EXAMPLE, re.M))
    assert told - read_by_settings() == set(), "named, and read by nobody"
    assert read_by_settings() - told - NOT_CHOSEN == set(), "read, and not named"


def test_the_composition_gives_settings_that_are_read() -> None:
    for name in OURS:
        given = {key.removesuffix("_FILE") for key in SERVICES[name]["environment"]}
        assert given <= read_by_settings()


def test_the_proxy_replaces_what_visitors_say_of_themselves() -> None:
    said = dict(re.findall(r"proxy_set_header (\S+) (\S+);", PROXY))
    assert "$proxy_add_x_forwarded_for" not in PROXY
    assert said["X-Forwarded-For"] == "$remote_addr" and said["X-Forwarded-Proto"] == "https"
    assert said["Forwarded"] == said["X-Forwarded-Host"] == '""'
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in PROXY and "client_max_body_size 170m;" in PROXY
