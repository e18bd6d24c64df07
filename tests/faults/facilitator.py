"""Who runs the workshops: records what is ready to agree in one step, so that tables have to follow all the while."""

import re
import threading
from collections.abc import Sequence

from tests.faults.at_a_desk import Desk, into_a_workshop, leads_to
from tests.faults.ledger import Ledger

READY = re.compile(rb'name="note" value="(\d+)-(\d+)"')
EVERY = 2.0  # seconds
AT_ONCE = 10
LEFT_OUT = b"left out"


def agree_until(over: threading.Event, desk: Desk, workshops: Sequence[int], ledger: Ledger) -> None:
    """One workshop after the other."""
    turn = 0
    while not over.wait(EVERY):
        agree_some(desk, workshops[turn % len(workshops)], ledger)
        turn += 1


def agree_some(desk: Desk, workshop: int, ledger: Ledger) -> None:
    """Acknowledged are all of them or, where the next page says that one was left out, none that we can name."""
    ready = READY.findall(desk.get(f"/workshops/{workshop}/").text)[:AT_ONCE]
    if not ready:
        return
    answer = desk.post(f"/workshops/{workshop}/agree-ready/", {"note": [f"{int(n)}-{int(v)}" for n, v in ready]})
    if not into_a_workshop(answer):
        raise RuntimeError(f"The facilitator got {answer.status}: {answer.text[:300]!r}")
    if LEFT_OUT not in desk.get(leads_to(answer)).text:
        ledger.agreed([int(place) for place, _ in ready])
