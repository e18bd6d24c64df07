"""Authenticator apps, passkeys and recovery codes: allauth's flows on our pages."""
