"""Where log lines go and which are written: never a note's text; addresses carry ids only."""

from typing import Any


def logging_settings(*, level: str, as_json: bool) -> dict[str, Any]:
    """For Django, Celery and gunicorn alike, so that every process writes the same kind of line."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "config.log_lines.NoRows", "as_json": as_json}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Each request has one line already, with its number (config.log_requests).
            "django.request": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
            "gunicorn.access": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
