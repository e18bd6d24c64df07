"""A person's own sessions, and the ending of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.sessions.browsers import browser_of


@dataclass(frozen=True)
class Seen:
    """A session as its person recognises it."""

    pk: int
    browser: str
    began: datetime
    last_seen: datetime
    is_this: bool


def sessions_of(user: User, *, key: str) -> list[Seen]:
    """Those that still work, the one whose session key is `key` first, then the latest used first."""
    rows = _working().filter(user=user).order_by("-last_seen_at")
    seen = [
        Seen(row.pk, browser_of(row.user_agent), row.created_at, row.last_seen_at, row.session_key == key)
        for row in rows
    ]
    return sorted(seen, key=lambda each: not each.is_this)


@transaction.atomic
def end_session(*, pk: int, by: User) -> None:
    """End one of one's own sessions. Raises Http404 where there is none of that number."""
    get_object_or_404(UserSession.objects.filter(user=by), pk=pk).end()
    audit.record("session.ended", by, by=by, ended=1)


@transaction.atomic
def end_others(*, key: str | None, by: User) -> int:
    """End every session of `by` but the one whose key is `key`; how many."""
    others = list(UserSession.objects.filter(user=by).exclude(session_key=key or ""))
    Session.objects.filter(session_key__in=[row.session_key for row in others]).delete()
    UserSession.objects.filter(pk__in=[row.pk for row in others]).delete()
    if others:
        audit.record("session.ended", by, by=by, ended=len(others))
    return len(others)


def forget_ended() -> int:
    """Remove what is left of sessions that no longer work; how many there were."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    gone, _ = UserSession.objects.exclude(pk__in=_working().values("pk")).delete()
    return gone


def _working() -> "QuerySet[UserSession]":
    now = timezone.now()
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    rows = UserSession.objects.filter(Exists(alive), created_at__gt=now - timedelta(seconds=settings.SESSION_LONGEST))
    return (
        rows.filter(last_seen_at__gt=now - timedelta(seconds=settings.SESSION_IDLE)) if settings.SESSION_IDLE else rows
    )
