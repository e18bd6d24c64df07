"""The demonstration's queue in a folder: Kombu's, but a message is there only once it is whole. No Django.

Kombu writes a message under the name that readers look for. A worker that looks in that moment reads nothing where JSON
should be, and ends.
"""

from pathlib import Path
from time import monotonic_ns
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SCHEME = "folder"


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **given: Any) -> None:  # type: ignore[override]  # as Kombu itself does
        """Written under a name that no reader takes, then renamed, which happens at once or not at all."""
        whole = Path(self.data_folder_out) / f"{monotonic_ns():020}_{uuid4()}.{queue}.msg"  # read in this order
        part = whole.with_suffix(".part")
        part.write_bytes(dumps(payload).encode())
        part.replace(whole)


class Transport(filesystem.Transport):
    Channel = Channel


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:{Transport.__name__}"
