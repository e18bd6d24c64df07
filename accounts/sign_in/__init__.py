"""Signing in by e-mail and password, out, and a new password: allauth's flows with our words, pages and limits."""
