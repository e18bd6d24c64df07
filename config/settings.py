"""Settings, top to bottom. Everything that differs between places comes from the environment (see .env.example)."""

import logging
from pathlib import Path

import environ

from config import env, limits, log_lines, unsafe
from config.broker import broker
from config.headers import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from config.headers import PERMISSIONS_POLICY as PERMISSIONS_POLICY
from config.log_settings import logging_settings
from config.sign_in import APPS as SIGN_IN_APPS
from config.sign_in import second_factor_roles, sign_in

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where this runs -------------------------------------------------------------------------------------------------

# With nothing set this is the demonstration: one machine, loopback only, embedded database and queue, and a banner that
# says so. Naming hosts or a key means other people will reach it, so from then on unsafe settings stop the start.
DEMONSTRATION = env.flag("DEMONSTRATION", default=not (env.text("SECRET_KEY") or env.text("ALLOWED_HOSTS")))
VAR_DIR = Path(env.text("PATHWAY_REVIEW_VAR", str(BASE_DIR / "var")))
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY") or (env.kept_secret(VAR_DIR / "secret_key") if DEMONSTRATION else "")
# While a key is exchanged, what the one before has closed or signed can still be opened with it.
SECRET_KEY_FALLBACKS = [env.text("SECRET_KEY_BEFORE")] if env.text("SECRET_KEY_BEFORE") else []
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or (["localhost", "127.0.0.1", "[::1]"] if DEMONSTRATION else [])
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
DATABASE_URL = env.with_password(env.text("DATABASE_URL"), env.text("POSTGRES_PASSWORD"))
DATABASE_POOLED = env.flag("DATABASE_POOLED", default=False)  # a connection is lent for one transaction (PgBouncer)
FONT_FOLDERS = env.words("FONT_FOLDERS")  # where PNG drawings find a font; empty: the usual folders
ACCESSIBILITY_CONTACT = env.text("ACCESSIBILITY_CONTACT")  # whom the page "Accessibility" names
REDIS_URL = env.text("REDIS_URL")
LOG_LEVEL = env.text("LOG_LEVEL", "INFO").upper()
LOG_ADDRESS = env.one_of("LOG_ADDRESS", "network", "whole", "none")  # what a log line keeps of an address
METRICS_TOKEN = env.text("METRICS_TOKEN")  # empty: /metrics/ does not exist
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=not DEMONSTRATION)
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", default=0 if DEMONSTRATION else 365 * 24 * 3600)
if DEMONSTRATION:
    unsafe.refuse_a_public_demonstration(globals())
else:
    unsafe.refuse_unsafe(globals())

# --- What it is made of ----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    *SIGN_IN_APPS,
    "csp",
    "django_htmx",
    "django_structlog",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "accounts",
    "pathways",
    "areas",
    "reviews",
    "opportunities",
    "recovery",
]
MIDDLEWARE = [
    "config.log_requests.NumberedRequests",
    "config.metrics.measured",
    # What stands before the static files says its headers about them too.
    "config.private.closed_to_other_sites",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.head_requests.head_as_get",
    # A judging page is a quarter of its size on the wire; form tokens are masked, so lengths tell nothing of them.
    "django.middleware.gzip.GZipMiddleware",
    "config.private.keep_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.came_from.remember_request",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.sessions.middleware.end_in_time",
    "django_htmx.middleware.HtmxMiddleware",
    "config.problems.ProblemMiddleware",
    "areas.second_factor.RequireSecondFactor",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": ["config.page.page"],
        },
    },
    {  # for packages that bring their own pages: the admin, the API browser
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "config.forms.NhsukRenderer"

# --- Database --------------------------------------------------------------------------------------------------------

if DATABASE_URL:
    DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})
    # Those of jobs and commands; a web process shortens them (config/limits.py).
    # A pooler of transactions takes none from us (docs/deploy/many-hosts.md), and no cursor outlives a transaction.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = DATABASE_POOLED
    DATABASES["default"]["OPTIONS"] = {
        **limits.NETWORK,
        **({} if DATABASE_POOLED else {"options": limits.JOBS.options()}),
        **DATABASES["default"]["OPTIONS"],
    }
else:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "pathway-review.sqlite3",
            "OPTIONS": {
                # Write transactions take their place in the queue when they begin, so that two can never both fail.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA busy_timeout=20000",
            },
            # A file, because tests with threads cannot share a database in memory.
            "TEST": {"NAME": VAR_DIR / "test.sqlite3"},
        }
    }

# --- Jobs ------------------------------------------------------------------------------------------------------------

CELERY_TASK_IGNORE_RESULT = True  # state and progress are rows of our own
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # LOGGING below says what a line may hold, in workers too
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = broker(REDIS_URL, VAR_DIR)

