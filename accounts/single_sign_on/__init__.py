"""Signing in by an organisation's own accounts: OpenID Connect, as Entra ID and NHS CIS2 speak it."""
