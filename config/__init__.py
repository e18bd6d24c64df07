"""What wires the apps together. The Celery app is imported here so that tasks find it wherever Django starts."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
