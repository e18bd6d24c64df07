"""The Celery app and its timetable."""

import os
from pathlib import Path

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("pathway_review")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["config"], related_name="health")

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
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    # Texts go on the day after they may last be kept, whenever the service runs that day.
    "purge notes whose time has ended": {
        "task": "reviews.tasks.purge_notes",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    # Pages say within 10 seconds when nobody works the queue: this is the sign of life they look at.
    "sign of life": {"task": "config.health.worker_was_here", "schedule": 4.0, "options": {"expires": 4}},
}
app.conf.beat_schedule_filename = str(Path(os.environ.get("PATHWAY_REVIEW_VAR", "var")) / "celerybeat-schedule")
