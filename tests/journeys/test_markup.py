"""What people type is shown as text: markup and htmx attributes in every text field run nothing and ask for nothing."""

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from areas.models import Area, Locality, Organisation
from opportunities.catch_up import catch_up_all
from opportunities.models import Scenario
from reviews.models import Batch, BatchProblem, IllustrativeCase, WorkshopNote
from reviews.workshops import sitting
from tests.conftest import Cast
from tests.factories.workshops import NO, ROOM, YES, notes, panel, workshop
from tests.journeys.conftest import enter

ASKED = "/corpus-asked"
CORPUS = [
    f"\"'><script src={ASKED}></script><script>window.__ran=1</script>",
    f'<img src={ASKED} onerror="window.__ran=1">',
    f'<b hx-get="{ASKED}" hx-trigger="load" data-hx-on:load="window.__ran=1">b</b>',
    f'<p hx-on::after-process="window.__ran=1" data-hx-get="{ASKED}" hx-trigger="every 1s">p</p>',
    "<svg onload=window.__ran=1><style>*{display:none}</style></svg>",
    "javascript:window.__ran=1//corpus",
    "{{ 7*7 }}corpus{% raise %}${7*7}#{7*7}",
    f"</textarea></title></select><base href={ASKED}><iframe src={ASKED}>",
    "\u202egnp.corpus\u2066\u200b",
    "=cmd|'/C calc'!A0corpus",
    "null",
    "W" * 400,
    f"' autofocus onfocus=window.__ran=1 x='<link rel=stylesheet href={ASKED}>",
]
# Fields that name things to the code and not to people: never typed, or held to a form of their own.
NAMES_FOR_CODE = {
    "slug", "code", "key", "password", "email", "encoding", "screen", "sha256", "content_hash", "event_month", "rules",
    "software", "controlled_by", "decision_point", "content", "file", "age_band", "digest", "token_key", "salt",
    "status",
}  # fmt: skip
OURS = ("accounts", "pathways", "areas", "reviews", "opportunities")
LEFT = {"AuditEvent", "Publication"}  # rows that the database or their hash lets nobody change
# What a page leads to that is no page: files, and acts that a link never does.
NO_PAGES = ("/export", "/file.", ".svg", ".png", "/research", "/report", "/static/", "/api/", "/sign-out")


@pytest.fixture
def marked(transactional_db: None, area: Area, catalogue: None, cast: Cast) -> set[str]:
    """One of everything that people name or write, then the corpus in each text field. Gives the fields filled."""
    Locality.objects.create(area=area, name="Ashford")
    Organisation.objects.create(area=area, name="William Harvey")
    members = {"gp": cast.gp, "district-nurse": cast.nurse, "social-worker": cast.social_worker}
    made = workshop(panel(area, members), cast.facilitator, notes(area, 4), mode="independent")
    agreed, revealed, _, _ = WorkshopNote.objects.filter(workshop=made).order_by("position")
    for place in (agreed, revealed):
        at = {"workshop_id": made.pk, "note_id": place.pk}
        sitting.open_note(**at, by=cast.facilitator)
        sitting.submit_judgement(**at, answers=NO, whole=True, by=cast.gp)
        sitting.submit_judgement(**at, answers=YES, whole=True, by=cast.nurse)
        sitting.reveal_note(**at, by=cast.facilitator)
        if place == agreed:
            sitting.record_agreed_review(**at, answers={**NO, **ROOM}, whole=True, by=cast.facilitator)
    IllustrativeCase.objects.create(note=agreed.note, who="w", happened="h", better="b", why="y", written_by=cast.lead)
    Scenario.objects.create(area=area, name="Scenario", about="About", made_by=cast.lead)
    batch = Batch.objects.create(
        area=area, kind="case-notes", file_name="a.csv", sha256="1" * 64, status="refused", by=cast.steward
    )
    BatchProblem.objects.create(batch=batch, line=2, column="narrative", code="empty", message="m")
    assert catch_up_all()
    return {name for model in models_of_ours() for name in filled(model)}


def models_of_ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS and model.__name__ not in LEFT]


