"""The samples for many hosts: what they must say, and that a run with namespaces can put its own addresses in."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.many_hosts.acts_planned import planned
from benchmarks.many_hosts.samples import hba, nginx, pgbouncer, put, sample, settings
from benchmarks.many_hosts.shape import Shape
from benchmarks.many_hosts.spread import given_to, read, spread
from benchmarks.many_hosts.waits import waits
from config.limits import JOBS, PAGES, Limits

HERE = Path("/run/here")


def test_every_host_has_an_address_of_its_own_and_so_has_every_visitor() -> None:
    shape = Shape(web=3, workers=2)
    everybody = [*shape.hosts.values(), *(shape.person(number) for number in range(600))]
    assert len(set(everybody)) == len(everybody)
    assert {"web-3", "worker-2", "db-2"} <= shape.hosts.keys()


def test_nginx_is_given_as_many_web_hosts_as_there_are() -> None:
    made = nginx(sample("nginx.conf"), ["10.0.0.1", "10.0.0.2", "10.0.0.3"], HERE)
    assert re.findall(r"^ +server (\S+) max_fails=1", made, re.M) == [f"10.0.0.{n}:8000" for n in (1, 2, 3)]
    assert f"ssl_certificate {HERE}/fullchain.pem;" in made
    assert not re.search(r"web-\d|/etc/ssl|/var/www", made)


def test_nginx_sends_no_form_twice_and_replaces_what_visitors_say_of_themselves() -> None:
    said = "\n".join(line.partition("#")[0] for line in sample("nginx.conf").splitlines())
    assert re.findall(r"proxy_next_upstream (.+);", said) == ["error timeout"]
    headers = dict(re.findall(r"proxy_set_header (\S+) (\S+);", said))
    assert headers["X-Forwarded-For"] == "$remote_addr" and headers["X-Forwarded-Proto"] == "https"
    assert headers["Forwarded"] == headers["X-Forwarded-Host"] == '""'


def test_the_pooler_is_led_to_the_database_that_is_asked_for() -> None:
    made = pgbouncer(sample("pgbouncer.ini"), "10.0.0.9", HERE)
    assert made.count("host=10.0.0.9 ") == 2 and "db-1" not in made
    assert f"auth_file = {HERE}/userlist.txt" in made


def test_behind_the_pooler_pages_and_jobs_have_the_limits_that_they_have_without_it() -> None:
    pages = dict(re.findall(r"SET (\w+) = (\d+)", sample("pgbouncer.ini")))
    jobs = dict(re.findall(r"SET (\w+) = '?(\w+)'?;", sample("database.sql")))
    assert {name: int(value) for name, value in pages.items()} == milliseconds(PAGES)
    units = {"min": 60_000, "s": 1_000}
    told = {name: re.fullmatch(r"(\d+)(min|s)", value) for name, value in jobs.items() if value != "off"}
    assert {name: int(found[1]) * units[found[2]] for name, found in told.items() if found} == milliseconds(JOBS)
    assert jobs["jit"] == "off"


def milliseconds(limits: Limits) -> dict[str, int]:
    return {name: int(value) for name, value in re.findall(r"-c (\w+)=(\d+)", limits.options())}


@pytest.mark.parametrize(("pooled", "cursors", "told"), [("yes", False, False), ("no", True, True)])
def test_a_pooler_of_transactions_gets_no_cursors_and_no_limits_from_us(
    tmp_path: Path, pooled: str, cursors: bool, told: bool
) -> None:
    look = "from config.settings import DATABASES as d; o = d['default']; print(o['DISABLE_SERVER_SIDE_CURSORS'], 'options' in o['OPTIONS'])"  # noqa: E501
    env = {
        "DATABASE_POOLED": pooled,
        "DATABASE_URL": "postgres://pathway@db/pathway",
        "PATHWAY_REVIEW_VAR": str(tmp_path),
    }
    said = subprocess.run([sys.executable, "-c", look], env=env, capture_output=True, text=True, check=True).stdout
    assert said.split() == [str(not cursors), str(told)]


def test_settings_are_read_without_what_is_said_about_them() -> None:
    found = settings(sample("postgresql.conf"))
    assert "listen_addresses=*" in found and "wal_log_hints=on" in found
    assert all(re.fullmatch(r"[a-z_]+=\S+", each) for each in found)


def test_everybody_but_the_run_itself_signs_in_at_the_database() -> None:
    made = hba(sample("pg_hba.conf"))
    assert made.count("scram-sha-256") == 2
    assert made.count("trust") == 1 and "local all all trust" in made


def test_a_sample_that_no_longer_holds_what_is_replaced_is_noticed() -> None:
    with pytest.raises(ValueError, match="no 'db-1'"):
        put("host=elsewhere", {"db-1": "10.0.0.9"})


def test_who_answered_is_counted_by_host_and_silence_apart(tmp_path: Path) -> None:
    log = tmp_path / "spread.log"
    log.write_text(
        "10.0 200 0.1 GET 10.0.0.1:8000\n11.0 302 2.2 POST 10.0.0.1:8000, 10.0.0.2:8000\n"
        "12.0 502 15.4 POST 10.0.0.1:8000\n13.0 404 0.0 GET -\n"
    )
    assert spread(read(log), {"web-1": "10.0.0.1", "web-2": "10.0.0.2"}) == {
        "answered_by": {"web-1": 1, "web-2": 1},
        "asked_of_a_second_host": {"POST": 1},
        "not_answered": {"POST 502": 1},
        "slowest_s": 15.4,
    }


def test_tasks_are_counted_by_their_name(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    log.write_text(
        '{"event": "Task reviews.tasks.load_batch[1-2] received"}\n{"event": "Task x.y[1-2] succeeded in 1s"}\n'
    )
    assert given_to(log) == {"load_batch": 1}


def test_a_wait_is_from_the_first_sending_to_the_first_acknowledgement() -> None:
    sent = {"kind": "sent", "who": "gp", "place": 1, "revision": 1, "at": 100.0}
    told = {**sent, "kind": "acknowledged", "at": 117.0}
    lines = [sent, {**sent, "at": 110.0}, told, {**told, "at": 150.0}]
    assert waits(lines, 0.0)["most"] == 17.0
    assert waits(lines, 101.0)["most"] == 0.0


def test_hosts_are_cut_off_one_after_the_other_over_what_is_left() -> None:
    plan = planned(["primary", "web"], 600, 1000)
    assert [fault.at for fault in plan] == [700, 800, 900]
    assert "primary" in plan[-1].what
