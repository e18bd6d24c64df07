"""Pages under /invitation/, for people who may have no account yet."""

from django.urls import path

from areas.views import invitations

app_name = "invitations"
urlpatterns = [
    path("", invitations.accept, name="accept"),
    path("<str:token>/", invitations.open_link, name="open"),
]
