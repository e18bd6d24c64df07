"""Judgements a second with one web host and with all, each host held to the same share of a core: turn about."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

from benchmarks.many_hosts import service
from benchmarks.many_hosts.site import Site
from tests.faults.ledger import Ledger
from tests.faults.run import People

TURNS = 3
AT_ONCE = 8  # people: more than one host held to its share can serve, few enough that none gives up
SETTLES = 2.0  # seconds after a change before anything is counted


def rates(site: Site, people: People, ledger: Ledger, seconds: float, share: float) -> dict[str, Any]:
    """`share` of one core for each web host; nothing is held where the kernel can't."""
    counts = sorted({1, site.shape.web})
    seen: dict[int, list[float]] = {number: [] for number in counts}
    site.shares.hold(share)
    _judged(people, ledger, seconds / 2)  # both hosts have read what they keep
    try:
        for number in counts * TURNS:
            service.spread_over(site, number)
            seen[number].append(_judged(people, ledger, seconds))
    finally:
        site.shares.hold(None)
        service.spread_over(site, site.shape.web)
    medians = {number: round(median(each), 2) for number, each in seen.items()}
    told = {f"{number}_web": {"median": medians[number], "all": seen[number]} for number in counts}
    return {"share_of_a_core": share if site.shares.there else None, **told,
            "times_one": round(medians[counts[-1]] / medians[1], 2)}  # fmt: skip


def _judged(people: People, ledger: Ledger, seconds: float) -> float:
    """A second, while some judge for so long."""
    over = threading.Event()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        judging = [pool.submit(reviewer.judge_all, over) for reviewer in people.reviewers[:AT_ONCE]]
        time.sleep(SETTLES)
        before, began = ledger.judged, time.monotonic()
        time.sleep(seconds)
        rate = (ledger.judged - before) / (time.monotonic() - began)
        over.set()
    for each in judging:
        each.result()
    return round(rate, 2)
