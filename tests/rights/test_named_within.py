"""What is named beside the address, in its query or in what is sent: another area's thing is as none at all."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from tests.rights.addresses import NAMED
from tests.rights.asking import Answer, Asking
from tests.rights.world import AREA_NAME, MARK, NOBODY_HAS

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_will_do]
ROOT = Path(__file__).parent.parent.parent
LEAD, STEWARD = "lead", "steward"
# Address, who asks, the name in the query, the thing of `world` that it names, and what stands beside it.
QUERIES: list[tuple[str, str, str, str, str]] = [
    ("reviews:new-workshop", LEAD, "area", "slug", ""),
    ("reviews:accept-exchange", LEAD, "area", "slug", ""),
    ("reviews:choose-notes", LEAD, "locality", "locality", ""),
    ("opportunities:compare-scenarios", LEAD, "with", "scenario", ""),
    ("opportunities:compare-publications", LEAD, "first", "approved", ""),
    ("opportunities:compare-publications", LEAD, "second", "approved", ""),
    *(
        (address, LEAD, name, name, "")
        for address in ("reviews:agreed-reviews", "opportunities:area", "opportunities:area-where")
        for name in ("locality", "organisation", "panel", "workshop")
    ),
    ("areas:audit", STEWARD, "person", "person", ""),
    ("areas:audit", STEWARD, "number", "note", "&kind=reviews.casenote"),
    ("reviews:on-day", STEWARD, "person", "person", "&day=2026-01-05"),
]
PLAN = {"name": "Tuesday", "minutes": 180, "mode": "independent", "method": "random"}
# The same of what is sent: its name, the thing, how it is written, and the rest of the form.
BODIES: list[tuple[str, str, str, str, str, Mapping[str, Any]]] = [
    ("reviews:new-batch", STEWARD, "area", "area", "{}", {"kind": "case-notes"}),
    ("reviews:new-panel", LEAD, "area", "area", "{}", {"name": "West"}),
    ("reviews:panel", LEAD, "user", "user", "{}", {"profession": 1}),
    ("reviews:new-workshop", LEAD, "panel", "panel", "{}", PLAN),
    ("reviews:new-workshop", LEAD, "facilitator", "user", "{}", PLAN),
    ("reviews:accept-exchange", LEAD, "panel", "panel", "{}", {**PLAN, "code": "0000-0000-0000"}),
    ("reviews:accept-exchange", LEAD, "facilitator", "user", "{}", {**PLAN, "code": "0000-0000-0000"}),
    ("reviews:choose-notes", LEAD, "note", "note", "{}", {}),
    ("reviews:agree-ready", "facilitator", "note", "contested", "{}-0", {}),
    (
        "reviews:decide-finding",
        STEWARD,
        "finding",
        "finding",
        "{}",
        {"decision": "keep", "reason": "A name of a scale"},
    ),
    ("accounts:tokens", LEAD, "areas", "area", "{}", {"name": "Nightly", "scope": "read", "days": 7}),
    ("areas:take-audit", STEWARD, "person", "person", "{}", {}),
    ("areas:take-audit", STEWARD, "number", "note", "{}", {"kind": "reviews.casenote"}),
    ("api:batches", STEWARD, "area", "slug", "{}", {"kind": "case-notes"}),
]
INSTEAD = {"reviews:agree-ready": {"workshop_id": "own"}, "reviews:decide-finding": {"batch_id": "held"}}
# Read from the address in some view, and of no area: pages, words of lists that all areas share, own ways back.
OF_NO_AREA = {"page", "from", "code", "pathway", "what", "row", "focus", "next", "before", "page_size"}


def name_of(case: tuple[Any, ...]) -> str:
    return f"{case[0]} {case[2]}"


@pytest.mark.parametrize("case", QUERIES, ids=name_of)
def test_a_query_that_names_another_area_s_thing_names_nothing(case: tuple[str, ...], asking: Asking) -> None:
    address, role, name, thing, beside = case
    path = path_to(address, asking)

    def asked(value: object) -> Answer:
        return asking.ask(role, "GET", address, f"{path}?{name}={value}{beside}")

    check_alike(asked, asking, thing)


@pytest.mark.parametrize("case", BODIES, ids=name_of)
def test_so_does_what_is_sent(case: tuple[Any, ...], asking: Asking) -> None:
    address, role, name, thing, written, more = case
    path = path_to(address, asking)

    def asked(value: object) -> Answer:
        file = {"file": SimpleUploadedFile("notes.csv", b"reference\n1\n")} if "batch" in address else {}
        return asking.ask(role, "POST", address, path, {**more, **file, name: written.format(value)})

    check_alike(asked, asking, thing)


def check_alike(asked: Any, asking: Asking, thing: str) -> None:
    world = asking.world
    other, none = asked(world.other[thing]), asked(world.none[thing])
    assert without(other, world.other[thing], world.none[thing]) == without(none, world.other[thing], world.none[thing])
    assert other.statements == none.statements
    told = other.body.replace(str(world.other[thing]).encode(), b"").replace(AREA_NAME.encode(), b"")
    assert MARK.encode() not in told


def without(answer: Answer, *values: object) -> tuple[Any, ...]:
    """The answer without the values that were asked for, wherever they stand by themselves."""
    words = re.compile(
        "|".join(rf"(?<![\w.-]){re.escape(str(value).replace('@', '%40'))}(?![\w-])" for value in values)
    )
    status, headers, cookies, body = answer.same
    told = body.decode("utf-8", "replace").replace("@", "%40")
    return status, [(name, words.sub("", value)) for name, value in headers], cookies, words.sub("", told)


def path_to(address: str, asking: Asking) -> str:
    """The address with things of one's own area."""
    space, _, name = address.rpartition(":")
    resolver = get_resolver().namespace_dict[space][1] if space else get_resolver()
    parameters = resolver.reverse_dict[name][0][0][1]
    instead = INSTEAD.get(address, {})
    return reverse(address, kwargs={each: asking.world.mine[instead.get(each, NAMED[each])] for each in parameters})


def test_every_name_that_a_view_reads_from_its_address_is_asked_or_of_no_area() -> None:
    """A form that is filled from the address is told by its view: each has lines above."""
    read = re.compile(r"""(?:GET|query_params)\.(?:get|getlist)\(\s*"(\w+)"|GET\["(\w+)"\]""")
    whole = re.compile(r"\w+\(request\.GET[,) ]|read\(request\.GET\)|filters_of\(place, request\.GET\)")
    names, forms = set(), set()
    for path in [each for app in ("accounts", "areas", "reviews", "opportunities", "config") for each in sources(app)]:
        text = path.read_text(encoding="utf-8")
        names |= {first or second for first, second in read.findall(text)}
        forms |= {str(path.relative_to(ROOT)) for _ in whole.findall(text)}
    asked = {name for _, _, name, _, _ in QUERIES}
    assert names - asked - OF_NO_AREA == set(), "add a line to QUERIES, or the name to OF_NO_AREA"
    assert forms == {
        "areas/views/audit.py", "reviews/views/agreed_list.py", "reviews/views/on_day.py", "reviews/views/planning.py",
        "opportunities/views/area.py",
    }, "add lines to QUERIES for each field of the form, and its view here"  # fmt: skip


def sources(app: str) -> list[Path]:
    return sorted((ROOT / app).rglob("*.py"))


def test_nothing_of_the_world_has_the_number_that_nobody_has(asking: Asking) -> None:
    assert NOBODY_HAS not in {*asking.world.mine.values(), *asking.world.other.values()}
