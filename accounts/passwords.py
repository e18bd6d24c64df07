"""The rule about leaked passwords, where a site has the list of them."""

from pathlib import Path

from django.core.exceptions import ValidationError

from accounts.breached import is_listed

LEAKED = "This password is known from leaks, so it would be guessed. Choose another one"


class BreachedPasswordValidator:
    """Refuses a password that the file lists. `path` is BREACHED_PASSWORDS_FILE."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def validate(self, password: str, user: object = None) -> None:
        if is_listed(password, self.path):
            raise ValidationError(LEAKED, code="password_breached")

    def get_help_text(self) -> str:
        return "It can’t be a password known from leaks."
