"""Asking for a file, following it and taking it: for whoever asked, while they may, without a script."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, User
from areas.models import Area, Membership
from opportunities.export_jobs import lease
from opportunities.export_jobs.ask import ask
from opportunities.export_jobs.make import make
from opportunities.export_jobs.source import Wanted
from opportunities.models import ExportJob
from opportunities.publications.decide import approve
from opportunities.publications.propose import Proposal, propose
from reviews.models import WorkerSign
from tests.conftest import Cast

KENT = "/areas/kent/"
WHY = {"reason": "To check the tables with the panel."}


def text(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    return answer.content.decode()


def statuses(client: Client, job: ExportJob) -> list[int]:
    return [client.get(f"/exports/{job.pk}/{end}").status_code for end in ("", "file/")]


def test_the_menu_asks_by_post_for_what_takes_long(rolled_up: Area, lead: User, signed_in) -> None:
    page = text(signed_in(lead), KENT)
    for form in ("pdf", "pptx", "xlsx"):
        assert f'<form method="post" action="{KENT}export/{form}/">' in page
    for form in ("csv", "json"):
        assert f'<a href="{KENT}export/{form}/">' in page


def test_asked_for_followed_and_taken(rolled_up: Area, lead: User, signed_in, folder) -> None:
    client = signed_in(lead)
    asked = client.post(f"{KENT}export/xlsx/")
    (job,) = ExportJob.objects.all()
    assert (asked.status_code, asked["Location"]) == (302, f"/exports/{job.pk}/")
    page = text(client, asked["Location"])
    assert "Waiting for a worker" in page and "Refresh</a>" in page and "/file/" not in page
    assert client.get(f"/exports/{job.pk}/file/").status_code == 404
    make(job.pk)
    page = text(client, f"/exports/{job.pk}/", **{"HX-Request": "true"})
    assert f'href="/exports/{job.pk}/file/"' in page and "hx-get" not in page and "<html" not in page
    assert f'<a href="/exports/{job.pk}/">' in text(client, "/exports/")
    assert statuses(client, job) == statuses(client, job) == [200, 200]
    assert AuditEvent.objects.filter(action="export.taken", by=lead, on_id=str(job.pk)).count() == 2


def test_it_says_how_far_it_is(job: ExportJob, lead: User, signed_in) -> None:
    fence = lease.claim(job.pk)
    assert fence is not None
    lease.renew(job.pk, fence, 5, 7)
    page = text(signed_in(lead), f"/exports/{job.pk}/")
    assert "step 5 of 7" in page and 'hx-trigger="every 1s"' in page


def test_it_says_when_nobody_works_the_queue_and_where_the_file_is_had_at_once(
    job: ExportJob, lead: User, signed_in
) -> None:
    client, silent = signed_in(lead), "Nobody works the queue"
    page = text(client, f"/exports/{job.pk}/")
    assert silent in page and f'href="{KENT}export/xlsx/"' in page
    WorkerSign.objects.create(pk=1, at=timezone.now() - timedelta(seconds=9))
    assert silent not in text(client, f"/exports/{job.pk}/")
    WorkerSign.objects.update(at=timezone.now() - timedelta(seconds=11))
    assert silent in text(client, f"/exports/{job.pk}/")
    lease.claim(job.pk)
    assert silent not in text(client, f"/exports/{job.pk}/")


def test_another_persons_file_looks_like_nothing(job: ExportJob, cast: Cast, signed_in, client: Client) -> None:
    make(job.pk)
    for who in ("viewer", "outsider", "steward", "admin"):
        assert statuses(signed_in(cast[who]), job) == [404, 404], who
        assert f"/exports/{job.pk}/" not in text(signed_in(cast[who]), "/exports/")
    client.logout()
    assert statuses(client, job) == [302, 302]


def test_rights_are_asked_again_at_every_look(job: ExportJob, lead: User, signed_in) -> None:
    make(job.pk)
    client = signed_in(lead)
    assert statuses(client, job) == [200, 200]
    Membership.objects.filter(user=lead).delete()
    assert statuses(client, job) == [404, 404]
    assert f"/exports/{job.pk}/" not in text(client, "/exports/")


def test_who_no_longer_leads_keeps_only_what_is_under_control(job: ExportJob, lead: User, signed_in) -> None:
    lifted = ask(wanted=Wanted("xlsx", "kent", lifted_because=WHY["reason"]), by=lead)
    answers = ask(wanted=Wanted("answers", "kent", lifted_because=WHY["reason"]), by=lead)
    for each in (job, lifted, answers):
        make(each.pk)
    Membership.objects.filter(user=lead).update(role="viewer")
    client = signed_in(lead)
    assert [statuses(client, each)[1] for each in (job, lifted, answers)] == [200, 404, 404]


def test_a_file_of_all_areas_goes_with_the_right_to_one_that_stands_in_it(
    rolled_up: Area, other_area: Area, lead: User, signed_in, folder
) -> None:
    Membership.objects.create(user=lead, area=other_area, role="viewer")
    job = ask(wanted=Wanted("xlsx", None), by=lead)
    make(job.pk)
    client = signed_in(lead)
    assert statuses(client, job) == [200, 200]
    Membership.objects.filter(user=lead, area=other_area).delete()
    assert statuses(client, job) == [404, 404]


def test_it_is_gone_after_its_day_even_before_it_is_removed(job: ExportJob, lead: User, signed_in) -> None:
    make(job.pk)
    ExportJob.objects.update(asked_at=timezone.now() - timedelta(days=2), expires_at=timezone.now())
    assert statuses(signed_in(lead), job) == [404, 404]


@pytest.mark.parametrize(
    ("address", "form"),
    [
        (f"{KENT}export/xlsx/without-disclosure-control/", "xlsx"),
        (f"{KENT}export/answers/", "answers"),
    ],
)
def test_what_needs_a_reason_is_made_later_where_the_page_says_so_and_is_the_answer_otherwise(
    rolled_up: Area, lead: User, signed_in, folder, address: str, form: str
) -> None:
    client = signed_in(lead)
    assert 'name="later"' in text(client, address)
    assert client.post(address, WHY)["Content-Disposition"].startswith("attachment")
    assert not ExportJob.objects.exists()
    assert client.post(address, WHY | {"later": "1"}).status_code == 302
    job = ExportJob.objects.get()
    assert (job.form, job.lifted_because) == (form, WHY["reason"])
    assert client.post(address, {"later": "1"}).status_code == 422


def test_who_may_not_take_a_file_can_not_ask_for_it(rolled_up: Area, cast: Cast, signed_in) -> None:
    lifted = f"{KENT}export/pdf/without-disclosure-control/"
    later = WHY | {"later": "1"}
    assert signed_in(cast.viewer).post(lifted, later).status_code == 404
    assert signed_in(cast.viewer).post(f"{KENT}export/answers/", later).status_code == 404
    assert signed_in(cast.outsider).post(f"{KENT}export/pdf/").status_code == 404
    assert signed_in(cast.lead).post(f"{KENT}export/csv/").status_code == 404
    assert not ExportJob.objects.exists()


def test_a_publications_file_is_of_the_publication(rolled_up: Area, cast: Cast, signed_in, folder) -> None:
    found = propose(area=rolled_up, proposal=Proposal("Spring", "For the board."), by=cast.lead)
    approve(publication_id=found.pk, by=cast.admin)
    client = signed_in(cast.viewer)
    assert client.post(f"{KENT}publications/1/export/xlsx/").status_code == 302
    job = ExportJob.objects.get()
    make(job.pk)
    assert (
        client.get(f"/exports/{job.pk}/file/")["Content-Disposition"]
        == 'attachment; filename="publication-kent-1.xlsx"'
    )
    assert "no. 1" in text(client, f"/exports/{job.pk}/")


def test_looking_writes_nothing(job: ExportJob, lead: User, signed_in, django_assert_max_num_queries) -> None:
    make(job.pk)
    client, before = signed_in(lead), ExportJob.objects.values()
    kept = list(before)
    with django_assert_max_num_queries(12):
        text(client, f"/exports/{job.pk}/")
    statuses(client, job)
    assert list(before.all()) == kept