def filled(model: type[models.Model]) -> Iterator[str]:
    """Put a piece of the corpus into each text field of each row, another one in each; names end in the row's id."""
    for number, field in enumerate(model._meta.concrete_fields):
        if not isinstance(field, models.CharField | models.TextField) or field.choices or field.name in NAMES_FOR_CODE:
            continue
        for row in model._default_manager.order_by("pk").values_list("pk", flat=True)[:40]:
            end = f"~{row}"
            pieces = " ".join(CORPUS) if not field.max_length else CORPUS[(number + int(row)) % len(CORPUS)]
            value = pieces if not field.max_length else pieces[: field.max_length - len(end)] + end
            with suppress(IntegrityError), transaction.atomic():  # what the database holds to a form needs no page
                model._default_manager.filter(pk=row).update(**{field.name: value})
                yield f"{model.__name__}.{field.name}"


@pytest.mark.journey
def test_markup_in_every_text_field_runs_nothing_and_asks_for_nothing(
    browser: Browser, live_server: LiveServer, cast: Cast, marked: set[str]
) -> None:
    assert marked >= {
        "CaseNote.narrative", "CaseNote.living_situation", "Area.name", "Locality.name", "Organisation.name",
        "Panel.name",
        "Workshop.name", "Judgement.comment", "AgreedReview.dissent", "Scenario.name", "IllustrativeCase.who",
        "Batch.file_name", "BatchProblem.message", "User.name", "Pathway.label", "Pathway.definition", "Reason.label",
    }, sorted(marked)  # fmt: skip
    opened: set[str] = set()
    for name in ("lead", "steward", "facilitator", "gp"):
        opened |= visited(browser, live_server, cast[name])
    assert len(opened) > 25, sorted(opened)
    the_api_s_page_works_under_the_same_policy(browser, live_server, cast.lead)


def the_api_s_page_works_under_the_same_policy(browser: Browser, live_server: LiveServer, user: User) -> None:
    context = browser.new_context(base_url=live_server.url)
    page, wrong = context.new_page(), watched(context, live_server.url)
    enter(page, user.email)
    page.goto("/api/v1/docs/")
    expect(page.get_by_text("The areas you belong to, by name.").or_(page.locator(".opblock").first)).to_be_visible()
    context.close()
    assert wrong == []


def visited(browser: Browser, live_server: LiveServer, user: User) -> set[str]:
    """Every kind of page that this person can reach by links, looked at for anything that came alive."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    page, wrong = context.new_page(), watched(context, live_server.url)
    page.on("dialog", lambda dialog: (wrong.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
    enter(page, user.email)
    waiting, opened = ["/"], dict[str, str]()
    while waiting:
        path = waiting.pop(0)
        kind = resolve(urlsplit(path).path).view_name
        if kind in opened:
            continue
        opened[kind] = path
        try:
            page.goto(path)
        except Error as error:
            assert "Download is starting" in str(error), path
            continue
        wrong += [f"{path}: {each}" for each in came_alive(page)]
        waiting += leads_to(page)
    context.close()
    assert wrong == []
    return set(opened)


def watched(context: BrowserContext, ours: str) -> list[str]:
    """Gives a list that grows with every request and report that should not be."""
    wrong: list[str] = []

    def look_at(url: str) -> None:
        if ASKED in url or not url.startswith(ours):
            wrong.append(f"asked for {url}")

    context.on("request", lambda asked: look_at(asked.url))
    context.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => { window.__ran = `report of ${e.blockedURI}`; });"
    )
    return wrong


def came_alive(page: Page) -> list[str]:
    """What the corpus would have left: what ran, a report, an element of its own, a sum worked out."""
    return page.evaluate(
        """(asked) => [
          ...(window.__ran ? ['ran: ' + window.__ran] : []),
          ...[...document.querySelectorAll('*')].filter((e) =>
            [...e.attributes].some((a) => a.name.startsWith('on') || a.name.includes('hx-on')
              || (a.value.includes(asked) && ['src', 'href', 'hx-get', 'data-hx-get'].includes(a.name))
              || (/^\\s*javascript:/i.test(a.value) && ['src', 'href', 'action', 'formaction'].includes(a.name)))
          ).map((e) => 'alive: ' + e.outerHTML.slice(0, 200)),
          ...(document.documentElement.outerHTML.includes('49corpus') ? ['a template was worked out'] : []),
        ]""",
        ASKED,
    )


def leads_to(page: Page) -> list[str]:
    """Addresses of pages of ours that this page links to."""
    links: list[str] = page.eval_on_selector_all("a[href^='/']", "all => all.map((a) => a.getAttribute('href'))")
    return [link.partition("#")[0] for link in links if not any(part in link for part in NO_PAGES)]
