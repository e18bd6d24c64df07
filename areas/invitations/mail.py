"""The e-mail of an invitation."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from areas.models import Invitation

logger = logging.getLogger(__name__)


def send(invitation: Invitation, link: str) -> bool:
    """False where the mail server did not take it: the invitation stands, and can be sent again."""
    told = {"invitation": invitation, "link": link}
    subject = f"{invitation.invited_by.name} invites you to Pathway Review"
    try:
        send_mail(subject, render_to_string("areas/invitations/mail.txt", told), None, [invitation.email])
    except (OSError, SMTPException) as error:
        logger.error("The e-mail of invitation %s could not be sent: %s", invitation.pk, type(error).__name__)
        return False
    return True