# --- Files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "pictures")]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.joined.JoinedFinder",
]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs them
FILE_UPLOAD_PERMISSIONS = 0o600  # an uploaded file is notes: only the service's own account reads it
STORAGES = {
    "default": {"BACKEND": "config.whole_files.WholeFiles", "OPTIONS": {"location": VAR_DIR / "uploads"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Fifty thousand notes of 1,500 characters are about 80 MB; twice that leaves room for longer ones.
BATCH_MAX_BYTES = env.number("BATCH_MAX_BYTES", default=160 * 2**20, least=1)
BATCH_MAX_ROWS = env.number("BATCH_MAX_ROWS", default=1_000_000, least=1)
# Rows checked and written per transaction, so that a killed worker repeats about a second of work.
BATCH_CHUNK_ROWS = env.number("BATCH_CHUNK_ROWS", default=1_000, least=1)
# A judgement has about 40 fields; nothing on a page needs more than a few hundred.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# --- People ----------------------------------------------------------------------------------------------------------

globals().update(sign_in(demonstration=DEMONSTRATION, var=VAR_DIR))
EMAIL_GOES_OUT = bool(env.text("EMAIL_HOST"))  # where not, a steward hands an invitation's link over
OIDC_NAME = env.text("OIDC_NAME", "your organisation’s account") if env.text("OIDC_SERVER_URL") else ""
OIDC_VERIFIED_CLAIM = env.text("OIDC_VERIFIED_CLAIM", "email_verified")
OIDC_SECOND_FACTOR = frozenset(env.words("OIDC_SECOND_FACTOR"))  # claim=value: any of them says that one was used
REQUIRE_SECOND_FACTOR = second_factor_roles(demonstration=DEMONSTRATION)
# Seconds: a session ends when nothing is done for so long (0: never), and after a working day whatever is done.
SESSION_IDLE = 60 * env.number("SESSION_IDLE_MINUTES", default=0 if DEMONSTRATION else 30)
SESSION_LONGEST = 3600 * env.number("SESSION_HOURS", default=12, least=1)
SESSION_COOKIE_AGE = SESSION_LONGEST
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.problems.csrf_failure"

# --- The audit trail -------------------------------------------------------------------------------------------------

# How many proxies of ours stand before the service, each adding to X-Forwarded-For the address it was asked from. With
# 0 that header is not believed.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", default=0)
# What the trail keeps of an address: all of it, its network (/24 or /48), or nothing.
AUDIT_ADDRESS = env.one_of("AUDIT_ADDRESS", "whole", "network", "none")

# --- Between browser and server --------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEMONSTRATION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics/$"]  # asked from within, past what ends TLS
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

# --- Disclosure control ----------------------------------------------------------------------------------------------

# Of what is given away, counts of 1 to the first are hidden and larger ones go to the nearest of the second. Each may
# be stricter, never below 5. Tables are rolled up again by themselves when one changes.
DISCLOSURE_HIDE_UP_TO = env.number("DISCLOSURE_HIDE_UP_TO", default=7, least=5)
DISCLOSURE_ROUND_TO = env.number("DISCLOSURE_ROUND_TO", default=5, least=5)

# --- API -------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.token_sign_in.LimitedTokens",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "areas.second_factor.HasSecondFactor",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "config.schema.Described",
    "EXCEPTION_HANDLER": "config.problems.problem_details",
    "DEFAULT_PAGINATION_CLASS": "config.paging.Pages",
}
KNOX_TOKEN_MODEL = "knox.AuthToken"  # noqa: S105 (a model)
REST_KNOX = {"TOKEN_TTL": None, "TOKEN_LIMIT_PER_USER": None, "AUTH_HEADER_PREFIX": "Token"}
SPECTACULAR_SETTINGS = {
    "TITLE": "Pathway Review",
    "VERSION": "1",
    "DESCRIPTION": "Case notes in, panels' judgements, opportunity tables out.",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "BatchKindEnum": "reviews.models.batch.Batch.Kind",
        "DeclarationKindEnum": "reviews.models.declaration.Declaration.Kind",
        "JudgementPhaseEnum": "reviews.models.judgement.Judgement.Phase",
        "NotePhaseEnum": "reviews.models.workshop.WorkshopNote.Phase",
    },
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.schema.describe_problems",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    # Its sign that a description is valid would be fetched from another host.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
}

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- Logs: never a note's text; addresses carry ids only ------------------------------------------------------------

LOGGING = logging_settings(level=LOG_LEVEL, as_json=not DEMONSTRATION)
log_lines.configure()
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line for each request: when it has been answered
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_CELERY_DEFAULT_LOG_LEVEL = logging.DEBUG  # the timetable alone would write 20,000 lines a day
DJANGO_STRUCTLOG_CELERY_TASK_FAILURE_LOG_LEVEL = logging.ERROR
