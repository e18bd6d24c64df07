"""The settings under test, with what a test run must not share or wait for."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "PATHWAY_REVIEW_TEST_VAR" not in os.environ:
    # One folder for the whole run, told to the processes it starts; whoever made it removes it.
    os.environ["PATHWAY_REVIEW_TEST_VAR"] = tempfile.mkdtemp(prefix="pathway-review-test-")
    atexit.register(shutil.rmtree, os.environ["PATHWAY_REVIEW_TEST_VAR"], ignore_errors=True)
worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["PATHWAY_REVIEW_VAR"] = str(Path(os.environ["PATHWAY_REVIEW_TEST_VAR"]) / worker)
# The live server of a browser journey answers from a thread beside the browser's own event loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
