"""Work in a process of its own, with limits, and what it took."""

import json
import os
import resource
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

HARD_MB = 1_500  # of address space, so that a mistake does not take the machine down
HARD_SECONDS = 300


def apart(work: Callable[[], Any], folder: Path) -> dict[str, Any]:
    """Run `work` in a child: {"said": what it returned, "error": what came out of it, "seconds", "mb" at most}."""
    told = folder / "told"
    told.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (HARD_MB * 2**20, HARD_MB * 2**20))
        resource.setrlimit(resource.RLIMIT_CPU, (HARD_SECONDS, HARD_SECONDS))
        try:
            told.write_text(json.dumps({"said": work(), "error": ""}))
        except BaseException:  # the rule: nothing may get out
            told.write_text(json.dumps({"said": None, "error": traceback.format_exc()[-1_500:]}))
        os._exit(0)
    _, how, used = os.wait4(child, 0)
    found = json.loads(told.read_text()) if told.exists() else {"said": None, "error": f"the process ended with {how}"}
    return {**found, "seconds": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}


def processor_seconds() -> float:
    """That this process has used so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
