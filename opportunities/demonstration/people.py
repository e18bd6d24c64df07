"""People of every role to sign in as. All invented; their password is public, so they exist in demonstrations only."""

from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from accounts.models import User
from areas import roles
from areas.models import Area, Membership, Role

PASSWORD = "pathway-review-demo"  # noqa: S105 - printed for whoever tries the demonstration
ADMIN = "admin@demo.example"


@dataclass(frozen=True)
class Person:
    """`roles` in the areas called `areas`; `profession` of those who sit on the panel that meets there."""

    email: str
    name: str
    what: str
    areas: tuple[str, ...]
    roles: tuple[Role, ...]
    profession: str = ""


KENT, GREENWICH = ("kent",), ("greenwich",)
EVERYWHERE = ("kent", "pennine-lancashire", "greenwich", "swindon", "sunderland")
PANEL = (Role.PANEL_MEMBER,)
PEOPLE = (
    Person("lead@demo.example", "Sam Whitcombe", "project lead of Kent", KENT, (Role.LEAD,)),
    Person("deputy@demo.example", "Ngozi Ellery", "second project lead of Kent, who approves", KENT, (Role.LEAD,)),
    Person("facilitator@demo.example", "Jo Marlow", "facilitator in Kent", KENT, (Role.FACILITATOR,)),
    Person("steward@demo.example", "Asta Lindqvist", "data steward of Kent", KENT, (Role.STEWARD,)),
    Person("viewer@demo.example", "Priya Nair", "viewer of all five areas", EVERYWHERE, (Role.VIEWER,)),
    Person("gp@demo.example", "Tom Fairley", "GP on the East Kent panel", KENT, PANEL, "gp"),
    Person("nurse@demo.example", "Ruth Okafor", "district nurse on the panel", KENT, PANEL, "district-nurse"),
    Person("social-worker@demo.example", "Dev Chauhan", "social worker on the panel", KENT, PANEL, "social-worker"),
    Person("ot@demo.example", "Mair Pryce", "OT on the panel", KENT, PANEL, "occupational-therapist"),
    Person("discharge@demo.example", "Leon Baptiste", "coordinator on the panel", KENT, PANEL, "discharge-coordinator"),
    Person("geriatrician@demo.example", "Ines Almeida", "geriatrician on the panel", KENT, PANEL, "geriatrician"),
    Person("gp.greenwich@demo.example", "Yusuf Demir", "GP on the Woolwich panel", GREENWICH, PANEL, "gp"),
    Person("nurse.greenwich@demo.example", "Carol Finch", "nurse on that panel", GREENWICH, PANEL, "district-nurse"),
    Person("ot.greenwich@demo.example", "Nia Boateng", "OT on it", GREENWICH, PANEL, "occupational-therapist"),
    Person("sw.greenwich@demo.example", "Rafe Collins", "social worker on it", GREENWICH, PANEL, "social-worker"),
    *(
        Person(f"lead.{slug}@demo.example", name, f"lead and steward of {place}", (slug,), (Role.LEAD, Role.STEWARD))
        for slug, name, place in (
            ("pennine-lancashire", "Hal Entwistle", "Pennine Lancashire"),
            ("greenwich", "Bola Adeyemi", "Greenwich"),
            ("swindon", "Kit Harland", "Swindon"),
            ("sunderland", "Meg Robson", "Sunderland"),
        )
    ),
)  # fmt: skip


def seated(area: str) -> list[Person]:
    """Who sits on the panel that meets in the area with this slug."""
    return [person for person in PEOPLE if person.profession and area in person.areas]


@transaction.atomic
def make_people(*, by: User | None) -> dict[str, User]:
    """Everybody by e-mail address, with their roles; who is there already stays as they are."""
    areas = {area.slug: area for area in Area.objects.filter(slug__in=EVERYWHERE)}
    found = {ADMIN: _person(ADMIN, "Site administrator", is_staff=True, is_superuser=True)}
    for person in PEOPLE:
        user = found[person.email] = _person(person.email, person.name)
        for slug in person.areas:
            for role in person.roles:
                held, new = Membership.objects.get_or_create(area=areas[slug], user=user, role=role)
                if new:
                    roles.begun(held=held, by=by)
        audit.record("person.made-for-demonstration", user, by=by)
    return found


def _person(email: str, name: str, **rights: bool) -> User:
    existing = User.objects.filter(email=email).first()
    return existing or User.objects.create_user(email, name, PASSWORD, **rights)


def sign_in_sheet() -> str:
    """What a newcomer needs to sign in, as lines of text."""
    width = max(len(person.email) for person in PEOPLE)
    lines = [f"  {person.email:<{width}}  {person.name}, {person.what}" for person in PEOPLE]
    lines.insert(0, f"  {ADMIN:<{width}}  site administrator")
    return f"Sign in as any of these, with the password {PASSWORD}\n\n" + "\n".join(lines) + "\n"
