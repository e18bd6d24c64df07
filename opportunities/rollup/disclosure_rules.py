"""The rules of disclosure control that this place has set."""

from django.conf import settings

from opportunities.disclosure.rules import Rules


def rules() -> Rules:
    return Rules(settings.DISCLOSURE_HIDE_UP_TO, settings.DISCLOSURE_ROUND_TO)
