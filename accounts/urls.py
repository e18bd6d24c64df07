"""Signing in and out, password, API tokens: the addresses as the rest of the site names them."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import TemplateView

from accounts import views
from accounts.sessions import views as sessions
from accounts.sign_in.views import ChangePassword, SignIn

app_name = "accounts"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("signed-out/", TemplateView.as_view(template_name="accounts/signed_out.html"), name="signed-out"),
    path("password/", ChangePassword.as_view(), name="password"),
    path(
        "password/changed/",
        TemplateView.as_view(template_name="accounts/password_changed.html"),
        name="password-changed",
    ),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/others/end/", sessions.end_others, name="end-other-sessions"),
    path("sessions/<int:pk>/end/", sessions.end, name="end-session"),
    path("session/", sessions.session, name="session"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<str:key>/end/", views.end_token, name="end-token"),
]
