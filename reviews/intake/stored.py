"""Which uploaded files rows name."""

from reviews.models import Batch


def files_named() -> list[str]:
    """As their storage calls them, the oldest batch first."""
    return list(Batch.objects.exclude(file="").order_by("pk").values_list("file", flat=True))
