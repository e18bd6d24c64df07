"""Addresses of single sign-on by the names that allauth knows them by."""

from django.urls import path

from accounts.single_sign_on import views

urlpatterns = [
    path("cancelled/", views.cancelled, name="socialaccount_login_cancelled"),
    path("<slug:provider_id>/", views.go, name="openid_connect_login"),
    path("<slug:provider_id>/callback/", views.come_back, name="openid_connect_callback"),
]
