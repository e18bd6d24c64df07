"""Settings of signing in, for config/settings.py: allauth, limits, passwords, sessions, e-mail."""

from pathlib import Path
from typing import Any

from config import env

APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
DJANGOS = "django.contrib.auth.password_validation."


def sign_in(*, demonstration: bool, var: Path) -> dict[str, Any]:
    """Every setting of sign-in by its name. Raises Unsafe, naming the setting, where one can't be."""
    return {**ACCOUNTS, **passwords(), **mail(demonstration=demonstration, var=var), **provider(demonstration)}


ACCOUNTS: dict[str, Any] = {
    "AUTH_USER_MODEL": "accounts.User",
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "LOGIN_URL": "accounts:sign-in",
    "LOGIN_REDIRECT_URL": "start",
    "LOGOUT_REDIRECT_URL": "accounts:signed-out",
    "ACCOUNT_ADAPTER": "accounts.sign_in.adapter.Adapter",
    "ACCOUNT_FORMS": {
        "login": "accounts.sign_in.forms.SignInForm",
        "change_password": "accounts.sign_in.forms.ChangePasswordForm",
        "reset_password": "accounts.sign_in.forms.ResetPasswordForm",
        "reset_password_from_key": "accounts.sign_in.forms.NewPasswordForm",
        "reauthenticate": "accounts.sign_in.forms.ReauthenticateForm",
    },
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_EMAIL_VERIFICATION": "none",  # an invitation was sent to the address
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,  # a changed password or second factor is told by e-mail
    # Counted in the database, so that they hold across web processes. A hospital or a council often has one address
    # for everybody, and forty people sign in for a workshop within a minute: limits by address are for machines.
    "ACCOUNT_RATE_LIMITS": {
        "login": "300/m/ip",
        "login_failed": "60/m/ip,5/5m/key",
        "reset_password": "60/m/ip,5/5m/key",
        "reset_password_from_key": "60/m/ip",
    },
    "SOCIALACCOUNT_ADAPTER": "areas.sign_on.Adapter",
    "SOCIALACCOUNT_LOGIN_ON_GET": True,
    "SOCIALACCOUNT_REQUESTS_TIMEOUT": 10,  # seconds that signing in waits for the provider
    "MFA_ADAPTER": "accounts.second_factor.adapter.Adapter",
    "MFA_FORMS": {
        "authenticate": "accounts.second_factor.forms.AuthenticateForm",
        "reauthenticate": "accounts.second_factor.forms.ReauthenticateForm",
        "activate_totp": "accounts.second_factor.forms.AddAppForm",
        "add_webauthn": "accounts.second_factor.forms.AddPasskeyForm",
    },
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_RATE_LIMITS": {"webauthn_login": "300/m/ip"},
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # addresses are verified by the invitation, not by allauth
    "MFA_TOTP_ISSUER": "Pathway Review",
    "MFA_TOTP_TOLERANCE": 1,  # a telephone's clock may be half a minute out
    "CACHES": {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "limits",
            "OPTIONS": {"MAX_ENTRIES": 20_000},  # as many addresses at once; old counts go first
        }
    },
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    "PASSWORD_RESET_TIMEOUT": 3 * 24 * 3600,
}


# Whom REQUIRE_SECOND_FACTOR may name: the roles of areas.models.Role, and site administrators.
ROLES = ("steward", "lead", "facilitator", "panel-member", "viewer", "site-administrator")


def second_factor_roles(*, demonstration: bool) -> frozenset[str]:
    """Who must have a second factor: unless told otherwise, who reads notes of many, sets figures or gives rights."""
    usual = [] if demonstration else ["steward", "lead", "facilitator", "site-administrator"]
    named = env.words("REQUIRE_SECOND_FACTOR") or usual
    named = [] if named == ["none"] else named
    unknown = sorted(set(named) - set(ROLES))
    if unknown:
        raise env.Unsafe(f"REQUIRE_SECOND_FACTOR: no role is called “{unknown[0]}”. Use {', '.join(ROLES)}, or none.")
    return frozenset(named)


def passwords() -> dict[str, Any]:
    """The rules of a new password: no composition, at least 12 characters, none that everybody tries first."""
    rules: list[dict[str, Any]] = [
        {"NAME": f"{DJANGOS}UserAttributeSimilarityValidator"},
        {"NAME": f"{DJANGOS}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
        {"NAME": f"{DJANGOS}CommonPasswordValidator"},
    ]
    listed = env.text("BREACHED_PASSWORDS_FILE")
    if listed and not Path(listed).is_file():
        raise env.Unsafe(f"BREACHED_PASSWORDS_FILE: there is no file at “{listed}”.")
    if listed:
        rules.append({"NAME": "accounts.passwords.BreachedPasswordValidator", "OPTIONS": {"path": listed}})
    return {"AUTH_PASSWORD_VALIDATORS": rules, "BREACHED_PASSWORDS_FILE": listed}


def provider(demonstration: bool) -> dict[str, Any]:
    """The one provider of single sign-on, where OIDC_SERVER_URL names it. Raises Unsafe where a part is missing."""
    server = env.text("OIDC_SERVER_URL")
    if not server:
        return {"SOCIALACCOUNT_PROVIDERS": {}}
    if not demonstration and not server.startswith("https://"):
        raise env.Unsafe("OIDC_SERVER_URL: must begin with https://.")
    missing = [name for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET") if not env.text(name)]
    if missing:
        raise env.Unsafe(f"{missing[0]}: needed with OIDC_SERVER_URL; the provider gives it.")
    scope = env.words("OIDC_SCOPES") or ["openid", "profile", "email"]
    app = {
        "provider_id": "provider",
        "name": env.text("OIDC_NAME", "your organisation’s account"),
        "client_id": env.text("OIDC_CLIENT_ID"),
        "secret": env.text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server, "oauth_pkce_enabled": True, "scope": scope},
    }
    return {"SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [app]}}}


def mail(*, demonstration: bool, var: Path) -> dict[str, Any]:
    """SMTP where EMAIL_HOST names a server; otherwise files in var/mail, and pages give out links to hand over."""
    host = env.text("EMAIL_HOST")
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    files = "django.core.mail.backends.filebased.EmailBackend"
    return {
        "EMAIL_BACKEND": smtp if host else files,
        "EMAIL_FILE_PATH": str(var / "mail"),
        "EMAIL_HOST": host,
        "EMAIL_PORT": env.number("EMAIL_PORT", default=587, least=1),
        "EMAIL_HOST_USER": env.text("EMAIL_HOST_USER"),
        "EMAIL_HOST_PASSWORD": env.text("EMAIL_HOST_PASSWORD"),
        "EMAIL_USE_TLS": env.flag("EMAIL_USE_TLS", default=True),
        "EMAIL_TIMEOUT": 10,  # seconds that a page may wait for the mail server
        "DEFAULT_FROM_EMAIL": env.text("EMAIL_FROM", "Pathway Review <pathway-review@localhost>"),
    }
