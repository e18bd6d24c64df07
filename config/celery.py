"""The Celery app and its timetable."""

import os
from pathlib import Path

from celery import Celery
from celery.schedules import crontab

from config.log_jobs import number_jobs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("pathway_review")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["config"], related_name="health")
app.autodiscover_tasks(["config"], related_name="task_origin")
number_jobs(app)

app.conf.beat_schedule = {
    # Tables follow a change within 10 seconds: looking is one indexed query.
    "roll up areas that changed": {
        "task": "opportunities.tasks.rollup_stale",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    # A batch whose worker was killed goes on elsewhere once its lease has ended.
    "resume batches whose worker stopped": {
        "task": "reviews.tasks.resume_batches",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    # The same of files that take long to make.
    "resume exports whose worker stopped": {
        "task": "opportunities.tasks.resume_exports",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    # A file is there for a day. It can't be taken after that, whenever this removes it.
    "remove exports whose day has ended": {
        "task": "opportunities.tasks.remove_exports",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    # Texts go on the day after they may last be kept, whenever the service runs that day.
    "purge notes whose time has ended": {
        "task": "reviews.tasks.purge_notes",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "seal the audit trail of days that are over": {
        "task": "accounts.tasks.seal_audit_days",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
    "look whether notes are as they were loaded": {
        "task": "reviews.tasks.check_hashes",
        "schedule": crontab(hour="2", minute="30"),
        "options": {"expires": 6 * 3600},
    },
    "forget sessions that ended": {
        "task": "accounts.tasks.forget_ended_sessions",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
    # Of workers that were killed between a row and its file, and of tokens that have ended.
    "remove what nothing belongs to": {
        "task": "recovery.tasks.remove_orphans",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    # Pages say within 10 seconds when nobody works the queue: this is the sign of life they look at.
    "sign of life": {"task": "config.health.worker_was_here", "schedule": 4.0, "options": {"expires": 4}},
}
app.conf.beat_schedule_filename = str(Path(os.environ.get("PATHWAY_REVIEW_VAR", "var")) / "celerybeat-schedule")
