"""How many random examples a test takes, or rounds a race.

EXAMPLES=20 in the environment takes twenty times as many, 0.25 a quarter.
"""

import os

TIMES = float(os.environ.get("EXAMPLES", "1"))


def examples(usual: int) -> int:
    return max(1, round(usual * TIMES))
