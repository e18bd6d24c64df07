"""Addresses by the names that allauth knows them by. The rest of its pages is not offered."""

from django.urls import path, re_path

from accounts.sign_in import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("again/", views.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/reset/", views.ResetPassword.as_view(), name="account_reset_password"),
    path("password/reset/sent/", views.ResetSent.as_view(), name="account_reset_password_done"),
    path("password/reset/done/", views.NewPasswordSet.as_view(), name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)/$",
        views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
]
