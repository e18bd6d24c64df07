"""Addresses of second factors by the names that allauth knows them by."""

from django.urls import path

from accounts.second_factor import views

urlpatterns = [
    path("", views.Overview.as_view(), name="mfa_index"),
    path("code/", views.EnterCode.as_view(), name="mfa_authenticate"),
    path("code/again/", views.EnterCodeAgain.as_view(), name="mfa_reauthenticate"),
    path("app/add/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("recovery-codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("passkeys/", views.Overview.as_view(), name="mfa_list_webauthn"),
    path("passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkeys/again/", views.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("passkeys/sign-in/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("passkeys/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
