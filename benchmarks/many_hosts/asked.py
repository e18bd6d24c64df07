"""What a run is asked for on the command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.many_hosts.acts_planned import CUTS
from tests.faults.plan import ON_A_PANEL


@dataclass(frozen=True)
class Asked:
    web: int
    workers: int
    judgements: int
    reviewers: int
    rows: int
    seed: int
    seconds: float
    share: float
    cut: list[str]


def asked(words: Sequence[str], description: str) -> Asked:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--web", type=int, default=2, help="web hosts")
    parser.add_argument("--workers", type=int, default=2, help="worker hosts")
    parser.add_argument("--judgements", type=int, default=4000)
    parser.add_argument("--reviewers", type=int, default=40)
    parser.add_argument("--rows", type=int, default=30_000, help="of the file that is loaded meanwhile")
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--seconds", type=float, default=10, help="of each of six measurements of speed; 0: none")
    parser.add_argument("--share", type=float, default=0.2, help="of a core for each web host while speed is measured")
    parser.add_argument("--cut", nargs="*", choices=CUTS, default=["web", "worker"], help="hosts to cut off, once each")
    given = Asked(**vars(parser.parse_args(words)))
    if given.reviewers % ON_A_PANEL or given.judgements % given.reviewers:
        parser.error(f"Reviewers sit in panels of {ON_A_PANEL}, and each judges as many notes.")
    if given.web < 2 or given.workers < 2:
        parser.error("One of each is cut off: there must be another.")
    return given
