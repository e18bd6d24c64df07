"""The reviewers' own book: a line for all that is sent and all that is acknowledged, on the disk before they go on."""

import json
import os
import threading
import time
from pathlib import Path
from typing import Any


class Ledger:
    """Append only, for many threads. An acknowledgement counts once its line is on the disk."""

    def __init__(self, path: Path) -> None:
        self.path, self._judged = path, set[tuple[str, int]]()
        self._file, self._lock = path.open("ab", buffering=0), threading.Lock()

    def sent(self, who: str, place: int, revision: int, answers: str) -> None:
        """`answers` is their fingerprint; `revision` the one that they will be."""
        self._write({"kind": "sent", "who": who, "place": place, "revision": revision, "answers": answers})

    def acknowledged(self, who: str, place: int, revision: int, answers: str, *, began: float, shown: bool) -> None:
        """`began`: when the request was sent that got the acknowledgement; `shown`: a page showed the answers saved."""
        line = {"who": who, "place": place, "revision": revision, "answers": answers, "began": began, "shown": shown}
        self._write({"kind": "acknowledged", **line}, keep=True)
        with self._lock:
            self._judged.add((who, place))

    @property
    def judged(self) -> int:
        """Judgements acknowledged so far, whatever was changed or sent again."""
        return len(self._judged)

    def agreed(self, places: list[int]) -> None:
        """Reviews of these notes were acknowledged as recorded, none left out."""
        self._write({"kind": "agreed", "places": places}, keep=True)

    def _write(self, line: dict[str, Any], *, keep: bool = False) -> None:
        text = json.dumps({**line, "at": time.time()}).encode() + b"\n"
        with self._lock:
            self._file.write(text)
        if keep:
            os.fsync(self._file.fileno())

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_bytes().splitlines()]
