from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import trail  # noqa: F401 (it listens)
        from accounts.append_only import restore
        from accounts.sessions import middleware  # noqa: F401 (it listens)

        post_migrate.connect(restore, dispatch_uid="accounts.append_only")
