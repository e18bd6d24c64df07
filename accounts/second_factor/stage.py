"""The second step of signing in is left out where the provider has just done it."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest


class SecondFactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        shown = get_authentication_records(request, self.login.user)
        return not any(each.get("second_factor") for each in shown) and super()._should_handle(request)
