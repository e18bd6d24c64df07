"""The same seed strikes at the same judgements; every fault asked for comes, while people are at work."""

from collections import Counter

from tests.faults.__main__ import KINDS
from tests.faults.plan import plan


def test_a_seed_is_replayed() -> None:
    assert plan(10_000, KINDS, 2016) == plan(10_000, KINDS, 2016) != plan(10_000, KINDS, 2017)


def test_every_fault_comes_in_order_between_the_first_and_the_last_tenth() -> None:
    for seed in range(50):
        faults = plan(1_000, KINDS, seed)
        assert Counter(fault.what.partition(" while")[0].split()[1] for fault in faults) == Counter(
            {"worker": 5, "web": 3, "database": 3, "redis": 3}
        )
        assert [fault.at for fault in faults] == sorted(fault.at for fault in faults)
        assert 50 <= faults[0].at <= faults[-1].at <= 900
