"""Reads which changes a form has sent, and puts one more beside them with everything that was typed kept."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from opportunities.scenarios.choices import Choice
from opportunities.scenarios.form import MOST, ScenarioForm

OWN = ("seen", "name", "about", "shares_from", "each_person_once")
OF_ROW = ("value", "reason", "drop")


def codes_in(sent: QueryDict, offered: Mapping[str, Choice]) -> list[str]:
    """The inputs that have a row, each once; one that nobody offers is passed over."""
    codes = [sent.get(f"code-{at}", "") for at in range(MOST)]
    return [code for at, code in enumerate(codes) if code in offered and code not in codes[:at]]


def in_order(sent: QueryDict, codes: list[str]) -> QueryDict:
    """The same with rows numbered as `codes` has them: what is passed over leaves no gap."""
    at_first = {sent.get(f"code-{at}", ""): at for at in reversed(range(MOST))}
    tidy = sent.copy()
    for at, code in enumerate(codes):
        for name in OF_ROW:
            tidy[f"{name}-{at}"] = sent.get(f"{name}-{at_first[code]}", "")
    return tidy


def with_another(sent: QueryDict, offered: Mapping[str, Choice]) -> ScenarioForm:
    """The form as it was typed, unchecked, without the changes taken out and with the chosen one added."""
    codes = codes_in(sent, offered)
    tidy = in_order(sent, codes)
    stay = [(at, code) for at, code in enumerate(codes) if not tidy.get(f"drop-{at}")]
    initial: dict[str, Any] = {name: tidy.get(name, "") for name in OWN}
    for to, (at, _) in enumerate(stay):
        initial |= {f"{name}-{to}": tidy.get(f"{name}-{at}", "") for name in ("value", "reason")}
    kept = [code for _, code in stay]
    wanted = sent.get("add", "")
    added = [wanted] if wanted in offered and wanted not in kept and len(kept) < MOST else []
    return ScenarioForm(None, initial, offered=offered, codes=[*kept, *added])
